/// Values that are filled in, used and filled in again: an array without its checks for uniqueness, which cost a third of a listing's time.
final class GrowingBuffer<Value: BitwiseCopyable> {
    private(set) var count = 0
    private var capacity = 1024
    private var base = UnsafeMutablePointer<Value>.allocate(capacity: 1024)

    deinit { base.deallocate() }

    var isEmpty: Bool { count == 0 }

    /// The values, for as long as `body` runs; it must not append.
    @inline(__always)
    func withValues<Failure, Answer>(_ body: (UnsafeBufferPointer<Value>) throws(Failure) -> Answer) throws(Failure) -> Answer {
        defer { extendLifetime(self) }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }

    func clear() { count = 0 }

    @inline(__always)
    subscript(index: Int) -> Value {
        get { base[index] }
        set { base[index] = newValue }
    }

    @inline(__always)
    func append(_ value: Value) {
        if count == capacity { grow(by: 1) }
        base[count] = value
        count &+= 1
    }

    @inline(__always)
    func append(_ other: UnsafeBufferPointer<Value>) {
        guard let start = other.baseAddress else { return }
        if other.count > capacity &- count { grow(by: other.count) }
        (base + count).update(from: start, count: other.count)
        count &+= other.count
    }

    /// Appends the values and one more behind them.
    @inline(__always)
    func append(_ other: UnsafeBufferPointer<Value>, then last: Value) {
        if other.count >= capacity &- count { grow(by: other.count + 1) }
        if let start = other.baseAddress { (base + count).update(from: start, count: other.count) }
        base[count &+ other.count] = last
        count &+= other.count &+ 1
    }

    private func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }
}
