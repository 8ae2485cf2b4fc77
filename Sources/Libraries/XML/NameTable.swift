internal import CLibXML2

/// Numbers names by the addresses that libxml2 interns them at: one probe instead of a comparison of text.
struct NameTable {
    private var keys: [UInt]
    private var ids: [Int32]
    private let mask: Int
    /// Attributes of the `xml` namespace, by their local names.
    private var prefixed: [(key: UInt, id: Int32)] = []

    init(_ vocabulary: Vocabulary, dictionary: xmlDictPtr) {
        var size = 64
        while size < vocabulary.names.count * 4 { size *= 2 }
        mask = size - 1
        keys = Array(repeating: 0, count: size)
        ids = Array(repeating: -1, count: size)
        for (id, name) in vocabulary.names.enumerated() { insert(name, Int32(id), dictionary) }
    }

    private mutating func insert(_ name: String, _ id: Int32, _ dictionary: xmlDictPtr) {
        let isPrefixed = name.hasPrefix("xml:")
        guard let interned = xmlDictLookup(dictionary, isPrefixed ? String(name.dropFirst(4)) : name, -1) else { return }
        let key = UInt(bitPattern: interned)
        if isPrefixed { return prefixed.append((key, id)) }
        var slot = place(key)
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        keys[slot] = key
        ids[slot] = id
    }

    private func place(_ key: UInt) -> Int {
        Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    }

    /// The number of a name, nil for a name that the vocabulary lacks.
    func id(_ name: UnsafePointer<UInt8>) -> Int32? {
        let key = UInt(bitPattern: name)
        var slot = place(key)
        while keys[slot] != key {
            if keys[slot] == 0 { return nil }
            slot = (slot + 1) & mask
        }
        return ids[slot]
    }

    /// The number of an attribute of the `xml` namespace.
    func prefixedID(_ name: UnsafePointer<UInt8>) -> Int32? {
        prefixed.first { $0.key == UInt(bitPattern: name) }?.id
    }
}
