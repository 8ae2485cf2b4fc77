import Ingest
import Records
import Threads
import XML

/// Opens file after file, cuts the records out and judges what stands around them.
final class CheckCutter: Sendable {
    private static let batchBytes = 128 << 10
    /// What the XML reader notes besides; a `FrameParser` judges it by the letter.
    private static let judgedElsewhere: Set<String> = [
        "junk-between-records", "junk-before-root", "record-after-root", "second-root", "root-end-missing", "root-damaged",
        "markup-unterminated",
    ]

    private let files: [String]
    private let standard: Standard
    private let options: Checker.Options

    init(_ files: [String], _ standard: Standard, _ options: Checker.Options) {
        self.files = files
        self.standard = standard
        self.options = options
    }

    func run(into pipeline: Pipeline<CheckTask, CheckStep>) {
        defer { pipeline.close() }
        for file in files.indices where !cut(file, pipeline) { return }
    }

    /// False when the pipeline was cancelled.
    private func cut(_ file: Int, _ pipeline: Pipeline<CheckTask, CheckStep>) -> Bool {
        do throws(ReadError) {
            let reader = try RecordReader(path: files[file], roots: IATIFile.roots)
            let version = options.version ?? standard.version(published: reader.root.attribute("version") ?? "")
            guard pipeline.submit(.pass(.began(file: file, version: version))) else { return false }
            guard let schema = standard.schema(version: version, root: reader.root.name) else { return true }
            return cut(reader, schema, pipeline) && pipeline.submit(.pass(.ended(file: file)))
        } catch {
            return refuse(file, error, pipeline)
        }
    }

    private func refuse(_ file: Int, _ error: ReadError, _ pipeline: Pipeline<CheckTask, CheckStep>) -> Bool {
        if case .unreadable = error.reason { return pipeline.submit(.pass(.failed(file: file, reason: error.explanation))) }
        if let sheet = SheetCheck(path: files[file], standard.sheets) { return check(sheet, file, pipeline) }
        let rule = if case .otherRoot = error.reason { "not-iati" } else { "not-xml" }
        var findings = [Finding(.xml, Problem(.error, rule: rule, line: 1, message: error.explanation))]
        if let failure = try? WellFormedness.firstError(path: files[file]) { findings.append(Finding(xml: failure)) }
        let version = options.version ?? Standard.latest
        let steps: [CheckStep] = [.began(file: file, version: version), .judged(findings, []), .ended(file: file)]
        return steps.allSatisfy { pipeline.submit(.pass($0)) }
    }

    /// A sheet with hashtags, by HXL's default schema.
    private func check(_ sheet: SheetCheck, _ file: Int, _ pipeline: Pipeline<CheckTask, CheckStep>) -> Bool {
        guard pipeline.submit(.pass(.began(file: file, version: "HXL"))) else { return false }
        do {
            try sheet.run { findings in
                pipeline.submit(.pass(.judged(findings.filter { options.families.contains($0.family) }, [])))
            }
        } catch {
            let problem = Problem(.error, rule: "unreadable", line: 0, message: "The file cannot be read on: \(error).")
            guard pipeline.submit(.pass(.judged([Finding(.xml, problem)], []))) else { return false }
        }
        return pipeline.submit(.pass(.ended(file: file)))
    }

    private func cut(_ reader: RecordReader, _ schema: Schema, _ pipeline: Pipeline<CheckTask, CheckStep>) -> Bool {
        let record = IATIFile.roots[reader.root.name] ?? "iati-activity"
        let frame = Frame(schema, root: reader.root.name, record: record, standard.names)
        reader.outside = { frame.parser.take($0) }
        var batch = RecordBatch(schema: schema, root: reader.root, around: outdated(schema, reader.root))
        var size = 0
        do {
            while let record = try reader.next() {
                if batch.root.line != reader.root.line {
                    guard send(&batch, reader, frame, pipeline) else { return false }
                    batch.root = reader.root
                }
                batch.records.append(record)
                size += record.bytes.count
                guard size >= Self.batchBytes else { continue }
                size = 0
                guard send(&batch, reader, frame, pipeline) else { return false }
            }
        } catch {
            batch.around.append(
                Finding(.xml, Problem(.error, rule: "unreadable", line: 0, message: "The file cannot be read on: \(error).")))
        }
        frame.finish()
        return send(&batch, reader, frame, pipeline)
    }

    /// The standard's rule 0.6.1, which is of the file as a whole.
    private func outdated(_ schema: Schema, _ root: RootElement) -> [Finding] {
        guard schema.version < "2.01", options.families.contains(.rules), standard.ruleset == nil,
            let words = standard.rules.words(id: "0.6.1")
        else { return [] }
        let message = "\(words.sentence ?? ""): \(words.remedy)."
        return [Finding(.rules, Problem(words.severity, rule: words.rule, line: root.line, message: message))]
    }

    private func send(
        _ batch: inout RecordBatch, _ reader: RecordReader, _ frame: Frame, _ pipeline: Pipeline<CheckTask, CheckStep>
    ) -> Bool {
        let structure = frame.judge.drain().map { Finding(.structure, $0) }
        if options.families.contains(.structure) { batch.around += structure }
        batch.around += reader.drainProblems().filter { !Self.judgedElsewhere.contains($0.rule) }.map { Finding(xml: $0) }
        if let failure = frame.takeFailure() { batch.around.append(Finding(xml: failure)) }
        defer {
            batch.records.removeAll(keepingCapacity: true)
            batch.around.removeAll()
        }
        return pipeline.submit(.judge(batch))
    }
}

/// What stands around the records: the parser, and the judge that it tells.
private final class Frame {
    let judge: RootJudge
    let parser: FrameParser
    private var isFailureTold = false

    init(_ schema: Schema, root: String, record: String, _ names: Names) {
        let judge = RootJudge(schema, root: root, record: record, names)
        self.judge = judge
        parser = FrameParser(record: record, vocabulary: names.vocabulary) { judge.take($0) }
    }

    func finish() {
        parser.finish()
        if parser.failure == nil { judge.finish() }
    }

    func takeFailure() -> XMLProblem? {
        guard !isFailureTold, let failure = parser.failure else { return nil }
        isFailureTold = true
        return failure
    }
}

extension Finding {
    /// Of damage that only concerns Concord, or nobody; all else means that the file is not well-formed.
    private static let harmless: Set<String> = ["doctype-ignored", "compressed-trailing", "text-too-long"]

    init(xml problem: XMLProblem) {
        let severity: Problem.Severity = Self.harmless.contains(problem.rule) ? .warning : .error
        self.init(.xml, Problem(severity, rule: problem.rule, line: problem.line, message: problem.message))
    }
}
