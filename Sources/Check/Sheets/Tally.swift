/// How often each text of a column came, and where first. Beyond a number of texts nothing new is counted.
struct Tally {
    struct Entry {
        let text: String
        let line: Int
        var count: Int
    }

    static let most = 20_000
    private(set) var entries: [Entry] = []
    private var places: [UInt64: Int] = [:]
    private(set) var isFull = false

    mutating func add(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {
        let print = CodeSet.fingerprint(cell)
        if let place = places[print] {
            entries[place].count += 1
        } else if entries.count < Self.most {
            places[print] = entries.count
            entries.append(Entry(text: String(decoding: cell, as: UTF8.self), line: line, count: 1))
        } else {
            isFull = true
        }
    }
}
