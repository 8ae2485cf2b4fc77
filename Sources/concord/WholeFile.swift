import Glibc

/// A file that is there whole or not at all.
enum WholeFile {
    /// Writes beside the target, flushes, and renames; what cannot be finished leaves nothing behind.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let draft = path + ".part"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw WriteError(path: path, code: errno) }
        var isWritten = writeAll(bytes, to: descriptor) && fsync(descriptor) == 0
        var code = errno
        if close(descriptor) != 0, isWritten { (isWritten, code) = (false, errno) }
        if isWritten, rename(draft, path) == 0 { return }
        if isWritten { code = errno }
        unlink(draft)
        throw WriteError(path: path, code: code)
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written) }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}

struct WriteError: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path) cannot be written: \(String(cString: strerror(code)))" }
}
