import Compression
import Glibc

/// The text of a file as UTF-8, a stretch of it in memory at a time, a zero behind the last byte.
final class TextWindow {
    private static let readSize = 128 << 10
    private static let padding = 16

    private let source: ByteSource
    private(set) var decoder: TextDecoder
    /// The first bytes, before they were read as text.
    private(set) var head: [UInt8] = []
    private let raw: UnsafeMutableRawBufferPointer
    private var rawCount = 0
    private var isRawAtEnd = false

    private(set) var memory: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Nothing before this place in memory is needed any more.
    var start = 0
    /// After the last byte in memory.
    private(set) var end = 0
    private(set) var isAtEnd = false
    /// How far the bytes in memory lie behind the stream's start.
    private(set) var origin = 0
    /// Where in the stream damage was met, one place for each step of reading.
    private(set) var losses: [Int] = []

    init(_ source: ByteSource) throws(FileError) {
        self.source = source
        raw = .allocate(byteCount: Self.readSize, alignment: 64)
        capacity = 4 * Self.readSize
        memory = .allocate(capacity: capacity + Self.padding)
        memory[0] = 0
        decoder = TextDecoder(UnsafeBufferPointer(start: nil, count: 0))
        // All is in place by now, so that a file that cannot be read leaves nothing behind.
        while rawCount < 4096 {
            let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[rawCount...]))
            if count == 0 { break }
            rawCount += count
        }
        let start = UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[..<rawCount])
        decoder = TextDecoder(start)
        head = Array(start.prefix(512))
        drop(decoder.markLength)
        _ = try extend()
    }

    deinit {
        raw.deallocate()
        memory.deallocate()
    }

    var bytesRead: Int { source.bytesRead }
    var fault: ByteSource.Fault? { source.fault }

    /// The bytes in memory that are still needed.
    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory + start, count: end - start) }

    /// Reads on; false when there is nothing more. Bytes in memory may move: what was at `start` is at the new `start`.
    func extend() throws(FileError) -> Bool {
        let before = end - start
        while !isAtEnd, end - start == before {
            if !isRawAtEnd { try refill() }
            makeRoom()
            decode()
            isAtEnd = isRawAtEnd && rawCount == 0
        }
        return end - start > before
    }

    /// The damage in front of a place in the stream, taken out of the list.
    func takeLoss(before place: Int) -> Bool {
        guard let first = losses.first, first < place else { return false }
        losses.removeAll { $0 < place }
        return true
    }

    private func decode() {
        let input = UnsafeBufferPointer(rebasing: raw.bindMemory(to: UInt8.self)[..<rawCount])
        let step = decoder.decode(input, into: memory + end, isLast: isRawAtEnd)
        if let loss = decoder.firstLoss { losses.append(origin + end + loss) }
        drop(step.consumed)
        end += step.produced
        memory[end] = 0
    }

    private func drop(_ count: Int) {
        rawCount -= count
        if count > 0, rawCount > 0 { memmove(raw.baseAddress!, raw.baseAddress! + count, rawCount) }
    }

    private func refill() throws(FileError) {
        guard rawCount < raw.count else { return }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[rawCount...]))
        isRawAtEnd = count == 0
        rawCount += count
    }

    private func makeRoom() {
        let needed = rawCount * TextDecoder.growth
        guard capacity - end < needed else { return }
        if start > 0 {
            memmove(memory, memory + start, end - start)
            origin += start
            end -= start
            start = 0
        }
        if capacity - end < needed { grow(to: max(end + needed, 2 * capacity)) }
    }

    private func grow(to larger: Int) {
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
        memcpy(wider, memory, end)
        memory.deallocate()
        (memory, capacity) = (wider, larger)
    }
}
