import Glibc

/// Numbers names by their bytes, which must be followed by at least eight readable ones.
struct NameIndex {
    private struct Slot {
        var first: UInt64 = 0
        var last: UInt64 = 0
        var length = 0
        var id: Int32 = -1
    }

    private var slots: [Slot]
    private let names: [[UInt8]]

    init(_ vocabulary: Vocabulary) {
        var size = 64
        while size < vocabulary.names.count * 4 { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        names = vocabulary.names.map { Array($0.utf8) + Array(repeating: 0, count: 8) }
        for (id, name) in names.enumerated() { insert(name, Int32(id)) }
    }

    private mutating func insert(_ name: [UInt8], _ id: Int32) {
        let length = name.count - 8
        let (first, last) = name.withUnsafeBufferPointer { Self.words($0.baseAddress!, length) }
        var place = place(first, last, length)
        while slots[place].length != 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Slot(first: first, last: last, length: length, id: id)
    }

    /// The number of a name, nil for one that the vocabulary lacks.
    func id(_ name: UnsafePointer<UInt8>, _ length: Int) -> Int32? {
        let (first, last) = Self.words(name, length)
        var place = place(first, last, length)
        while slots[place].length != 0 {
            let slot = slots[place]
            if slot.first == first, slot.last == last, slot.length == length, isSame(slot.id, name, length) { return slot.id }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The two words say all of a name up to sixteen bytes.
    private func isSame(_ id: Int32, _ name: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        length <= 16 || memcmp(names[Int(id)], name, length) == 0
    }

    @inline(__always)
    private static func words(_ name: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
        let start = UnsafeRawPointer(name)
        let first = UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
        if length < 8 { return (first & (1 << (8 * UInt64(length)) - 1), 0) }
        return (first, UInt64(littleEndian: start.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)))
    }

    @inline(__always)
    private func place(_ first: UInt64, _ last: UInt64, _ length: Int) -> Int {
        let mixed = (first ^ (last &* 31) ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }
}
