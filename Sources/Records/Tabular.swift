/// A table that ships with Concord: tab-separated, a header line, `#` comments before it, lists joined by `|`.
public struct Tabular: Sendable {
    public let columns: [String: Int]
    public let rows: [[Substring]]

    public init(_ text: String) {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let header = lines.first?.split(separator: "\t", omittingEmptySubsequences: false) ?? []
        columns = Dictionary(header.enumerated().map { (String($1), $0) }, uniquingKeysWith: { first, _ in first })
        rows = lines.dropFirst().map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    }

    /// The value of `column` in `row`, empty when either is missing.
    public func value(_ row: [Substring], _ column: String) -> String {
        guard let index = columns[column], index < row.count else { return "" }
        return String(row[index])
    }

    public func list(_ row: [Substring], _ column: String) -> [String] {
        value(row, column).split(separator: "|").map(String.init)
    }

    /// Key column to value column.
    public func dictionary(_ key: String, _ value: String) -> [String: String] {
        Dictionary(rows.map { (self.value($0, key), self.value($0, value)) }, uniquingKeysWith: { first, _ in first })
    }
}
