import Records
import SQL
import Store

/// Adds the rows of slabs up by the dimensions of a query, keeping apart what conversion needs to tell apart.
///
/// Keys are: one group number per dimension, currency, month of the rate, and (for constant prices) year and country of the side.
struct Summation {
    private let query: TotalsQuery
    private let labels: Labels
    private var selection: Selection
    private var groups: [Grouping]
    private var currencies = Numbering()
    private var months = Numbering()
    private var years = Numbering()
    private var deflation: Grouping
    private var sums: SumTable
    /// Of the activities at hand, where totals are by activity: few enough to stay near the processor.
    private var near: SumTable
    private var adjusted: [Bool] = []
    private var cells: CellTable
    private var prices: Prices

    init(_ query: TotalsQuery, _ prices: Prices, labels: Labels, reference: Reference, visibility: Visibility) {
        self.query = query
        self.labels = labels
        let namer = DimensionNamer(query, labels, reference)
        selection = Selection(query, namer, labels, visibility)
        groups = query.dimensions.map { dimension in Grouping { namer.label(dimension, $0) } }
        deflation = Grouping { reference.register.party(labels.party($0))?.country ?? "" }
        sums = SumTable(width: query.dimensions.count + 4)
        near = SumTable(width: query.dimensions.count + 4)
        cells = CellTable(dimensions: query.dimensions.count)
        self.prices = prices
    }

    private var isDeflated: Bool { query.prices != .current }

    mutating func add(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        if !rows.isEmpty { addTogether(rows, keyColumns(slab), slab) }
    }

    /// Adjustments come before facts, so that it is known whose facts have to wait for them.
    mutating func addAdjustments(_ slab: Slab) {
        let rows = selection.rows(of: slab)
        Self.add(rows, keyColumns(slab), slab, to: &sums)
        for row in rows {
            let activity = Int(slab.activities[Int(row)])
            if activity >= adjusted.count { adjusted.append(contentsOf: repeatElement(false, count: activity + 1 - adjusted.count)) }
            adjusted[activity] = true
        }
    }

    /// All facts of an activity come in one slab: its sums are whole at the end of it, but for adjustments.
    mutating func addFacts(_ slab: Slab) {
        let side = query.dimensions.firstIndex(of: .activity)!
        Self.add(selection.rows(of: slab), keyColumns(slab), slab, to: &near)
        var near = SumTable(width: 1, slots: 2)
        swap(&near, &self.near)
        near.drain { key, amount in
            let activity = Int(key[side])
            if activity < adjusted.count, adjusted[activity] { sums.add(key, amount) } else { addCell(key, amount) }
        }
        swap(&near, &self.near)
    }

    /// Where many rows have a key in common.
    private mutating func addTogether(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab) {
        let width = query.dimensions.count
        var numbered = columns
        numbered[width] = currencies.numbers(columns[width])
        numbered[width + 1] = months.numbers(columns[width + 1])
        numbered[width + 2] = years.numbers(columns[width + 2])
        let radices = groups.map(\.count) + [currencies.count, months.count, years.count, deflation.count]
        guard CellSums.fits(radices) else { return Self.add(rows, columns, slab, to: &sums) }
        let values = [currencies.values, months.values, years.values]
        CellSums(numbered, radices: radices).read(rows, slab.amounts) { key, amount in
            for index in values.indices where !columns[width + index].isEmpty {
                key[width + index] = values[index][Int(key[width + index])]
            }
            sums.add(key, amount)
        }
    }

    /// Where few have, and keys are many.
    private static func add(_ rows: [Int32], _ columns: [[Int32]], _ slab: Slab, to sums: inout SumTable) {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { key in
            for row in rows {
                for index in columns.indices { key[index] = columns[index].isEmpty ? 0 : columns[index][Int(row)] }
                sums.add(key.baseAddress!, slab.amounts[Int(row)])
            }
        }
    }

    /// Columns that are 0 in every row are empty.
    private mutating func keyColumns(_ slab: Slab) -> [[Int32]] {
        var keys: [[Int32]] = []
        for (index, dimension) in query.dimensions.enumerated() {
            let column = DimensionNamer.column(dimension, query)
            keys.append(column.map { groups[index].numbers(slab.column($0)) } ?? slab.activities)
        }
        keys.append(slab.column(.currency))
        keys.append(query.rateMonths(slab, labels))
        keys.append(isDeflated ? slab.column(.day).map { Int32(PackedDay.year($0)) } : [])
        keys.append(isDeflated ? deflation.numbers(slab.column(DimensionNamer.side(query.rule))) : [])
        return keys
    }

    // MARK: The answer

    /// Hands over the rows of the answer in their order.
    ///
    /// - Parameter identifiers: of all activities, where they are on their way.
    mutating func finish(_ database: Database, _ identifiers: Background<Identifiers>?, _ body: (TotalsRow) throws -> Void) throws {
        for row in 0..<sums.count where sums.amount(row) != 0 {
            sums.key(row).withUnsafeBufferPointer { addCell($0.baseAddress!, sums.amount(row)) }
        }
        sums = SumTable(width: 1)
        let cells = cells
        let texts = try query.dimensions.enumerated().map { index, dimension -> DimensionTexts in
            guard dimension == .activity else { return .labels(groups[index].labels) }
            let wanted = cells.occurring(in: index)
            if let all = try identifiers?.value(), all.ranks.count >= wanted.count { return .identifiers(all) }
            return .identifiers(try Identifiers(database, of: wanted))
        }
        try cells.forEachSum(texts.map(\.ranks)) { cell, micros in
            try body(TotalsRow(texts: texts, cells: cells, cell: cell, amount: Amount(micros: micros)))
        }
    }

    private mutating func addCell(_ key: UnsafePointer<Int32>, _ amount: Int128) {
        let rest = key + query.dimensions.count
        let money = prices.money(
            amount, rest[0], labels.term(rest[0]), month: rest[1], year: rest[2], country: isDeflated ? deflation.labels[Int(rest[3])] : "")
        cells.add(UnsafeBufferPointer(start: key, count: query.dimensions.count), money.currency, money.micros)
    }
}
