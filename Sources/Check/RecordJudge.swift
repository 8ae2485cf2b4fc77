import Ingest
import Records
import Threads
import XML

/// What a judging thread does: parses records and holds them against everything that a record alone can be held against.
final class RecordJudge {
    private let standard: Standard
    private let families: Set<Finding.Family>
    private let vocabulary: Vocabulary
    private let parser: ElementParser
    private let around: Surroundings
    private let standardRules: RulesJudge
    private let ownRules: RulesJudge?

    init(_ standard: Standard, _ options: Checker.Options) {
        self.standard = standard
        families = options.families
        vocabulary = standard.names.vocabulary
        parser = ElementParser(vocabulary: vocabulary, keepsForeign: true)
        around = Surroundings(standard.names.list)
        standardRules = RulesJudge(standard.rules, standard.organisations)
        ownRules = standard.ruleset.map { RulesJudge($0, standard.organisations) }
    }

    func run(_ pipeline: Pipeline<CheckTask, CheckStep>) {
        pipeline.work { task in
            switch task {
            case .pass(let step): step
            case .judge(let batch): self.judge(batch)
            }
        }
    }

    private func judge(_ batch: RecordBatch) -> CheckStep {
        var judgement = Judgement(batch, standard, vocabulary)
        for record in batch.records { judge(record, batch, &judgement) }
        return .judged(judgement.findings, judgement.summaries)
    }

    private func judge(_ record: RawRecord, _ batch: RecordBatch, _ judgement: inout Judgement) {
        do throws(RecordError) {
            let element = try parser.parse(record, root: batch.root)
            judgement.findings += parser.drainProblems().map { Finding(xml: $0) }
            judge(element, batch, &judgement)
        } catch {
            judgement.findings += parser.drainProblems().map { Finding(xml: $0) }
            judgement.findings.append(Finding(.xml, Problem(.error, rule: error.rule, line: error.line, message: error.message)))
        }
    }

    private func judge(_ element: Element, _ batch: RecordBatch, _ judgement: inout Judgement) {
        if families.contains(.structure) { judgement.judgeStructure(element) }
        if families.contains(.codes) { judgement.judgeCodes(element) }
        guard families.contains(.quality) || families.contains(.rules) else { return }
        let scope = XScope(element, in: batch.root, around)
        if families.contains(.rules) { judgement.add(.rules, rules(batch)?.judge(scope) ?? []) }
        guard batch.root.name == "iati-activities" else { return }
        judgement.summaries.append(standard.summariser.summary(scope))
        if families.contains(.quality) { judgement.judgeQuality(scope) }
    }

    /// The standard's rules are those of version 2; a ruleset of the user's own takes their place.
    private func rules(_ batch: RecordBatch) -> RulesJudge? {
        ownRules ?? (batch.schema.version >= "2.01" ? standardRules : nil)
    }
}

/// What comes of one batch of records.
private struct Judgement {
    var findings: [Finding]
    var summaries: [RecordSummary] = []
    private let standard: Standard
    private let version: String
    private var structure: StructureJudge
    private var codes: CodeJudge

    init(_ batch: RecordBatch, _ standard: Standard, _ vocabulary: Vocabulary) {
        findings = batch.around
        self.standard = standard
        version = batch.schema.version
        structure = StructureJudge(batch.schema, vocabulary)
        codes = CodeJudge(standard.codes, version: version, vocabulary)
    }

    mutating func add(_ family: Finding.Family, _ problems: [Problem]) { findings += problems.map { Finding(family, $0) } }

    mutating func judgeStructure(_ element: Element) {
        structure.judge(element)
        add(.structure, structure.drain())
    }

    mutating func judgeCodes(_ element: Element) {
        codes.judge(element)
        add(.codes, codes.drain())
    }

    mutating func judgeQuality(_ scope: XScope) {
        for (hint, rule) in zip(standard.hints, standard.hintRules) {
            guard let offence = hint.offence(in: scope, version: version) else { continue }
            let message = "\(offence.words): \(rule.remedy)."
            add(.quality, [Problem(rule.severity, rule: rule.rule, line: offence.line, message: message)])
        }
    }
}
