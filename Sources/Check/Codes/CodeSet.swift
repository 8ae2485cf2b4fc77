/// Codes, asked for by their bytes without making a string: a table of fingerprints of 64 bits.
struct CodeSet: Sendable {
    private let slots: [UInt64]
    private let mask: Int

    init(_ codes: [String]) {
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
        self.slots = slots
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

    /// FNV-1a, mixed once more; never zero.
    static func fingerprint(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 31) &* 0x9E37_79B9_7F4A_7C15
        return hash | 1
    }
}
