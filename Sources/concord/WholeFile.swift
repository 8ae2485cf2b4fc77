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

    /// Lets `make` write a draft beside the target, and renames it; what cannot be finished leaves nothing behind.
    static func write(to path: String, _ make: (_ draft: String) throws -> Void) throws {
        let draft = path + ".part"
        defer { unlink(draft) }
        try make(draft)
        try flush(draft, path)
        guard rename(draft, path) == 0 else { throw WriteError(path: path, code: errno) }
    }

    private static func flush(_ draft: String, _ path: String) throws {
        let descriptor = open(draft, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WriteError(path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw WriteError(path: path, code: errno) }
    }

    /// Said before any work is done for a file that could not be put there.
    static func checkFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        if access(folder, W_OK) != 0 { throw WriteError(path: path, code: errno) }
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
    var description: String { "\(path) cannot be written: \(reason)" }

    private var reason: String {
        switch code {
        case ENOENT: "there is no such folder; make it first, or name another"
        case ENOTDIR: "what stands before its name is no folder; name another"
        case EISDIR: "it is a folder; name a file"
        case EACCES, EPERM, EROFS: "permission is denied; name another folder"
        case ENOSPC, EDQUOT: "the disk is full; free some space"
        default: String(cString: strerror(code))
        }
    }
}
