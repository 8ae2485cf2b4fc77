/// Codes, asked for by their bytes without making a string: a table of fingerprints of 64 bits. Valid as long as the memory that it lies in.
struct CodeSet: BitwiseCopyable, @unchecked Sendable {
    private let slots: UnsafeBufferPointer<UInt64>
    private let mask: Int

    init(_ codes: some Collection<String>, _ memory: TableMemory) {
        var size = 8
        while size < codes.count * 3 { size *= 2 }
        mask = size - 1
        var slots = [UInt64](repeating: 0, count: size)
        for code in codes {
            let print = Array(code.utf8).withUnsafeBufferPointer(Self.fingerprint)
            var slot = Int(truncatingIfNeeded: print >> 20) & mask
            while slots[slot] != 0, slots[slot] != print { slot = (slot + 1) & mask }
            slots[slot] = print
        }
        self.slots = memory.lay(slots)
    }

    func contains(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        let print = Self.fingerprint(code)
        var slot = Int(truncatingIfNeeded: print >> 20) & mask
        while slots[slot] != print {
            if slots[slot] == 0 { return false }
            slot = (slot + 1) & mask
        }
        return true
    }

    /// Eight bytes at a time, each folded into the product of all before; never zero.
    static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: bytes.count)
        var place = 0
        while place + 8 <= raw.count {
            hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var rest: UInt64 = 0
        for byte in raw[place...] { rest = rest << 8 | UInt64(byte) }
        return mixed(hash ^ rest) | 1
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
