import CommandLine
import Glibc
import Picture
import Publish
import Records
import Store
import Threads

/// `concord brief`
struct BriefCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let output = session.arguments.string("output")
        let form = try BriefForm(output)
        if let output { try WholeFile.checkFolder(of: output) }
        let shipped = try session.shipped()
        let (countries, partners) = try (CountryArguments(session.arguments, shipped).codes(), partners(shipped))
        let (store, reference, visibility) = try session.open(shipped)
        let assets = Background { [folder = reference.folder] in
            BriefAssets(echarts: form == .markdown ? [] : Files.bytes(folder + "/charts/echarts.min.js") ?? [])
        }
        let picture = try PictureBuilder(store, reference, visibility, countries: countries, partners: partners).build()
        let brief = Brief(picture, language: session.arguments.choice("lang") ?? .english)
        let bytes = try bytes(brief, form, assets)
        guard let output else {
            try Output.standard.write(bytes)
            return .done
        }
        try WholeFile.write(bytes, to: output)
        session.talk("\(output) written")
        return .done
    }

    private func bytes(_ brief: Brief, _ form: BriefForm, _ assets: Background<BriefAssets, Never>) throws -> [UInt8] {
        if form == .markdown { return Array(brief.markdown().utf8) }
        let html = brief.html(assets: assets.value())
        if form == .html { return html }
        if Terminal.isTerminal(STDERR_FILENO) { session.talk("printing the pages: this takes some seconds") }
        return try PDFPrinter().pdf(html: html)
    }

    private func partners(_ reference: Reference) throws -> Set<String> {
        let names = session.arguments.strings("partners").map { $0.uppercased() }
        for name in names where reference.register.party(name) == nil {
            throw UsageError("there is no party \(name): concord parties lists them")
        }
        return Set(names)
    }
}

/// What the name of the output asks for.
private enum BriefForm {
    case html, pdf, markdown

    init(_ output: String?) throws {
        switch output?.split(separator: ".").last?.lowercased() {
        case "html", "htm": self = .html
        case "pdf": self = .pdf
        case "md", nil: self = .markdown
        default: throw UsageError("\(output!) has no form that is known: end it in .html, .pdf or .md")
        }
    }
}
