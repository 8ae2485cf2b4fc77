import Glibc

/// A growing row of plain values outside Swift's reference counting; its owner frees it.
@usableFromInline
struct Growing<Value: BitwiseCopyable> {
    @usableFromInline private(set) var base: UnsafeMutablePointer<Value>
    @usableFromInline private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    func free() { base.deallocate() }

    @inlinable
    subscript(index: Int) -> Value {
        @inline(__always)
        get { base[index] }
        @inline(__always)
        nonmutating _modify { yield &base[index] }
    }

    @inline(__always)
    mutating func append(_ value: Value) {
        if count == capacity { grow(to: count + 1) }
        base[count] = value
        count += 1
    }

    @inline(__always)
    mutating func append(_ values: UnsafePointer<Value>, _ length: Int) {
        if count + length > capacity { grow(to: count + length) }
        memcpy(base + count, values, length * MemoryLayout<Value>.stride)
        count += length
    }

    mutating func removeLast(_ number: Int = 1) { count -= number }

    mutating func truncate(to length: Int) { count = length }

    /// Empties the row and gives back what an unusual record made it claim.
    mutating func reset(keeping usual: Int) {
        count = 0
        guard capacity > usual else { return }
        base.deallocate()
        capacity = usual
        base = .allocate(capacity: usual)
    }

    private mutating func grow(to needed: Int) {
        capacity = max(needed, capacity * 2)
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        memcpy(larger, base, count * MemoryLayout<Value>.stride)
        base.deallocate()
        base = larger
    }
}
