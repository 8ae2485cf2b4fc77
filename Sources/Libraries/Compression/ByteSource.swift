/// The bytes of a file as its author wrote them: plain, gzip or zstd, told apart by the first bytes.
///
/// Damage never throws: what was whole is delivered, then `fault` says why there is no more. Memory stays flat.
public final class ByteSource {
    public enum Format: Sendable { case plain, gzip, zstd }

    /// Why a compressed stream ended before its end.
    public enum Fault: Sendable, Equatable {
        /// The file stops in the middle of the stream.
        case truncated
        /// The stream contradicts itself.
        case damaged
        /// It unpacks to so much more than it holds that it must be a trap.
        case expansion
        /// Other bytes follow the stream's end; they were not read.
        case trailing
    }

    /// Unpacked bytes that any stream may give before its ratio is looked at.
    static let freeExpansion = 64 * 1024 * 1024
    /// Unpacked bytes per packed byte; real files stay below forty.
    static let greatestRatio = 250

    public let format: Format
    public private(set) var fault: Fault?
    private var stream: (any ByteStream)?
    private let reader: BlockReader
    private let decoder: Decoder?
    private var delivered = 0

    public convenience init(path: String) throws(FileError) {
        try self.init(BlockReader(path: path))
    }

    public convenience init(bytes: [UInt8]) throws(FileError) {
        try self.init(BlockReader(bytes: bytes))
    }

    /// Bytes that come as they are, whatever they look like.
    init(stream: any ByteStream) {
        self.stream = stream
        reader = BlockReader(stream: stream)
        format = .plain
        decoder = nil
    }

    init(_ reader: BlockReader) throws(FileError) {
        try reader.require(4)
        self.reader = reader
        format = Self.format(of: reader.pending)
        switch format {
        case .plain: decoder = nil
        case .gzip: decoder = GzipDecoder()
        case .zstd: decoder = ZstdDecoder()
        }
    }

    /// Bytes taken from the file on disk so far, for a progress bar.
    public var bytesRead: Int { reader.bytesRead }

    /// Fills the buffer as far as one step gives; zero at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let decoder else {
            let count = try reader.read(into: buffer)
            fault = stream?.fault
            return count
        }
        guard fault == nil, !buffer.isEmpty else { return 0 }
        let count = try decode(into: buffer, by: decoder)
        delivered += count
        if delivered > Self.freeExpansion, delivered / Self.greatestRatio > decoder.consumed { fault = .expansion }
        return count
    }

    /// The fingerprint of the file's bytes on disk; what was not yet read is read now, so call it last.
    public func contentHash() throws(FileError) -> ContentHash {
        try reader.contentHash()
    }

    private func decode(into buffer: UnsafeMutableRawBufferPointer, by decoder: Decoder) throws(FileError) -> Int {
        while true {
            if reader.pending.isEmpty, !reader.isAtEnd { _ = try reader.refill() }
            let step = decoder.decode(reader.pending, into: buffer, isLast: reader.isAtEnd)
            reader.consume(step.consumed)
            fault = step.fault
            if step.produced > 0 || step.isFinished || fault != nil { return step.produced }
        }
    }

    private static func format(of start: UnsafeRawBufferPointer) -> Format {
        guard start.count >= 2 else { return .plain }
        if start[0] == 0x1F, start[1] == 0x8B { return .gzip }
        guard start.count >= 4 else { return .plain }
        if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
        let isSkippable = start[0] & 0xF0 == 0x50 && start[1] == 0x2A && start[2] == 0x4D && start[3] == 0x18
        return isSkippable ? .zstd : .plain
    }
}

/// Bytes from elsewhere than a file: an entry of an archive.
protocol ByteStream: AnyObject {
    /// Zero at the end, and after a fault.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int
    var fault: ByteSource.Fault? { get }
}

/// One step of unpacking: what was taken, what was given, and whether there will be more.
struct DecoderStep {
    var consumed = 0
    var produced = 0
    var isFinished = false
    var fault: ByteSource.Fault?
}

protocol Decoder: AnyObject {
    /// Packed bytes taken so far.
    var consumed: Int { get }
    /// Unpacks some of the input; `isLast` says that no input follows it.
    func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool) -> DecoderStep
}
