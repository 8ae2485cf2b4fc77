import Picture

/// The languages a brief is written in.
public enum BriefLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case japanese = "ja"
}

/// What a page carries with it so that it opens without a network.
public struct BriefAssets: Sendable {
    let echarts: PageScript

    /// - Parameter echarts: the text of Apache ECharts' minified file; empty makes a page of tables without drawings.
    public init(echarts: [UInt8] = []) { self.echarts = PageScript(echarts) }
}

/// One country or region on paper: a `CountryPicture` put into words, tables and drawings.
///
///     let brief = Brief(picture, language: .japanese)
///     let page = brief.html(assets: BriefAssets(echarts: script))
///     let pdf = try PDFPrinter().pdf(html: page)
///
/// A function of its value: the same picture gives the same bytes.
public struct Brief: Sendable {
    let document: Document
    let language: BriefLanguage

    public init(_ picture: CountryPicture, language: BriefLanguage = .english) {
        self.language = language
        document = Composer(picture, language: language).document()
    }

    /// The title as a window or a mail's subject would show it.
    public var title: String { document.title + " – " + document.subtitle }

    /// One self-contained HTML file.
    public func html(assets: BriefAssets) -> [UInt8] {
        HTMLPage(document, language: language, assets: assets).bytes
    }

    /// GitHub-flavoured Markdown: the same words and tables without the drawings.
    public func markdown() -> String {
        MarkdownPage(document, language: language).text
    }
}
