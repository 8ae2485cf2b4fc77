import Foundation

/// A folder for one test, removed with the value that holds it; what lasts as long as the tests is removed with them.
public final class Scratch: Sendable {
    public let folder: String

    /// `nonisolated(unsafe)`: only reached through the lock, which the thread sanitizer can follow where it cannot follow a `Mutex`.
    private nonisolated(unsafe) static var open: Set<String> = []
    private static let lock = NSLock()
    private static let sweeps: Void = {
        atexit { for folder in Scratch.lock.withLock({ Scratch.open }) { try? FileManager.default.removeItem(atPath: folder) } }
    }()

    public init() {
        Self.sweeps
        let base = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
        var template = Array((base + "/concord-test-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { preconditionFailure("no folder can be made under \(base)") }
        let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        self.folder = folder
        Self.lock.withLock { _ = Self.open.insert(folder) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        _ = Self.lock.withLock { Self.open.remove(folder) }
    }

    public func path(_ name: String) -> String { folder + "/" + name }

    @discardableResult
    public func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }

    /// Makes the folders on the way, and gives the file's path.
    @discardableResult
    public func write(_ name: String, _ bytes: [UInt8]) -> String {
        let path = path(name)
        let parent = String(path[..<path.lastIndex(of: "/")!])
        try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        precondition(FileManager.default.createFile(atPath: path, contents: Data(bytes)), "cannot write \(path)")
        return path
    }

    @discardableResult
    public func copy(_ source: String, as name: String) -> String { write(name, Testbed.bytes(of: source)) }

    public func remove(_ name: String) { try? FileManager.default.removeItem(atPath: path(name)) }
}
