import Compression
import Glibc

/// The decoded bytes of a file, a stretch of them in memory at a time; offsets count from the stream's start.
final class Window {
    private static let readSize = 256 * 1024
    /// Zeros after the last byte, so that a look ahead needs no check.
    private static let padding = 256

    private let source: ByteSource
    private var transcoder: Transcoder?
    /// Bytes before conversion, where there is any.
    private var raw = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var rawRange = 0..<0
    private var isRawAtEnd = false

    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var origin = 0
    /// Offset just after the last byte in memory.
    private(set) var end = 0
    private(set) var isAtEnd = false
    /// Nothing before this offset is needed any more.
    var keep = 0

    /// Takes each byte once and in order as it is let go, with the line on which the bytes begin; nil when nobody asks.
    var onRelease: ((UnsafeBufferPointer<UInt8>, Int) -> Void)?
    private var releasedTo = 0

    private var countedTo = 0
    private var lineThere = 1
    private var lineBreak = UInt8(ascii: "\n")

    private(set) var encoding: Encoding

    init(_ source: ByteSource) throws(FileError) {
        self.source = source
        capacity = 4 * Self.readSize
        memory = .allocate(capacity: capacity + Self.padding)
        encoding = Encoding(of: UnsafeRawBufferPointer(start: nil, count: 0))
        try start()
    }

    deinit {
        memory.deallocate()
        raw.deallocate()
    }

    /// True when bytes of another encoding had to be converted.
    var isTranscoded: Bool { transcoder != nil }

    func pointer(at offset: Int) -> UnsafePointer<UInt8> { UnsafePointer(memory + (offset - origin)) }

    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: pointer(at: range.lowerBound), count: range.count)
    }

    subscript(offset: Int) -> UInt8 { memory[offset - origin] }

    /// Reads on; false when there is nothing more.
    func extend() throws(FileError) -> Bool {
        guard !isAtEnd else { return false }
        makeRoom()
        let free = UnsafeMutableRawBufferPointer(start: memory + (end - origin), count: capacity - (end - origin))
        let count = try decode(into: free)
        isAtEnd = count == 0
        end += count
        memset(memory + (end - origin), 0, Self.padding)
        return count > 0
    }

    /// Reads on until the offset is in memory; false when the stream ends before it.
    func require(_ offset: Int) throws(FileError) -> Bool {
        while end < offset { guard try extend() else { return false } }
        return true
    }

    /// The first place of a byte in `from..<limit`, reading on as needed.
    func find(_ byte: UInt8, from: Int, limit: Int = .max) throws(FileError) -> Int? {
        var from = from
        while from < limit {
            let stop = min(end, limit)
            if from < stop, let found = search(byte, from..<stop) { return found }
            from = max(from, stop)
            guard from < limit, try extend() else { return nil }
        }
        return nil
    }

    /// The first place of a byte in a range that is in memory.
    func search(_ byte: UInt8, _ range: Range<Int>) -> Int? {
        guard let found = memchr(pointer(at: range.lowerBound), Int32(byte), range.count) else { return nil }
        return range.lowerBound + (UnsafeRawPointer(found) - UnsafeRawPointer(pointer(at: range.lowerBound)))
    }

    /// The first place of some bytes in a range that is in memory.
    func search(_ text: [UInt8], _ range: Range<Int>) -> Int? {
        let start = pointer(at: range.lowerBound)
        return text.withUnsafeBufferPointer { ByteSearch.first($0, in: start, count: range.count) }.map { range.lowerBound + $0 }
    }

    /// The line of an offset in memory, counted from 1.
    func line(at offset: Int) -> Int {
        if offset >= countedTo {
            lineThere += LineCounter.count(lineBreak, in: UnsafeRawBufferPointer(bytes(countedTo..<offset)))
        } else {
            lineThere -= LineCounter.count(lineBreak, in: UnsafeRawBufferPointer(bytes(offset..<countedTo)))
        }
        countedTo = offset
        return lineThere
    }

    /// Lets go of the bytes before an offset.
    func release(to offset: Int) {
        guard let onRelease, offset > releasedTo else { return }
        let line = line(at: releasedTo)
        onRelease(bytes(releasedTo..<offset), line)
        releasedTo = offset
        // Counting goes on from here: what lies before may be let go of.
        _ = self.line(at: offset)
    }

    /// Bytes that are handed on elsewhere are not let go of again.
    func pass(to offset: Int) { releasedTo = max(releasedTo, offset) }

    private func start() throws(FileError) {
        let buffer = UnsafeMutableRawBufferPointer(start: memory, count: Self.readSize)
        var count = 0
        while count < 1024 {
            let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            if more == 0 { break }
            count += more
        }
        let start = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count])
        encoding = Encoding(of: start)
        transcoder = encoding.name.flatMap(Transcoder.init)
        let content = UnsafeRawBufferPointer(rebasing: start[encoding.markLength...])
        try take(first: content)
        chooseLineBreak()
    }

    private func take(first content: UnsafeRawBufferPointer) throws(FileError) {
        if transcoder == nil {
            memmove(memory, content.baseAddress ?? UnsafeRawPointer(memory), content.count)
            end = content.count
            memset(memory + end, 0, Self.padding)
        } else {
            raw = .allocate(byteCount: Self.readSize, alignment: 64)
            raw.copyMemory(from: content)
            rawRange = 0..<content.count
            _ = try extend()
        }
    }

    /// A file from an old Macintosh has carriage returns alone.
    private func chooseLineBreak() {
        let hasReturns = search(UInt8(ascii: "\r"), 0..<end) != nil
        if hasReturns, search(UInt8(ascii: "\n"), 0..<end) == nil { lineBreak = UInt8(ascii: "\r") }
    }

    private func decode(into free: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
        guard let transcoder else { return try source.read(into: free) }
        while true {
            if rawRange.isEmpty, !isRawAtEnd { try refillRaw() }
            let step = transcoder.convert(UnsafeRawBufferPointer(rebasing: raw[rawRange]), into: free, isLast: isRawAtEnd)
            rawRange = rawRange.lowerBound + step.consumed..<rawRange.upperBound
            if step.produced > 0 || isRawAtEnd && rawRange.isEmpty { return step.produced }
        }
    }

    private func refillRaw() throws(FileError) {
        let count = try source.read(into: raw)
        rawRange = 0..<count
        isRawAtEnd = count == 0
    }

    private func makeRoom() {
        guard capacity - (end - origin) < Self.readSize else { return }
        if keep > origin { compact() }
        if capacity - (end - origin) < Self.readSize { grow() }
    }

    private func compact() {
        if countedTo < keep { _ = line(at: keep) }
        let floor = min(keep, end)
        release(to: floor)
        memmove(memory, memory + (floor - origin), end - floor)
        origin = floor
    }

    private func grow() {
        let used = end - origin
        capacity = max(used + Self.readSize, used + used / 2)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
        memcpy(larger, memory, used)
        memory.deallocate()
        memory = larger
    }
}
