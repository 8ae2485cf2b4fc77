import SQL

// Files, and adjustments that are many, write segments of their own. Added up and put in the order of countries, they are fewer, and a question reads few of them.

extension Rollups {
    private struct Segment {
        var id: Int64
        var rows: Int
        var countries: ClosedRange<Int32>

        var isFull: Bool { rows >= Rollups.fullRows }

        /// Whether it goes on after a country that it holds, so that a question about it reads others in vain.
        func passes(_ country: Int32) -> Bool { countries.contains(country) && country < countries.upperBound }
    }

    /// Adds segments of one kind up: all of a flow where many full ones hold the same countries, else those that are not full.
    ///
    /// - Parameter limit: how many segments may lie upon one another.
    static func compact(_ kind: Kind, _ database: Database, above limit: Int = 1) throws {
        let groups = try database.rows("SELECT DISTINCT flow, level FROM rollup WHERE kind = ?", kind.rawValue) {
            (Int32($0.int(0)), RollupLevel(rawValue: $0.int(1)))
        }
        for (flow, level) in groups {
            guard let level else { continue }
            let all = try segments(kind, flow, level, database)
            let rest = all.filter { !$0.isFull }
            if depth(all.filter(\.isFull)) > limit {
                try addUp(all, kind, flow, level, database)
            } else if rest.count > limit {
                try addUp(rest, kind, flow, level, database)
            }
        }
    }

    private static func segments(_ kind: Kind, _ flow: Int32, _ level: RollupLevel, _ database: Database) throws -> [Segment] {
        try database.rows(
            "SELECT id, rows, first_country, last_country FROM rollup WHERE kind = ? AND flow = ? AND level = ? ORDER BY id",
            kind.rawValue, Int(flow), level.rawValue
        ) { Segment(id: $0.int64(0), rows: $0.int(1), countries: Int32($0.int(2))...Int32($0.int(3))) }
    }

    /// The most segments that pass one country.
    private static func depth(_ segments: [Segment]) -> Int {
        segments.map { one in segments.count { $0.passes(one.countries.lowerBound) } }.max() ?? 0
    }

    /// Some countries at a time, so that only their rows are in memory.
    private static func addUp(
        _ segments: [Segment], _ kind: Kind, _ flow: Int32, _ level: RollupLevel, _ database: Database
    ) throws {
        for countries in try slices(segments, level, database) {
            var sum = SumTable(width: level.columns.count)
            for segment in segments where segment.countries.overlaps(countries) {
                sum.add(segment: try read(segment, level, countries, from: database))
            }
            try write(sum.table(), kind, level, flow, level.columns, to: database)
        }
        for segment in segments {
            try database.run("DELETE FROM rollup_column WHERE rollup = ?", segment.id)
            try database.run("DELETE FROM rollup WHERE id = ?", segment.id)
        }
    }

    /// Countries that follow one another, of about as many rows as may be in memory.
    private static func slices(_ segments: [Segment], _ level: RollupLevel, _ database: Database) throws -> [ClosedRange<Int32>] {
        var rows: [Int32: Int] = [:]
        for segment in segments { for country in try self.countries(segment, level, database) { rows[country, default: 0] += 1 } }
        var slices: [ClosedRange<Int32>] = []
        var held = 0
        for country in rows.keys.sorted() {
            held += rows[country]!
            if let last = slices.last, held <= mostRows {
                slices[slices.count - 1] = last.lowerBound...country
            } else {
                slices.append(country...country)
                held = rows[country]!
            }
        }
        return slices
    }

    private static func countries(_ segment: Segment, _ level: RollupLevel, _ database: Database) throws -> [Int32] {
        let found = try database.first(
            "SELECT bytes FROM rollup_column WHERE rollup = ? AND \"column\" = ?", segment.id, RollupColumn.country.rawValue
        ) { row in try row.withBytes(0) { try PackedColumn.values($0, count: segment.rows) } }
        guard let found else { throw StoreError.damaged("roll-up \(segment.id) lacks a column") }
        return found
    }

    /// The rows of some countries.
    private static func read(
        _ segment: Segment, _ level: RollupLevel, _ wanted: ClosedRange<Int32>, from database: Database
    ) throws -> ColumnTable {
        let countries = try countries(segment, level, database)
        let first = countries.firstIndex { $0 >= wanted.lowerBound } ?? countries.count
        let rows = first..<(countries[first...].firstIndex { $0 > wanted.upperBound } ?? countries.count)
        var columns: [[Int32]] = []
        var amounts: [Int128] = []
        let select = try database.statement("SELECT \"column\", bytes FROM rollup_column WHERE rollup = ? ORDER BY \"column\"")
        try select.forEach([segment.id]) { row in
            if row.int(0) < RollupColumn.count {
                columns.append(Array(try row.withBytes(1) { try PackedColumn.values($0, count: segment.rows) }[rows]))
            } else {
                amounts = Array(try row.withBytes(1) { try PackedColumn.amounts($0, count: segment.rows) }[rows])
            }
        }
        guard columns.count == level.columns.count, amounts.count == rows.count else {
            throw StoreError.damaged("roll-up \(segment.id) lacks a column")
        }
        return ColumnTable(columns: columns, amounts: amounts)
    }
}
