/// What a transfer may take, so that no server holds the program up or fills the disk.
public struct TransferLimits: Sendable {
    /// Of the file as it is written, after any packing for the way is undone.
    public var bytes = 2 << 30
    public var redirects = 5
    public var connectSeconds = 20
    /// Slower than `stallBytes` a second for so long is too slow.
    public var stallSeconds = 60
    public var stallBytes = 1024
    public var totalSeconds = 3600
    /// Seconds before the second try, the third, and so on; there is no try after the last.
    public var pauses = [2, 8, 30]
    /// The longest that a server may ask to wait.
    public var longestPause = 120

    public init() {}
}

/// By what a server knows a version of a file again.
public struct Validators: Sendable, Equatable {
    public var etag: String
    public var modified: String

    public init(etag: String = "", modified: String = "") { (self.etag, self.modified) = (etag, modified) }

    var isEmpty: Bool { etag.isEmpty && modified.isEmpty }

    /// The lines of a request that asks for the file only if it is another version.
    var headers: [String] {
        var lines: [String] = []
        if Self.isSendable(etag) { lines.append("If-None-Match: \(etag)") }
        if Self.isSendable(modified) { lines.append("If-Modified-Since: \(modified)") }
        return lines
    }

    /// What a server said comes back to it only if it can do no harm on the way.
    private static func isSendable(_ value: String) -> Bool {
        !value.isEmpty && value.utf8.count <= 512 && value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}

/// What became of a transfer.
public enum TransferOutcome: Sendable, Equatable {
    /// The file is there, whole, and known to the server by these.
    case fetched(Validators)
    /// The server has no other version than the one asked about.
    case unchanged
}
