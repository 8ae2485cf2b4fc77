import Threads

/// A document as one self-contained HTML file: no request leaves it, and only its own two scripts may run in it.
struct HTMLPage: Sendable {
    let document: Document
    let words: Words
    private let echarts: PageScript
    private let charts: [Chart]

    init(_ document: Document, language: BriefLanguage, assets: BriefAssets) {
        self.document = document
        words = Words(language: language)
        echarts = assets.echarts
        charts = document.sections.flatMap(\.blocks).compactMap { if case .chart(let chart, _) = $0 { chart } else { nil } }
    }

    /// The file, put together once: the drawings' script is a megabyte.
    var bytes: [UInt8] {
        let values = Background { hasDrawings ? JSON.array(charts.map(\.json)).serialized : [] }
        var pieces = [Array(start.text.utf8)]
        if hasDrawings {
            let (next, end) = (Array("</script>\n<script>".utf8), Array("</script>".utf8))
            pieces += [Array("<script type=\"application/json\" id=\"charts\">".utf8), values.value(), next, echarts.bytes]
            pieces += [next, ChartScript.script.bytes, end]
        }
        pieces.append(Array("\n</body>\n</html>\n".utf8))
        var bytes: [UInt8] = []
        bytes.reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { bytes += piece }
        return bytes
    }

    /// All that stands before the scripts.
    private var start: HTML {
        """
        <!doctype html>
        <html lang="\(words.language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="generator" content="Concord">
        <title>\(document.title) – \(document.subtitle)</title>
        <style>
        \(unsafeRaw: Stylesheet.text(footer: document.footer))</style>
        </head>
        <body>
        \(contents)
        <main>
        \(masthead)
        \(drawingNote)\(opening)
        \(sections)
        \(foot)
        </main>

        """
    }

    /// Nothing may be loaded. Scripts run by hash only, so that markup which slipped through could not. Styles may be inline: ECharts
    /// sets them on the SVG it draws, and with every source closed a style can fetch nothing.
    private var policy: String {
        var scripts = "'none'"
        if hasDrawings { scripts = "'sha256-\(echarts.hash)' 'sha256-\(ChartScript.script.hash)'" }
        return "default-src 'none'; script-src \(scripts); style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    }

    private var hasDrawings: Bool { !echarts.bytes.isEmpty && !charts.isEmpty }
}

extension HTMLPage {
    private var contents: HTML {
        let links = document.sections.enumerated().map { index, section -> HTML in
            "<li><a href=\"#\(section.name.rawValue)\">\(index + 1)  \(section.title)</a></li>\n"
        }
        return """
            <nav aria-label="\(words[.contents])">
            <p>\(words[.contents])</p>
            <ol>
            <li><a href="#inbrief">\(words[.inBrief])</a></li>
            <li><a href="#glance">\(words[.glanceHeading])</a></li>
            \(links.joined())</ol>
            </nav>
            """
    }

    private var masthead: HTML {
        let facts = document.facts.map { fact -> HTML in "<div><dt>\(fact.label)</dt><dd>\(fact.value)</dd></div>\n" }
        let handling: HTML = document.isWithheld ? "handling withheld" : "handling"
        return """
            <header class="mast">
            <p class="kicker"><b>Concord</b><span>\(document.kicker)</span></p>
            <h1><bdi>\(document.title)</bdi></h1>
            <p class="subtitle">\(document.subtitle)</p>
            <dl class="facts">
            \(facts.joined())</dl>
            <p class="\(handling)">\(prose(document.handling))</p>
            </header>
            """
    }

    private var opening: HTML {
        let findings = document.findings.map { finding -> HTML in "<li>\(prose(finding))</li>\n" }
        let notes = document.glanceNotes.map { note -> HTML in "<p class=\"note\">\(prose(note))</p>\n" }
        return """
            <section id="inbrief">
            <h2>\(words[.inBrief])</h2>
            <ol class="findings">
            \(findings.joined())</ol>
            <ul class="figures" aria-label="\(words[.keyFigures])">
            \(document.figures.map(figure).joined())</ul>
            </section>
            <section id="glance">
            <h2>\(words[.glanceHeading])</h2>
            \(table(document.glance))
            \(notes.joined())<p class="note onlyscreen">\(words[.hoverForCents])</p>
            </section>
            """
    }

    private func figure(_ figure: KeyFigure) -> HTML {
        """
        <li><p class="value" title="\(figure.exact)">\(figure.value) <span class="unit">\(figure.unit)</span></p>
        <p class="label">\(figure.label)</p><p class="rule">\(figure.rule)</p></li>

        """
    }

    private var drawingNote: HTML {
        if charts.isEmpty { return HTML() }
        if !hasDrawings { return "<p class=\"note\">\(words[.withoutDrawings])</p>\n" }
        return "<noscript><p class=\"note\">\(words[.needsScript])</p></noscript>\n"
    }

