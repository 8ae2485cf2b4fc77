import Ingest
import Records
import Threads
import XML

/// Checks files one after another: one thread cuts records out, two judge them, the calling thread compares records and tells, in the
/// order of the files.
public final class Checker {
    public struct Options: Sendable {
        /// Judge every file as this version, whatever it says of itself.
        public var version: String?
        /// What is judged beside the letter of XML.
        public var families: Set<Finding.Family> = [.structure, .codes, .rules, .quality]

        public init() {}
    }

    public enum Event: Sendable {
        case began(path: String, version: String)
        case found(path: String, [Finding])
        case ended(path: String)
        /// There is no such file, or it cannot be read at all.
        case failed(path: String, reason: String)
    }

    private static let workers = 2
    private static let depth = 16

    private let standard: Standard
    private let options: Options

    public init(_ standard: Standard, _ options: Options = Options()) {
        self.standard = standard
        self.options = options
    }

    /// - Parameter tell: called on this thread; what it throws ends the check.
    public func run(_ files: [String], tell: (Event) throws -> Void) throws {
        let pipeline = Pipeline<CheckTask, CheckStep>(capacity: Self.depth)
        let cutter = CheckCutter(files, standard, options)
        var threads = [WorkerThread { cutter.run(into: pipeline) }]
        for _ in 0..<Self.workers {
            threads.append(WorkerThread { [standard, options] in RecordJudge(standard, options).run(pipeline) })
        }
        defer {
            pipeline.cancel()
            for thread in threads { thread.join() }
        }
        var comparison = Comparison(standard, options, files)
        while let step = pipeline.next() { try tell(event(step, &comparison, files)) }
        for (file, findings) in comparison.finish() { try tell(.found(path: files[file], findings)) }
    }

    private func event(_ step: CheckStep, _ comparison: inout Comparison, _ files: [String]) -> Event {
        switch step {
        case .began(let file, let version):
            comparison.file = file
            return .began(path: files[file], version: version)
        case .ended(let file): return .ended(path: files[file])
        case .failed(let file, let reason): return .failed(path: files[file], reason: reason)
        case .judged(let findings, let summaries):
            let all = findings + summaries.flatMap { comparison.compare($0) }
            return .found(path: files[comparison.file], all.sorted { $0.problem.line < $1.problem.line })
        }
    }
}

/// What the cutting thread hands to the judging ones.
enum CheckTask: Sendable {
    case pass(CheckStep)
    case judge(RecordBatch)
}

/// What the judging threads hand on.
enum CheckStep: Sendable {
    case began(file: Int, version: String)
    case judged([Finding], [RecordSummary])
    case ended(file: Int)
    case failed(file: Int, reason: String)
}

struct RecordBatch: Sendable {
    let schema: Schema
    var root: RootElement
    var records: [RawRecord] = []
    /// What stands around the records.
    var around: [Finding] = []
}

/// What can be said only of several records together.
private struct Comparison {
    var file = 0
    private let files: [String]
    private let isActive: Bool
    private let repetition: Ruleset.Words?
    private var identifiers = RepeatedIdentifiers()
    private var awards = RepeatedAwards()
    private var references = UnknownReferences()
    private let givesHints: Bool

    init(_ standard: Standard, _ options: Checker.Options, _ files: [String]) {
        self.files = files
        givesHints = options.families.contains(.quality)
        let judgesRules = options.families.contains(.rules) && standard.ruleset == nil
        repetition = judgesRules ? standard.rules.words(id: RepeatedIdentifiers.standardRule) : nil
        isActive = givesHints || judgesRules
    }

    mutating func compare(_ record: RecordSummary) -> [Finding] {
        guard isActive else { return [] }
        let repeated = identifiers.meet(record, file: file, files: files, repetition)
        guard givesHints else { return repeated.map { [$0] } ?? [] }
        let award = awards.meet(record, isNew: repeated == nil, file: file, files: files)
        references.meet(record, file: file, identifiers)
        return [repeated, award].compactMap { $0 }
    }

    func finish() -> [(file: Int, findings: [Finding])] { givesHints ? references.findings(identifiers) : [] }
}
