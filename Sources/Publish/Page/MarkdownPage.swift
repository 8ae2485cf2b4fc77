/// A document as GitHub-flavoured Markdown: the same words and tables, without the drawings.
struct MarkdownPage {
    let document: Document
    let words: Words

    init(_ document: Document, language: BriefLanguage) {
        self.document = document
        words = Words(language: language)
    }

    var text: String {
        var lines = head
        lines += ["## " + words[.inBrief], ""]
        lines += document.findings.enumerated().map { "\($0 + 1). " + prose($1) }
        lines += ["", "## " + words[.keyFigures], ""] + figures
        lines += ["## " + words[.glanceHeading], ""] + table(document.glance)
        lines += document.glanceNotes.flatMap { ["_" + prose($0) + "_", ""] }
        for (index, section) in document.sections.enumerated() {
            lines += ["## \(index + 1). " + Self.escaped(section.title), ""]
            lines += section.blocks.flatMap(block)
        }
        lines += ["---", "", Self.escaped(document.madeBy), ""]
        return lines.joined(separator: "\n")
    }

    private var head: [String] {
        var lines = ["# " + Self.escaped(document.title), "", "**" + Self.escaped(document.subtitle) + "**", ""]
        lines += document.facts.map { "- " + Self.escaped($0.label) + ": " + Self.escaped($0.value) }
        return lines + ["", "> " + prose(document.handling), ""]
    }

    private var figures: [String] {
        var table = Table()
        table.columns = [.init(words[.figureColumn]), .init(words[.valueColumn], .number), .init(words[.ruleColumn])]
        table.rows = document.figures.map { figure in
            Table.Row([Table.Cell(figure.label), Table.Cell(figure.isMoney ? figure.exact : figure.value), Table.Cell(figure.rule)])
        }
        return self.table(table)
    }

    private func block(_ block: Block) -> [String] {
        switch block {
        case .heading(let text): ["### " + Self.escaped(text), ""]
        case .paragraph(let text): [prose(text), ""]
        case .note(let text): ["_" + prose(text) + "_", ""]
        case .list(let items): items.map { "- " + prose($0) } + [""]
        case .table(let table): self.table(table)
        case .chart(_, let table): self.table(table)
        }
    }

    private func table(_ table: Table) -> [String] {
        var lines = table.caption.isEmpty || table.hidesCaption ? [] : ["**" + Self.escaped(table.caption) + "**", ""]
        lines.append(Self.line(table.columns.map { Self.escaped($0.title) }))
        lines.append(Self.line(table.columns.map { $0.isNumeric || $0.kind == .bar ? "---:" : ":---" }))
        lines += table.rows.map { row in
            Self.line(row.cells.map { Self.cell($0, isTotal: row.kind == .total, isSub: row.kind == .sub) })
        }
        return lines + [""]
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func cell(_ cell: Table.Cell, isTotal: Bool, isSub: Bool) -> String {
        var text = escaped(cell.text)
        if isTotal && !text.isEmpty { text = "**" + text + "**" }
        let details = cell.details.map { escaped($0.text) }
        return ([text] + details).filter { !$0.isEmpty }.joined(separator: "<br>")
    }

    func prose(_ prose: Prose) -> String {
        prose.runs.map { run in
            guard run.isStrong else { return Self.ownWords(run.text) }
            return canBeStrong(run.text) ? "**" + Self.escaped(run.text) + "**" : Self.escaped(run.text)
        }.joined()
    }

    /// Asterisks close only before a blank when a sign of punctuation stands inside them; Japanese has no blanks.
    private func canBeStrong(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last else { return false }
        let isBare = (first.isLetter || first.isNumber) && (last.isLetter || last.isNumber)
        return isBare || words.language == .english
    }

    /// Our own sentences: back quotes around a command stay.
    private static func ownWords(_ text: String) -> String {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        guard pieces.count > 2 else { return escaped(text) }
        return pieces.enumerated().map { $0 % 2 == 1 ? "`" + $1 + "`" : escaped(String($1)) }.joined()
    }

    /// Text that is nothing but text: no markup, no raw HTML, no link that a renderer would make of an address.
    static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy(isBare) { return text }
        var clean = text.withoutControls
        return clean.withUTF8 { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count + 32)
            for byte in bytes { append(byte, to: &result) }
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The next byte of a text, escaped where it or what it ends means something.
    private static func append(_ byte: UInt8, to result: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "&"): result += "&amp;".utf8
        case UInt8(ascii: "<"): result += "&lt;".utf8
        case UInt8(ascii: ">"): result += "&gt;".utf8
        case UInt8(ascii: "@"): result += "&#64;".utf8
        case UInt8(ascii: ":") where result.ends("http") || result.ends("https"): result += "&#58;".utf8
        case UInt8(ascii: ".") where result.ends("www"): result += "&#46;".utf8
        case _ where marks.contains(byte): result += [UInt8(ascii: "\\"), byte]
        default: result.append(byte)
        }
    }

    private static let marks = [UInt8]("\\`*_[]|~#$!".utf8)

    /// Letters of ASCII but "w", digits, blanks and the signs that mean nothing anywhere.
    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "w"), UInt8(ascii: "W"): false
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "%"): true
        default: false
        }
    }
}

extension [UInt8] {
    fileprivate func ends(_ word: StaticString) -> Bool {
        count >= word.utf8CodeUnitCount
            && suffix(word.utf8CodeUnitCount).elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
