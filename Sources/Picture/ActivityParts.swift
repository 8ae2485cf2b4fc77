import Records
import SQL
import Store

/// One part of an activity's money: what it is of, where it goes, how much it is.
public struct ActivityPart: Sendable {
    /// The transaction or budget in the record.
    public enum Entry: Sendable {
        case transaction(Int)
        case budget(Int)
    }

    public var entry: Entry
    public var flow: Flow
    public var part: MoneyPart
    public var amount: Amount
    /// In U.S. dollars of the day, nil when it cannot be converted.
    public var dollars: Amount?
}

/// The parts of activities, as far as filters let them pass.
public final class ActivityParts {
    private let labels: Labels
    private let shelf: FactShelf
    private let filter: ActivityFilter
    private let reference: Reference
    private let rates: ExchangeRates
    private var sectors: [String: Bool] = [:]

    public init(_ store: Store, _ reference: Reference, _ filter: ActivityFilter) throws {
        labels = Labels(store, reference)
        shelf = FactShelf(store.database)
        rates = try RateTable.load(store, reference)
        self.reference = reference
        self.filter = filter
    }

    /// As published, nothing taken away or moved.
    public func of(_ activity: Int64) throws -> [ActivityPart] {
        let facts = try shelf.facts(of: activity)
        let found = (0..<facts.count).compactMap { part(facts, $0) }
        if let failure = labels.failure { throw failure }
        return found
    }

    /// Nothing of it counts as money: no transaction or budget of a known type with a value.
    public func isWithoutMoney(_ activity: Int64) throws -> Bool { try shelf.facts(of: activity).count == 0 }

    private func part(_ facts: ColumnTable, _ row: Int) -> ActivityPart? {
        func value(_ column: FactColumn) -> Int32 { facts.columns[column.rawValue][row] }
        let part = MoneyPart(
            country: labels.term(value(.country)), sector: labels.term(value(.sector)), place: labels.term(value(.place)))
        guard passes(part), passes(year: value(.day)) else { return nil }
        let (entry, micros) = (Int(value(.entry)), facts.amounts[row])
        let dollars = rates.convert(micros, from: labels.term(value(.currency)), to: "USD", month: value(.rateMonth))
        return ActivityPart(
            entry: entry < 0 ? .budget(-entry - 1) : .transaction(entry), flow: FlowNumber.flow(value(.flow)), part: part,
            amount: Amount(micros: micros), dollars: dollars.map { Amount(micros: $0) })
    }

    private func passes(_ part: MoneyPart) -> Bool {
        guard filter.countries.isEmpty || filter.countries.contains(part.country) else { return false }
        if filter.sectors.isEmpty { return true }
        if let known = sectors[part.sector] { return known }
        let isMeant = reference.themes.isMeant(part.sector, by: filter.sectors)
        sectors[part.sector] = isMeant
        return isMeant
    }

    private func passes(year day: Int32) -> Bool {
        if filter.firstYear == nil, filter.lastYear == nil { return true }
        guard day != PackedDay.unknown else { return false }
        return ((filter.firstYear ?? 0)...(filter.lastYear ?? 9999)).contains(PackedDay.year(day))
    }
}
