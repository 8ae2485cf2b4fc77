import Glibc

/// A file's bytes as they lie on disk, in blocks, counted and fingerprinted on the way.
final class BlockReader {
    private enum Origin {
        case file(descriptor: Int32)
        case memory([UInt8], position: Int)
        case stream(any ByteStream)
    }

    static let blockSize = 256 * 1024

    private let path: String
    private var origin: Origin
    private let hasher = ContentHasher()
    private let block: UnsafeMutableRawBufferPointer
    private var position = 0
    private var filled = 0
    private(set) var isAtEnd = false
    /// Bytes taken from the file so far.
    private(set) var bytesRead = 0

    /// Opens a regular file or a pipe; folders, devices and sockets are refused.
    init(path: String) throws(FileError) {
        self.path = path
        origin = .file(descriptor: try Self.open(path))
        block = .allocate(byteCount: Self.blockSize, alignment: 64)
    }

    init(bytes: [UInt8]) {
        path = "memory"
        origin = .memory(bytes, position: 0)
        block = .allocate(byteCount: Self.blockSize, alignment: 64)
    }

    init(stream: any ByteStream) {
        path = "stream"
        origin = .stream(stream)
        block = .allocate(byteCount: Self.blockSize, alignment: 64)
    }

    deinit {
        if case .file(let descriptor) = origin { close(descriptor) }
        block.deallocate()
    }

    /// The bytes of the present block that nobody has consumed.
    var pending: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: block[position..<filled]) }

    func consume(_ count: Int) { position += count }

    /// Replaces a consumed block by the next one; false at the end of the file.
    func refill() throws(FileError) -> Bool {
        position = 0
        filled = 0
        filled = try fill(block)
        return filled > 0
    }

    /// Reads on until at least `count` bytes are pending or the file ends.
    func require(_ count: Int) throws(FileError) {
        while filled - position < count, !isAtEnd {
            filled += try fill(UnsafeMutableRawBufferPointer(rebasing: block[filled...]))
        }
    }

    /// Takes bytes into the caller's buffer, past the block once that is empty; zero at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard position == filled else {
            let count = min(buffer.count, filled - position)
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: pending[..<count]))
            consume(count)
            return count
        }
        return try fill(buffer)
    }

    /// The fingerprint of the whole file; what was not yet read is read now.
    func contentHash() throws(FileError) -> ContentHash {
        while !isAtEnd { _ = try refill() }
        return hasher.hash()
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard !isAtEnd, !buffer.isEmpty else { return 0 }
        let count = try take(buffer)
        isAtEnd = count == 0
        bytesRead += count
        hasher.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    private func take(_ buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        switch origin {
        case .file(let descriptor):
            return try Self.read(descriptor, buffer, path)
        case .memory(let bytes, let position):
            let count = min(buffer.count, bytes.count - position)
            bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + count])) }
            origin = .memory(bytes, position: position + count)
            return count
        case .stream(let stream): return stream.read(into: buffer)
        }
    }

    private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer, _ path: String) throws(FileError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, min(buffer.count, blockSize))
            if count >= 0 { return count }
            if errno != EINTR { throw FileError(path, .system(errno)) }
        }
    }

    /// Opening does not wait for a pipe's writer; reading does.
    private static func open(_ path: String) throws(FileError) -> Int32 {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileError(path, .system(errno)) }
        if let refusal = refusal(descriptor) {
            close(descriptor)
            throw FileError(path, refusal)
        }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK)
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
        return descriptor
    }

    private static func refusal(_ descriptor: Int32) -> FileError.Reason? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .system(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO: return nil
        case S_IFDIR: return .folder
        default: return .notAFile
        }
    }
}
