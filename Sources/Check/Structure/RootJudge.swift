import Ingest
import Records
import XML

/// Judges a file's root and what stands directly in it, as a `FrameParser` tells it.
final class RootJudge {
    private let schema: Schema
    private let rootName: String
    private let recordPlace: Int?
    private let form: Form?
    private let vocabulary: Vocabulary
    private var structure: StructureJudge
    private var order: ChildOrder?
    private var records = 0
    private var foreignLine: Int?
    private var rootLine = 1
    private var problems: [Problem] = []

    init(_ schema: Schema, root: String, record: String, _ names: Names) {
        self.schema = schema
        rootName = root
        vocabulary = names.vocabulary
        structure = StructureJudge(schema, vocabulary)
        let number = names.known(root).flatMap { schema.form(ofElement: $0) }
        form = number.map { schema.forms[$0] }
        recordPlace = number.flatMap { number in names.known(record).flatMap { schema.forms.place(of: $0, in: number) } }
        order = form.map(ChildOrder.init)
    }

    func take(_ event: FrameParser.Event) {
        switch event {
        case .root(let element):
            rootLine = element.line
            structure.judgeRoot(element)
        case .record(let line): record(line)
        case .child(let element): child(element)
        case .text(let line):
            note(StructureRules.textMisplaced, line, "Text stands directly in <\(rootName)>, which may hold only elements")
        }
    }

    /// What was found since the last call.
    func drain() -> [Problem] {
        defer { problems = [] }
        return problems + structure.drain()
    }

    /// What can be said only when the whole file was seen.
    func finish() {
        guard var order, !order.isRight() else { return }
        if records == 0 { return note(StructureRules.elementMissing, rootLine, "<\(rootName)> has no record in it") }
        note(
            StructureRules.elementMisplaced, foreignLine ?? rootLine,
            "An element of another namespace comes before the records of <\(rootName)>, its place is after them")
    }

    private func record(_ line: Int) {
        records += 1
        if let recordPlace { order?.take(recordPlace) }
    }

    private func child(_ element: Element) {
        guard element.space == .other, let form, form.foreign >= 0 else {
            let name = Quote.name(element.spelledName(in: vocabulary))
            return note(StructureRules.elementUnknown, element.line, "IATI \(schema.version) has no <\(name)> in <\(rootName)>")
        }
        order?.take(form.foreign)
        foreignLine = foreignLine ?? element.line
        structure.judgeFreely(element)
    }

    private func note(_ rule: ProblemRule, _ line: Int, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(finding): \(rule.remedy)."))
    }
}
