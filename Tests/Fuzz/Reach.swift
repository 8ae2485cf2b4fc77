import Glibc
import Ingest

/// What a run met, told at its end: a fuzzer that bounces off the first check finds nothing, and is proud of it.
enum Reach {
    private nonisolated(unsafe) static var met: [String: Int] = [:]
    private static let report: Void = { atexit { Reach.tell() } }()

    static func note(_ what: String) {
        report
        met[what, default: 0] += 1
    }

    private static func tell() {
        let rules = ProblemRules.all.map(\.rule)
        print(
            "Met: "
                + met.filter { !rules.contains($0.key) }.sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(
                    separator: ", "))
        print("Rules of records that nothing broke: " + rules.filter { met[$0] == nil }.joined(separator: ", "))
    }
}
