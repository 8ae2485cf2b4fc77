import SQL

/// What a picture of a country shows of an activity that works there.
public struct Standing: Sendable {
    public var activity: Int64
    /// In U.S. dollars, for order only.
    public var spend: Double
    public var document: Int64
    public var reporter: Int32
    public var sector: Int32
    /// `yyyy-mm-dd`, empty when not published.
    public var start: String
    public var end: String
    public var status: String
    public var isHumanitarian: Bool
    /// The most people that one indicator says it reached, 0 for none.
    public var reached: Int
    /// Terms of countries, sectors, places and organisations, each once.
    public var named: [Int32]

    /// The activities of a country that the reader may see, in the order of their numbers.
    public static func forEach(in country: String, _ store: Store, _ visibility: Visibility, _ body: (Standing) throws -> Void) throws {
        try store.database.statement(
            """
            SELECT activity, spend, document, reporter, sector, start, "end", status, humanitarian, reached, named FROM standing
            WHERE country = ? AND \(visibility.sql("audience")) ORDER BY activity
            """
        ).forEach([try store.database.term(.country, country).map { Int($0) }]) { row in
            try body(
                Standing(
                    activity: row.int64(0), spend: row.double(1), document: row.int64(2), reporter: Int32(row.int(3)),
                    sector: Int32(row.int(4)), start: row.text(5), end: row.text(6), status: row.text(7), isHumanitarian: row.int(8) == 1,
                    reached: row.int(9), named: try row.withBytes(10) { try terms($0) }))
        }
    }

    /// Different terms as they are stored.
    static func bytes(_ terms: [Int32]) -> [UInt8] { terms.isEmpty ? [] : PackedColumn.packed(terms) }

    private static func terms(_ bytes: UnsafeRawBufferPointer) throws -> [Int32] {
        bytes.isEmpty ? [] : try PackedColumn.differentValues(bytes)
    }
}
