/// How often each text of a column came, and where first. Beyond a number of texts, or of their bytes, nothing new is counted.
struct Tally {
    struct Entry {
        let text: String
        let line: Int
        var count: Int
    }

    private struct Slot {
        var print: UInt64 = 0
        var place = 0
    }

    static let most = 20_000
    private let mostBytes: Int
    private var bytes = 0
    private(set) var entries: [Entry] = []
    /// By fingerprint, which is never zero; a power of two, and half of them empty at least.
    private var slots = [Slot](repeating: Slot(), count: 64)
    private(set) var isFull = false

    /// - Parameter mostBytes: what the texts may take together.
    init(mostBytes: Int) { self.mostBytes = mostBytes }

    /// The place of the text among the entries, nil when it is new and no longer counted.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>, line: Int) -> Int? {
        let print = CodeSet.fingerprint(text)
        let slot = slot(print)
        guard slots[slot].print == 0 else {
            entries[slots[slot].place].count += 1
            return slots[slot].place
        }
        guard entries.count < Self.most, bytes + text.count <= mostBytes else {
            isFull = true
            return nil
        }
        bytes += text.count
        slots[slot] = Slot(print: print, place: entries.count)
        entries.append(Entry(text: String(decoding: text, as: UTF8.self), line: line, count: 1))
        if entries.count * 2 > slots.count { grow() }
        return entries.count - 1
    }

    /// Where a fingerprint is, or would be put.
    private func slot(_ print: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: print >> 20) & (slots.count - 1)
        while slots[slot].print != 0, slots[slot].print != print { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: 2 * old.count)
        for taken in old where taken.print != 0 { slots[slot(taken.print)] = taken }
    }
}
