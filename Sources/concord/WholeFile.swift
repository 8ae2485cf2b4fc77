import CommandLine
import Glibc

/// A file that is there whole or not at all: written beside the target, flushed, renamed; what cannot be finished leaves nothing behind.
final class WholeFile {
    private let path: String
    private let draft: String
    private let descriptor: Int32
    let output: Output
    private var isOpen = true
    private var isFinished = false

    init(_ path: String) throws {
        self.path = path
        draft = path + ".part"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw WriteError(path: path, code: errno) }
        output = Output(descriptor)
    }

    deinit {
        if isOpen { close(descriptor) }
        if !isFinished { unlink(draft) }
    }

    func write(_ bytes: [UInt8]) throws { try explained { () throws(OutputError) in try output.write(bytes) } }

    func finish() throws {
        try explained { () throws(OutputError) in try output.flush() }
        guard fsync(descriptor) == 0 else { throw WriteError(path: path, code: errno) }
        isOpen = false
        guard close(descriptor) == 0, rename(draft, path) == 0 else { throw WriteError(path: path, code: errno) }
        isFinished = true
    }

    private func explained(_ body: () throws(OutputError) -> Void) throws {
        do {
            try body()
        } catch {
            throw WriteError(path: path, code: Self.code(error))
        }
    }

    private static func code(_ error: OutputError) -> Int32 {
        if case .failed(let number) = error { return number }
        return EPIPE
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = try WholeFile(path)
        try file.write(bytes)
        try file.finish()
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