    private var foot: HTML {
        "<footer class=\"foot\">\(document.madeBy)</footer>"
    }

    func prose(_ prose: Prose) -> HTML {
        prose.runs.map { run -> HTML in
            run.isStrong ? "<strong><bdi>\(run.text)</bdi></strong>" : Self.withCode(run.text)
        }.joined()
    }

    /// Words between back quotes, in our own sentences only, are commands.
    private static func withCode(_ text: String) -> HTML {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        guard pieces.count > 2 else { return "\(text)" }
        return pieces.enumerated().map { index, piece -> HTML in
            index % 2 == 1 ? "<code>\(String(piece))</code>" : "\(String(piece))"
        }.joined()
    }
}

extension HTMLPage {
    private var sections: HTML {
        var drawn = 0
        var result = HTML()
        for (index, section) in document.sections.enumerated() {
            result += "<section class=\"section\" id=\"\(section.name.rawValue)\">\n"
            result += "<h2><span class=\"no\">\(index + 1)</span><span>\(section.title)</span></h2>\n"
            for block in section.blocks { result += self.block(block, &drawn) }
            result += "</section>\n"
        }
        return result
    }

    private func block(_ block: Block, _ drawn: inout Int) -> HTML {
        switch block {
        case .heading(let text): return "<h3>\(text)</h3>\n"
        case .paragraph(let text): return "<p class=\"lead\">\(prose(text))</p>\n"
        case .note(let text): return "<p class=\"note\">\(prose(text))</p>\n"
        case .list(let items):
            let lines = items.map { item -> HTML in "<li>\(prose(item))</li>\n" }
            let short: HTML = items.allSatisfy { $0.plain.count < 70 } ? " short" : ""
            return "<ul class=\"notes\(short)\">\n\(lines.joined())</ul>\n"
        case .table(let table): return self.table(table)
        case .chart(let chart, let table):
            drawn += 1
            return drawing(chart, number: drawn - 1) + data(table)
        }
    }

    private func drawing(_ chart: Chart, number: Int) -> HTML {
        guard hasDrawings else { return HTML() }
        let legend = chart.legend.map { item -> HTML in "<li>\(sample(item))<span>\(item.label)</span></li>" }
        let list: HTML = legend.isEmpty ? "" : "<ul class=\"legend\">\(legend.joined())</ul>\n"
        return """
            <figure class="chart">
            <div class="drawing screen" data-chart="\(number)" role="img" aria-label="\(chart.title). \(words[.sameAsTable])."></div>
            <div class="drawing paper" data-chart="\(number)" role="img" aria-label="\(chart.title)"></div>
            \(list)</figure>

            """
    }

    private func sample(_ item: LegendItem) -> HTML {
        let shape: HTML
        switch item.sample {
        case .solid, .fading: shape = "<rect width=\"16\" height=\"10\" fill=\"\(item.colour)\" stroke=\"#7d8894\" stroke-width=\"0.4\"/>"
        case .pale: shape = "<rect width=\"16\" height=\"10\" fill=\"\(item.colour)\" opacity=\"0.45\"/>"
        case .line: shape = "<path d=\"M0 5 16 5\" stroke=\"\(item.colour)\" stroke-width=\"2\"/>"
        case .dashes:
            shape = "<path d=\"M0 5 16 5\" stroke=\"\(item.colour)\" stroke-width=\"2\" stroke-dasharray=\"3 2.5\" opacity=\"0.7\"/>"
        case .point: shape = "<circle cx=\"8\" cy=\"5\" r=\"3.6\" fill=\"\(item.colour)\"/>"
        case .ring: shape = "<circle cx=\"8\" cy=\"5\" r=\"4.3\" fill=\"none\" stroke=\"\(item.colour)\" stroke-width=\"1.3\"/>"
        case .hatched:
            shape = """
                <rect width="16" height="10" fill="\(item.colour)"/>\
                <path d="M0 6 6 0M2 10 12 0M8 10 16 2M14 10 16 8" stroke="#fff" stroke-width="1.3"/>
                """
        }
        return "<svg width=\"16\" height=\"10\" viewBox=\"0 0 16 10\" aria-hidden=\"true\">\(shape)</svg>"
    }

    /// The table that says what the drawing shows: folded on screen beside a drawing, open where there is none.
    private func data(_ table: Table) -> HTML {
        guard hasDrawings else { return self.table(table) }
        let printed: HTML = table.isScreenOnly ? "data" : "data printed"
        let left: HTML = table.isScreenOnly ? "<p class=\"note onlypaper\">\(words[.tableLeftOut])</p>\n" : ""
        return "<details class=\"\(printed)\"><summary>\(words[.sameAsTable])</summary>\n\(self.table(table))</details>\n\(left)"
    }
}
