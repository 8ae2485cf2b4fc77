/// A table that ships with Concord: tab-separated, a header line, `#` comments before it, lists joined by `|`.
///
/// Only the places of fields are found at once: of a large table few values are ever asked for.
public struct Tabular: Sendable {
    public struct Row: Sendable {
        fileprivate let firstField: Int32
        fileprivate let fields: Int32
    }

    public private(set) var rows: [Row] = []
    private let columns: [String]
    private let bytes: [UInt8]
    /// Where fields begin; one that follows the last of a row is where its line ends, and one more.
    private let starts: [Int32]

    public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    /// - Parameter bytes: UTF-8.
    public init(bytes: [UInt8]) {
        let (starts, rows) = Self.fields(bytes)
        self.bytes = bytes
        self.starts = starts
        columns = rows.first.map { header in (0..<Int(header.fields)).map { Self.text(header, $0, bytes, starts) } } ?? []
        self.rows = Array(rows.dropFirst())
    }

    /// The value of `column` in `row`, empty when either is missing.
    public func value(_ row: Row, _ column: String) -> String {
        columns.firstIndex(of: column).map { Self.text(row, $0, bytes, starts) } ?? ""
    }

    public func list(_ row: Row, _ column: String) -> [String] {
        guard let index = columns.firstIndex(of: column) else { return [] }
        return Self.field(row, index, bytes, starts).split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Key column to value column.
    public func dictionary(_ key: String, _ value: String) -> [String: String] {
        Dictionary(rows.map { (self.value($0, key), self.value($0, value)) }, uniquingKeysWith: { first, _ in first })
    }
}

// MARK: - Fields

extension Tabular {
    private static func text(_ row: Row, _ index: Int, _ bytes: [UInt8], _ starts: [Int32]) -> String {
        String(decoding: field(row, index, bytes, starts), as: UTF8.self)
    }

    private static func field(_ row: Row, _ index: Int, _ bytes: [UInt8], _ starts: [Int32]) -> ArraySlice<UInt8> {
        guard index < row.fields else { return [] }
        let first = Int(row.firstField) + index
        return bytes[Int(starts[first])..<Int(starts[first + 1]) - 1]
    }

    /// The fields of every line, the header's first; empty lines and comments are left out.
    private static func fields(_ bytes: [UInt8]) -> (starts: [Int32], rows: [Row]) {
        var starts: [Int32] = []
        var rows: [Row] = []
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                if end > start, bytes[start] != UInt8(ascii: "#") { rows.append(row(bytes, start..<end, &starts)) }
                start = end + 1
            }
        }
        return (starts, rows)
    }

    private static func row(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ starts: inout [Int32]) -> Row {
        let first = Int32(starts.count)
        starts.append(Int32(line.lowerBound))
        for index in line where bytes[index] == UInt8(ascii: "\t") { starts.append(Int32(index + 1)) }
        starts.append(Int32(line.upperBound + 1))
        return Row(firstField: first, fields: Int32(starts.count) - first - 1)
    }
}
