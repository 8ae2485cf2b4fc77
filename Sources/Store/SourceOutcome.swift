/// What an import said of each file, by its name in the store.
public struct ImportTally: Sendable {
    private(set) var read: Set<String> = []
    private(set) var unchanged: Set<String> = []
    private(set) var failed: [String: String] = [:]

    public init() {}

    public mutating func note(_ event: ImportEvent) {
        switch event {
        case .finished(let path, _): read.insert(path)
        case .skipped(let path): unchanged.insert(path)
        case .failed(let path, let reason): failed[path] = reason
        case .waiting, .began, .progress, .reconciling: break
        }
    }
}

/// How one source fared when it was read again.
public struct SourceOutcome: Sendable {
    public enum Result: String, Sendable { case new, unchanged, partial, failed }

    public let location: String
    public let isListing: Bool
    /// Files that are new or have changed, that have not, and that could not be read.
    public let changed: Int
    public let unchanged: Int
    public let failed: Int
    /// Files of a listing that are of kinds that are not read.
    public let others: Int
    /// Files that a listing no longer has.
    public internal(set) var vanished: [String] = []
    /// Why it failed, or what of it; empty when nothing did.
    public let reason: String

    init(_ gathered: Gathered, _ tally: ImportTally) {
        (location, isListing) = (gathered.location, gathered.isListing)
        others = gathered.others
        changed = gathered.files.count { tally.read.contains($0) }
        unchanged = gathered.files.count { tally.unchanged.contains($0) }
        let failures = gathered.files.compactMap { tally.failed[$0] }
        failed = failures.count
        reason = gathered.failure ?? Self.reason(failures, of: gathered.files.count)
    }

    /// Something was read, or looked at and found unchanged.
    public var isRead: Bool { changed + unchanged > 0 }

    public var result: Result {
        if !isRead { return .failed }
        return reason.isEmpty ? (changed > 0 ? .new : .unchanged) : .partial
    }

    private static func reason(_ failures: [String], of files: Int) -> String {
        guard let first = failures.first else { return files == 0 ? "there is no file in it" : "" }
        return files == 1 ? first : "\(failures.count) of \(files) files could not be read: concord status says why"
    }
}
