/// What was cleaned: the first place of each kind, and how many there were.
struct CleaningNotes {
    enum Kind: Hashable {
        case control, bareAmpersand, bareLess, damagedTag, badUTF8, strayCDATAEnd, misused, unterminated
        case tooLong(Int)
        case unknownEntity(String)
    }

    private static let mostKinds = 16

    private let text: UnsafeBufferPointer<UInt8>
    private let line: Int
    private var places: [(kind: Kind, offset: Int, count: Int)] = []

    init(_ text: UnsafeBufferPointer<UInt8>, _ line: Int) {
        self.text = text
        self.line = line
    }

    mutating func add(_ kind: Kind, at offset: Int) {
        if let index = places.firstIndex(where: { $0.kind == kind }) {
            places[index].count += 1
        } else if places.count < Self.mostKinds {
            places.append((kind, offset, 1))
        }
    }

    var problems: [XMLProblem] { places.map(problem) }

    private func problem(_ place: (kind: Kind, offset: Int, count: Int)) -> XMLProblem {
        let (rule, what, remedy) = Self.words(place.kind)
        let times = place.count > 1 ? " (\(place.count) times in this record)" : ""
        return XMLProblem(rule, line: lineNumber(place.offset), "\(what)\(times); \(remedy).")
    }

    private func lineNumber(_ offset: Int) -> Int {
        let hasNewline = text.contains(10)
        return line + LineCounter.count(hasNewline ? 10 : 13, in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[..<offset]))
    }

    private static func words(_ kind: Kind) -> (rule: String, what: String, remedy: String) {
        switch kind {
        case .control: ("control-character", "A control character became a space", "remove it")
        case .bareAmpersand: ("bare-ampersand", "A bare & was read as text", "write it as &amp;")
        case .bareLess: ("bare-less-than", "A bare < was read as text", "write it as &lt;")
        case .damagedTag: ("tag-damaged", "A damaged tag was read as text", "check its attributes' quotes")
        case .strayCDATAEnd: ("cdata-end", "]]> outside CDATA was read as text", "write it as ]]&gt;")
        case .misused: ("markup-misused", "A comment with -- in it or a misplaced <?xml ?> was left out", "remove it")
        case .badUTF8: ("bad-utf8", "Bytes that are not UTF-8 became U+FFFD", "publish the file in UTF-8, or declare its encoding")
        case .unterminated: ("markup-unterminated", "A comment or CDATA section has no end and was read as text", "write its end")
        case .tooLong(let limit): ("text-too-long", "A text is longer than \(limit) bytes and was cut", "shorten it")
        case .unknownEntity(let name):
            ("unknown-entity", "The entity &\(name); is not defined in XML and was removed", "write the character itself")
        }
    }
}
