import Records
import SQL
import Store

/// A party or one of its organisations, with what the store holds of it.
public struct ListedParty: Sendable {
    public var party: String
    public var organisation: String
    public var english: String
    public var japanese: String
    public var kind: String
    public var posture: String
    public var validFrom: String
    public var validTo: String
    public var successor: String
    /// Spend in U.S. dollars, as published, reported by it.
    public var spend: Amount
    public var activities: Int
}

/// Parties, agencies, and organisations that the register does not know.
public struct PartyList {
    private let store: Store
    private let reference: Reference
    private let visibility: Visibility

    public init(_ store: Store, _ reference: Reference, _ visibility: Visibility) {
        self.store = store
        self.reference = reference
        self.visibility = visibility
    }

    /// Every party that reports in the store, largest spend first; with `code` all organisations of that party that the register knows.
    public func parties(_ code: String?) throws -> [ListedParty] {
        let dimension: Dimension = code == nil ? .party : .agency
        var query = TotalsQuery(by: [dimension])
        if let code { query.parties = [code] }
        let spend = try Totals(store, reference, visibility).answer(query).rows.filter { $0.currency == "USD" }
        let money = Dictionary(spend.map { ($0.keys[0], $0.amount) }, uniquingKeysWith: +)
        let counts = try counts(by: code == nil ? "party" : "organisation", party: code)
        let registered = code.map { code in reference.register.organisations.filter { $0.party == code }.map(\.code) } ?? []
        let keys = Set(money.keys).union(counts.keys).union(registered).filter { !$0.isEmpty }
        let rows = keys.map { row($0, code, money[$0] ?? .zero, counts[$0] ?? 0) }
        return rows.sorted { ($1.spend, $0.party, $0.organisation) < ($0.spend, $1.party, $1.organisation) }
    }

    private func counts(by column: String, party: String?) throws -> [String: Int] {
        let rows = try store.database.rows(
            """
            SELECT r.\(column), count(*) FROM activity a JOIN resolution r ON r.term = a.reporter
            WHERE \(visibility.sql("a.audience")) AND (?1 IS NULL OR r.party = ?1) GROUP BY 1
            """, party
        ) { ($0.text(0), $0.int(1)) }
        return Dictionary(rows, uniquingKeysWith: +)
    }

    private func row(_ key: String, _ party: String?, _ spend: Amount, _ activities: Int) -> ListedParty {
        if party != nil, let found = reference.register.organisation(key) {
            return ListedParty(
                party: found.party, organisation: found.code, english: found.english, japanese: found.japanese, kind: found.kind,
                posture: found.posture.rawValue, validFrom: found.validFrom, validTo: found.validTo, successor: found.successor,
                spend: spend, activities: activities)
        }
        let found = reference.register.party(key)
        return ListedParty(
            party: party ?? key, organisation: party == nil ? "" : key, english: found?.english ?? "", japanese: found?.japanese ?? "",
            kind: found?.kind ?? "", posture: "", validFrom: "", validTo: "", successor: "", spend: spend, activities: activities)
    }

    /// References and names that stayed unresolved in any role, most money first.
    public func unresolved() throws -> [UnresolvedOrganisation] {
        let terms = try store.database.rows(
            """
            SELECT t.text, (
                SELECT count(*) FROM mention m, json_each(m.activities) j JOIN activity a ON a.id = CAST(j.value AS BIGINT)
                WHERE m.term = t.id AND \(visibility.sql("a.audience"))), t.id
            FROM term t JOIN resolution r ON r.term = t.id WHERE r.party = ''
            """
        ) { (OrganisationTerm(text: $0.text(0)), $0.int(1), Int32($0.int(2))) }
        let money = try moneyByTerm()
        var rows: [[String]: UnresolvedOrganisation] = [:]
        for (term, count, number) in terms where term.mark == .published || term.mark == .sourceUnknown {
            let known = rows[[term.ref, term.name]]
            rows[[term.ref, term.name]] = UnresolvedOrganisation(
                ref: term.ref, name: term.name, amount: max(known?.amount ?? .zero, money[number] ?? .zero),
                activities: max(known?.activities ?? 0, count))
        }
        return rows.values.filter { $0.activities > 0 || $0.amount != .zero }
            .sorted { ($1.amount, $1.activities, $0.ref, $0.name) < ($0.amount, $0.activities, $1.ref, $1.name) }
    }

    /// Spend by organisation, whether it reports, funds or implements: the largest of the three.
    private func moneyByTerm() throws -> [Int32: Amount] {
        var found: [Int32: Amount] = [:]
        for column in [RollupColumn.reporter, .funder, .implementer] {
            for (term, amount) in try Totals(store, reference, visibility).spend(by: column) {
                found[term] = max(found[term] ?? .zero, amount)
            }
        }
        return found
    }
}
