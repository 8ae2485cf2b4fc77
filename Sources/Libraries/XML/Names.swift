import Glibc

/// The tags that a scanner looks for: those of the record and of the root around it.
struct Names {
    enum Kind { case record, root }

    let record: [UInt8]
    let root: [UInt8]
    /// The end tag of a record without its `>`.
    let recordEnd: [UInt8]
    /// The first bytes of both names, which tell most other tags apart.
    let firsts: (UInt8, UInt8)
    /// Bytes that decide whether a `<` begins one of the tags.
    let lookAhead: Int

    init(record: String, root: String) {
        self.record = Array(record.utf8)
        self.root = Array(root.utf8)
        recordEnd = Array("</\(record)".utf8)
        firsts = (self.record.first ?? 0, self.root.first ?? 0)
        lookAhead = max(self.record.count, self.root.count) + 4
    }

    /// Which start tag stands at a `<`; the bytes must reach `lookAhead` further.
    func start(_ mark: UnsafePointer<UInt8>) -> Kind? {
        kind(mark + 1) { $0 <= 32 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
    }

    /// Which end tag stands at a `</`.
    func end(_ mark: UnsafePointer<UInt8>) -> Kind? {
        kind(mark + 2) { $0 <= 32 || $0 == UInt8(ascii: ">") }
    }

    /// Length of `</NAME`.
    func endLength(_ kind: Kind) -> Int { 2 + (kind == .record ? record.count : root.count) }

    private func kind(_ name: UnsafePointer<UInt8>, endsWith isEnd: (UInt8) -> Bool) -> Kind? {
        if memcmp(name, record, record.count) == 0, isEnd(name[record.count]) { return .record }
        if memcmp(name, root, root.count) == 0, isEnd(name[root.count]) { return .root }
        return nil
    }
}
