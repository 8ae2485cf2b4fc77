import SQL

/// Roll-ups on disk: segments that add up, one for each flow, one value per column.
///
/// A segment stands there twice: finely, by everything but the activity, and coarsely, without what few questions ask for. Each is cut
/// into lengths that hold few countries, so that a question about one leaves the others unread.
enum Rollups {
    /// Raw values are stored.
    enum Kind: Int {
        case facts = 0
        case adjustments = 1
    }

    static func write(_ sums: SumTable, kind: Kind, to database: Database) throws {
        try sums.forEachPart(by: RollupColumn.flow.rawValue) { flow, part in
            try write(part, kind, .fine, flow, RollupColumn.allCases, to: database)
            try write(coarse(part), kind, .coarse, flow, RollupColumn.coarse, to: database)
        }
    }

    /// Most rows of a segment: countries in order, so that a question reads only segments of its own.
    static let segmentRows = 1 << 14

    /// From here on a segment is not added up again for being small.
    static let fullRows = segmentRows / 2

    /// Where the segment that begins at `first` ends: before a country that does not fit, unless little would be left.
    private static func end(from first: Int, _ countries: [Int32]) -> Int {
        let most = first + segmentRows
        guard most < countries.count else { return countries.count }
        let begun = (first + fullRows...most).last { countries[$0 - 1] != countries[most] }
        return begun ?? most
    }

    static func write(
        _ table: ColumnTable, _ kind: Kind, _ level: RollupLevel, _ flow: Int32, _ columns: [RollupColumn], to database: Database
    ) throws {
        let country = columns.firstIndex(of: .country)!
        let sorted = table.sorted(by: country)
        var first = 0
        while first < sorted.count {
            let part = sorted.slice(first..<end(from: first, sorted.columns[country]))
            first += part.count
            let id = try database.insert(
                "INSERT INTO rollup (kind, level, flow, rows, first_country, last_country) VALUES (?, ?, ?, ?, ?, ?)", kind.rawValue,
                level.rawValue, Int(flow), part.count, Int(part.columns[country][0]), Int(part.columns[country][part.count - 1]))
            try write(part, id, columns, to: database)
        }
    }

    private static func write(_ table: ColumnTable, _ id: Int64, _ columns: [RollupColumn], to database: Database) throws {
        let insert = try database.statement("INSERT INTO rollup_column VALUES (?, ?, ?)")
        for (column, values) in zip(columns, table.columns) { try insert.run([id, column.rawValue, PackedColumn.packed(values)]) }
        try insert.run([id, RollupColumn.count, PackedColumn.packed(table.amounts)])
    }

    /// The columns of the coarse level, of days the year alone.
    private static func coarse(_ table: ColumnTable) -> ColumnTable {
        let days = table.columns[RollupColumn.day.rawValue].map { PackedDay.startOfYear($0) }
        let columns = RollupColumn.coarse.map { $0 == .day ? days : table.columns[$0.rawValue] }
        var sums = SumTable(width: columns.count)
        sums.add(segment: ColumnTable(columns: columns, amounts: table.amounts))
        return sums.table()
    }

    static func remove(kind: Kind, from database: Database) throws {
        try database.run("DELETE FROM rollup_column WHERE rollup IN (SELECT id FROM rollup WHERE kind = ?)", kind.rawValue)
        try database.run("DELETE FROM rollup WHERE kind = ?", kind.rawValue)
    }
}

// MARK: - Many sums

extension Rollups {
    /// Sums of very varied activities would fill the memory: these many rows are written out.
    static let mostRows = 1 << 17

    /// Writes sums that have become many, and begins anew.
    static func spill(_ sums: inout SumTable, kind: Kind, to database: Database) throws {
        guard sums.count >= mostRows else { return }
        try write(sums, kind: kind, to: database)
        sums = SumTable(width: RollupColumn.count)
    }
}

/// How finely a roll-up tells sums apart. Raw values are stored.
public enum RollupLevel: Int, Sendable {
    case fine = 0
    case coarse = 1
}

extension RollupLevel {
    var columns: [RollupColumn] {
        switch self {
        case .fine: RollupColumn.allCases
        case .coarse: RollupColumn.coarse
        }
    }
}

extension RollupColumn {
    /// What the coarse level keeps; its `day` is the first of a year.
    static let coarse: [RollupColumn] = [
        .audience, .flow, .currency, .day, .rateMonth, .country, .sector, .reporterRef, .reporter, .funder, .implementer, .rules,
    ]

    /// The coarsest level that has all of `columns`. `needsDay`: years that do not begin in January.
    public static func level(for columns: Set<RollupColumn>, needsDay: Bool) -> RollupLevel {
        !needsDay && columns.isSubset(of: coarse) ? .coarse : .fine
    }
}
