import Glibc

/// A file on its way: beside its place under another name, moved there when it is whole, gone otherwise.
final class PartialFile {
    private static let suffix = ".part-XXXXXX"

    /// Whether a file's name is that of one on its way.
    static func isOne(_ name: String) -> Bool { name.suffix(suffix.count).hasPrefix(suffix.prefix(6)) }

    private let path: String
    private let partial: String
    private let descriptor: Int32

    init(for path: String) throws(TransferError) {
        self.path = path
        var template = Array((path + Self.suffix).utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .file(errno) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        partial = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    deinit {
        close(descriptor)
        unlink(partial)
    }

    /// The system's error number, nil when all is written.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int32? {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
        return nil
    }

    /// What stands at the path is the old file or the new one, whatever happens to the machine.
    func complete() throws(TransferError) {
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else { throw .file(errno) }
    }
}
