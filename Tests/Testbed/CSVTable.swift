import Foundation

/// A table as RFC 4180 writes it.
public struct CSVTable: Equatable, Sendable {
    public private(set) var header: [String] = []
    public private(set) var rows: [[String]] = []

    public init(_ text: String) {
        var reading = CSVReading(Array(text.utf8))
        let records = reading.records()
        header = records.first ?? []
        rows = Array(records.dropFirst())
    }

    /// The cells of a column; empty when there is no such column.
    public subscript(_ column: String) -> [String] {
        guard let index = header.firstIndex(of: column) else { return [] }
        return rows.map { $0[index] }
    }

    public func dictionary(_ key: String, _ value: String) -> [String: String] {
        Dictionary(zip(self[key], self[value]), uniquingKeysWith: { first, _ in first })
    }

    /// Amounts by all that stands before them.
    public var amounts: [[String]: Decimal] {
        Dictionary(rows.map { (Array($0.dropLast()), Decimal(string: $0.last ?? "") ?? 0) }, uniquingKeysWith: +)
    }

    /// Cells that differ from `other` by more than a cent, a missing cell being zero.
    public func differences(from other: CSVTable) -> [String] {
        guard header == other.header else { return ["headers \(header) and \(other.header)"] }
        let (mine, theirs) = (amounts, other.amounts)
        let cent = Decimal(string: "0.01")!
        return Set(mine.keys).union(theirs.keys).compactMap { key in
            let (a, b) = (mine[key] ?? 0, theirs[key] ?? 0)
            return abs(a - b) > cent ? "\(key.joined(separator: "|")): \(a) and \(b)" : nil
        }.sorted()
    }
}

/// A text being cut at its commas and line ends.
private struct CSVReading {
    private let bytes: [UInt8]
    private var done: [[String]] = []
    private var record: [String] = []
    private var field: [UInt8] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func records() -> [[String]] {
        var isQuoted = false
        var index = 0
        while index < bytes.count {
            switch (bytes[index], isQuoted) {
            case (0x22, true) where bytes[(index + 1)...].first == 0x22:
                field.append(0x22)
                index += 1
            case (0x22, _): isQuoted.toggle()
            case (0x2C, false): endField()
            case (0x0D, false): break
            case (0x0A, false): endRecord()
            case (let byte, _): field.append(byte)
            }
            index += 1
        }
        if !record.isEmpty || !field.isEmpty { endRecord() }
        return done
    }

    private mutating func endField() {
        record.append(String(decoding: field, as: UTF8.self))
        field = []
    }

    private mutating func endRecord() {
        endField()
        done.append(record)
        record = []
    }
}
