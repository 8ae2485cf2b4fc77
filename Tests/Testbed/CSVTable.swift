import Foundation

/// A table as RFC 4180 writes it.
public struct CSVTable: Equatable, Sendable {
    public private(set) var header: [String] = []
    public private(set) var rows: [[String]] = []

    public init(_ text: String) {
        var records: [[String]] = []
        var record: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        let bytes = Array(text.utf8)
        var index = 0
        func isNext(_ byte: UInt8) -> Bool { index + 1 < bytes.count && bytes[index + 1] == byte }
        while index < bytes.count {
            switch (bytes[index], isQuoted) {
            case (0x22, true) where isNext(0x22):
                field.append(0x22)
                index += 1
            case (0x22, _): isQuoted.toggle()
            case (0x2C, false):
                record.append(String(decoding: field, as: UTF8.self))
                field = []
            case (0x0D, false): break
            case (0x0A, false):
                records.append(record + [String(decoding: field, as: UTF8.self)])
                (record, field) = ([], [])
            case (let byte, _): field.append(byte)
            }
            index += 1
        }
        if !record.isEmpty || !field.isEmpty { records.append(record + [String(decoding: field, as: UTF8.self)]) }
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
