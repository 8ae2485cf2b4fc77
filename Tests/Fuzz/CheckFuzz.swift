import Glibc
import Threads
import XML

@testable import Check

/// Any bytes as a file that is checked: findings stay short, in their order and within the file, and what is called well-formed is.
///
/// One thread does what three do in a check, one after another, for threads would cost more than all the rest.
struct CheckTarget {
    private static let standard: Standard = {
        guard let standard = try? Standard(table: { text(of: "Resources/\($0)") }) else { fatalError("the tables cannot be read") }
        return standard
    }()
    private static let options = Checker.Options()
    private nonisolated(unsafe) static let judge = RecordJudge(standard, options)
    /// More steps than the largest input can make.
    private static let room = 1 << 20

    /// - Parameter path: a file that holds `bytes`.
    func run(_ bytes: [UInt8], path: String) {
        let (findings, isSheet) = judged(path)
        let lines = bytes.count { $0 == 10 || $0 == 13 } + 1
        for finding in findings {
            let problem = finding.problem
            Reach.note("finding \(problem.rule)")
            require(problem.message.utf8.count < 1000 && !problem.rule.isEmpty, "a finding is out of bounds")
            require(problem.line >= 0 && (!Target.isPlain(bytes) || problem.line <= lines), "a finding is outside the file")
        }
        if !isSheet, Target.isPlain(bytes), !findings.contains(where: { $0.family == .xml }) { checkWellFormed(path) }
    }

    private func checkWellFormed(_ path: String) {
        guard let failure = try? WellFormedness.firstError(path: path) else { return Reach.note("well-formed") }
        fail("well-formed is what is not: \(failure.rule)")
    }

    private func judged(_ path: String) -> (findings: [Finding], isSheet: Bool) {
        let pipeline = Pipeline<CheckTask, CheckStep>(capacity: Self.room)
        CheckCutter([path], Self.standard, Self.options).run(into: pipeline)
        Self.judge.run(pipeline)
        var (findings, isSheet): ([Finding], Bool) = ([], false)
        while let step = pipeline.next() {
            switch step {
            case .began(_, let version): isSheet = version == "HXL"
            case .judged(let found, _): findings += found
            case .ended, .failed: break
            }
        }
        return (findings, isSheet)
    }

    private static func text(of path: String) -> String {
        guard let file = fopen(path, "rb") else { fatalError("\(path) cannot be read") }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 4 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes[..<count], as: UTF8.self)
    }
}
