import XML

/// Names that the tests look at, numbered in this order.
enum Name: Int, CaseIterable {
    case activity, identifier, title, narrative, transaction, value, ref, lang, code

    static let vocabulary = Vocabulary([
        "iati-activity", "iati-identifier", "title", "narrative", "transaction", "value", "ref", "xml:lang", "code",
    ])
}

extension Element {
    func first(_ name: Name) -> Element? { first(name.rawValue) }
    func attribute(_ name: Name) -> String? { attribute(name.rawValue) }
}

/// What came out of a file: identifiers of the records that parsed, and everything that was complained about.
struct Outcome {
    var identifiers: [String] = []
    var lines: [Int] = []
    var titles: [String] = []
    var incomplete = 0
    var errors: [RecordError] = []
    var problems: [XMLProblem] = []

    var rules: [String] { problems.map(\.rule) }
}

let roots = ["iati-activities": "iati-activity", "iati-organisations": "iati-organisation"]

func read(_ bytes: [UInt8], limits: Limits = Limits()) throws -> Outcome {
    let reader = try RecordReader(bytes: bytes, roots: roots, limits: limits)
    let parser = ElementParser(vocabulary: Name.vocabulary, limits: limits)
    var outcome = Outcome()
    while let record = try reader.next() {
        if !record.isComplete { outcome.incomplete += 1 }
        do {
            let element = try parser.parse(record, root: reader.root)
            outcome.identifiers.append(element.first(.identifier)?.text ?? "")
            outcome.titles.append(element.first(.title)?.first(.narrative)?.text ?? "")
            outcome.lines.append(element.line)
        } catch {
            outcome.errors.append(error)
        }
        outcome.problems += reader.drainProblems() + parser.drainProblems()
    }
    outcome.problems += reader.drainProblems()
    return outcome
}

func read(_ text: String, limits: Limits = Limits()) throws -> Outcome {
    try read(Array(text.utf8), limits: limits)
}

/// One record by itself; the tree lives as long as its parser.
func parse(_ text: String, root: RootElement? = nil, _ body: (Element, ElementParser) throws -> Void) throws {
    let parser = ElementParser(vocabulary: Name.vocabulary)
    let record = RawRecord(name: "iati-activity", line: 1, offset: 0, bytes: Array(text.utf8))
    try withExtendedLifetime(parser) { try body(parser.parse(record, root: root), parser) }
}

/// A record of six lines.
func activity(_ identifier: String, title: String = "A title", extra: String = "") -> String {
    """
      <iati-activity default-currency="USD">
        <iati-identifier>\(identifier)</iati-identifier>
        <title>
          <narrative xml:lang="en">\(title)</narrative>
        </title>\(extra)
      </iati-activity>

    """
}

func file(_ records: String...) -> String {
    "<?xml version=\"1.0\"?>\n<iati-activities version=\"2.03\">\n" + records.joined() + "</iati-activities>\n"
}
