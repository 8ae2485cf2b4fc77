import Ingest
import Records

/// What is known of a file before its first record.
struct DocumentHead: Sendable {
    var path: String
    var format: String
    var version: String
    var generated: String
    var root: [Attribute]
    var handling: HandlingMark
    var licence: String
    /// What the last reading of the file left; nil when it is new.
    var known: KnownRecords?
    /// Fingerprint of the tables that its facts are made with.
    var basis: String

    struct Attribute: Sendable {
        var name: String
        var value: String
    }
}

/// What is known of a file after its last record.
struct DocumentTail: Sendable {
    var bytes: Int
    var hash: [UInt8]
    var problems: [Problem]
    /// False when the file was cut short or damaged around its records.
    var isWhole: Bool
    /// Rows of the last reading that this one did not meet.
    var gone: [Int64] = []
}

/// What an import did to one file, or to all of them.
public struct ImportCounts: Sendable {
    public var files = 0
    public var unchangedFiles = 0
    public var failedFiles = 0
    /// Records that are new or have changed.
    public var read = 0
    public var unchanged = 0
    public var replaced = 0
    public var withdrawn = 0
    public var transactions = 0
    public var problems = 0
    public var bytes = 0

    public init() {}

    mutating func add(_ other: ImportCounts) {
        read += other.read
        unchanged += other.unchanged
        replaced += other.replaced
        withdrawn += other.withdrawn
        transactions += other.transactions
        problems += other.problems
    }
}

/// What an import says while it runs.
public enum ImportEvent: Sendable {
    /// Another import is writing to the store; this one begins when that one ends.
    case waiting
    case began(path: String, done: Int, total: Int)
    case progress(bytes: Int)
    case finished(path: String, ImportCounts)
    case skipped(path: String)
    case failed(path: String, reason: String)
    /// The sums over links and parent-child trees are made anew.
    case reconciling
}
