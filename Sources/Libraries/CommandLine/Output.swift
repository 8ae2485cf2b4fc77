import Glibc

/// Why output stopped.
public enum OutputError: Error, Equatable, CustomStringConvertible {
    /// The reader is gone; nothing more is wanted.
    case closed
    /// The system's error number.
    case failed(Int32)

    public var description: String {
        switch self {
        case .closed: "the reader closed the pipe"
        case .failed(let number): "cannot write: " + String(cString: strerror(number))
        }
    }
}

/// Bytes on their way to a file descriptor, 64 KB at a time.
///
/// `@unchecked Sendable`, for the sake of `standard`: it belongs to the one thread that prints. What is buffered is lost unless `flush` is called.
public final class Output: @unchecked Sendable {
    public static let standard = Output(STDOUT_FILENO)

    public let descriptor: Int32
    private static let capacity = 1 << 16
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Output.capacity, alignment: 16)
    private var count = 0

    /// Does not close the descriptor.
    public init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { buffer.deallocate() }

    /// Columns of the terminal that is written to; nil when it is none.
    var terminalWidth: Int? { Terminal.width(descriptor) }

    public func print(_ text: String, terminator: String = "\n") throws(OutputError) {
        try write(text.utf8)
        try write(terminator.utf8)
    }

    /// Bytes as they are.
    public func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
        let done: Result<Void, OutputError>? = bytes.withContiguousStorageIfAvailable { stored in
            Result { () throws(OutputError) in try copy(UnsafeRawBufferPointer(stored)) }
        }
        guard let done else { return try write(Array(bytes)) }
        try done.get()
    }

    func write(_ line: ByteBuffer) throws(OutputError) {
        try line.withValues { bytes throws(OutputError) in try copy(UnsafeRawBufferPointer(bytes)) }
    }

    public func flush() throws(OutputError) {
        var at = 0
        defer { count = 0 }
        while at < count { at += try send(buffer[at..<count]) }
    }

    private func copy(_ bytes: UnsafeRawBufferPointer) throws(OutputError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if count == Self.capacity { try flush() }
            let part = rest.prefix(Self.capacity - count)
            UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(from: UnsafeRawBufferPointer(rebasing: part))
            count += part.count
            rest = rest.dropFirst(part.count)
        }
    }

    private func send(_ bytes: Slice<UnsafeMutableRawBufferPointer>) throws(OutputError) -> Int {
        let part = UnsafeRawBufferPointer(rebasing: bytes)
        while true {
            let sent = Glibc.write(descriptor, part.baseAddress, part.count)
            if sent >= 0 { return sent }
            if errno == EINTR { continue }
            throw errno == EPIPE ? .closed : .failed(errno)
        }
    }
}
