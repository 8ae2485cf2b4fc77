import Records

/// What was found for organisations met lately, in front of a dictionary: hashing two texts as a dictionary must costs more than comparing them.
struct RecentTerms<Value: Sendable>: Sendable {
    private static var places: Int { 512 }

    private var entries = [(term: OrganisationTerm, value: Value)?](repeating: nil, count: places)

    func find(_ term: OrganisationTerm) -> Value? {
        guard let entry = entries[Self.place(term)], entry.term == term else { return nil }
        return entry.value
    }

    mutating func remember(_ value: Value, for term: OrganisationTerm) { entries[Self.place(term)] = (term, value) }

    private static func place(_ term: OrganisationTerm) -> Int {
        let mixed = (word(term.ref) &* 31 ^ word(term.name)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 40) & (places - 1)
    }

    /// Length, first and last bytes.
    private static func word(_ text: String) -> UInt64 {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            let raw = UnsafeRawBufferPointer(bytes)
            guard raw.count >= 8 else { return raw.reduce(UInt64(raw.count)) { $0 << 8 ^ UInt64($1) } }
            let first = raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)
            let last = raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self)
            return (first &* 0xFF51_AFD7_ED55_8CCD ^ last) &+ UInt64(raw.count)
        } ?? 0
    }
}
