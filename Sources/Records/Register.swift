import Locks

/// A side at the table: a government, the UN, an NGO federation, or a group that only sorts what is left.
public struct Party: Hashable, Sendable {
    public var code: String
    public var english: String
    public var japanese: String
    /// government, host, multilateral, ngo, private, foundation, academic, other.
    public var kind: String
    /// May sit at the table and be a reader.
    public var isPartner: Bool
    /// ISO 3166-1 code of a government, else empty.
    public var country: String
    /// Key of its fiscal year.
    public var fiscalYear: String
}

/// Whether an organisation is civil, military, humanitarian, or a mission of several.
public enum Posture: String, Sendable {
    case civil, military, humanitarian, mission
}

/// An organisation of the register: a government's agency, a UN body, an NGO.
public struct RegisteredOrganisation: Hashable, Sendable {
    public var code: String
    public var english: String
    public var japanese: String
    public var party: String
    public var kind: String
    public var posture: Posture
    /// `yyyy-mm-dd`, empty when open.
    public var validFrom: String
    public var validTo: String
    /// Code of the organisation that took over.
    public var successor: String
    public var isSecondaryReporter: Bool
    public var references: [String]
    public var names: [String]
}

/// Who a published reference or name is taken for.
public struct Resolution: Hashable, Sendable {
    public enum Basis: String, Sendable { case reference, name, prefix, none }
    /// Code in the register, empty when only the party is known.
    public var organisation: String
    /// Party code, empty when unresolved.
    public var party: String
    public var basis: Basis
    public init(organisation: String, party: String, basis: Basis) {
        self.organisation = organisation
        self.party = party
        self.basis = basis
    }

    public static let unresolved = Resolution(organisation: "", party: "", basis: .none)
}

/// The register of parties and organisations, with the references and names they are known by.
///
/// A reference of the register decides first; then a prefix that proves a party; then a name; then a prefix that only tells the sort of
/// body. A name never makes a government of a body whose reference lies in a register of private ones.
public struct Register: Sendable {
    public let parties: [Party]
    public let fiscalYears: [String: FiscalCalendar]
    private let partyByCode: [String: Int]
    private let bodies: Deferred<Bodies>
    /// Only who reads records needs it; a question finds them resolved.
    private let index: Deferred<Index>
    /// Days on which some organisation begins or ends, in order.
    private let turns: Deferred<[String]>
    private let fold: @Sendable (String) -> String

    public var organisations: [RegisteredOrganisation] { bodies.value.all }

    /// - Parameters:
    ///   - organisations: later tables correct earlier ones: a row replaces the row of the same code.
    ///   - fold: how names are compared, e.g. without case, width, accents and punctuation.
    public init(
        parties: Tabular, organisations: [Tabular], prefixes: Tabular, fiscalYears: Tabular, solarYears: Tabular,
        fold: @escaping @Sendable (String) -> String
    ) {
        self.fold = fold
        self.fiscalYears = FiscalCalendar.read(fiscalYears, solar: solarYears)
        self.parties = parties.rows.map { Party(parties, $0) }
        partyByCode = Dictionary(self.parties.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        let bodies = Deferred { Bodies(organisations) }
        self.bodies = bodies
        index = Deferred { Index(bodies.value.all, prefixes, fold) }
        turns = Deferred { Set(bodies.value.all.flatMap { [$0.validFrom, $0.validTo] }).sorted() }
    }

    public func party(_ code: String) -> Party? { partyByCode[code].map { parties[$0] } }
    public func organisation(_ code: String) -> RegisteredOrganisation? { bodies.value.find(code) }

    /// The fiscal year of a party; calendar when it has none of its own.
    public func fiscalYear(of party: String) -> FiscalCalendar {
        self.party(party).flatMap { fiscalYears[$0.fiscalYear] } ?? .calendar
    }
}

// MARK: - Resolution

extension Register {
    public func resolve(ref: String, name: String) -> Resolution {
        let index = index.value
        let key = Index.key(ref)
        let named = candidate(index.named(name, fold))
        if let found = candidate(index.byReference[key]) { return refined(found, by: named) }
        let prefix = index.prefix(of: key)
        if let prefix, !prefix.isGeneric { return refined(prefix.party, by: named) }
        if let named, prefix?.isPrivate != true || !isGovernment(organisations[named].party) { return resolution(named, .name) }
        return prefix.map { Resolution(organisation: "", party: $0.party, basis: .prefix) } ?? .unresolved
    }

    /// Whether what a reference and name stand for depends on the day or the country of the record.
    public func isDated(ref: String, name: String) -> Bool {
        let base = resolve(ref: ref, name: name)
        if base.party == Self.host { return true }
        guard let found = organisation(base.organisation) else { return false }
        return !found.validFrom.isEmpty || !found.successor.isEmpty
    }

    /// Who was meant on `day`: before a body began its predecessor under the same reference or name, after its end its successor.
    ///
    /// The host government of no country in particular is that of `country`.
    public func resolve(ref: String, name: String, on day: Day?, in country: String) -> Resolution {
        let base = resolve(ref: ref, name: name)
        if base.party == Self.host {
            let party = parties.first { $0.country == country && !country.isEmpty && ($0.kind == "host" || $0.kind == "government") }
            return party.map { Resolution(organisation: "", party: $0.code, basis: base.basis) } ?? base
        }
        let bodies = bodies.value
        guard let date = day?.description, var index = bodies.byCode[base.organisation] else { return base }
        if bodies.all[index].validFrom > date { index = predecessor(of: index, ref, name, on: date) ?? index }
        for _ in 0..<8 {
            let body = bodies.all[index]
            guard !body.validTo.isEmpty, body.validTo < date, let next = bodies.byCode[body.successor] else { break }
            index = next
        }
        return resolution(index, base.basis)
    }

    /// The stretch of days, between two on which something begins or ends, in which `day` lies; what is meant depends on no more than that.
    public func stretch(of day: Day?) -> Int {
        guard let date = day?.description else { return -1 }
        let turns = turns.value
        let before = turns.count { $0 < date }
        return 2 * before + (before < turns.count && turns[before] == date ? 1 : 0)
    }

    /// The party that stands for whichever government hosts the work.
    private static let host = "HOST"

    private func predecessor(of body: Int, _ ref: String, _ name: String, on date: String) -> Int? {
        let (index, organisations) = (index.value, organisations)
        let known = (index.byReference[Index.key(ref)] ?? []) + (index.named(name, fold) ?? [])
        let others = known.filter { $0 != body && organisations[$0].validFrom <= date }
        return others.max { organisations[$0].validFrom < organisations[$1].validFrom }
    }

    /// The row of a party itself, or of its other bodies together, lets a known name of the same party tell the body.
    private func refined(_ index: Int, by named: Int?) -> Resolution {
        let organisations = organisations
        let found = organisations[index]
        let isCollective = found.code == found.party || found.code.hasSuffix("-OTHER")
        guard isCollective, let named, organisations[named].party == found.party else { return resolution(index, .reference) }
        return resolution(named, .reference)
    }

    private func refined(_ party: String, by named: Int?) -> Resolution {
        guard let named, organisations[named].party == party else { return Resolution(organisation: "", party: party, basis: .prefix) }
        return resolution(named, .prefix)
    }

    /// Of several bodies under one reference or name the latest of a succession; nil when they live at the same time.
    private func candidate(_ indices: [Int]?) -> Int? {
        guard let indices else { return nil }
        let organisations = organisations
        guard let last = indices.max(by: { organisations[$0].validFrom < organisations[$1].validFrom }) else { return nil }
        let others = indices.filter { $0 != last }
        return others.allSatisfy { !organisations[$0].validTo.isEmpty } ? last : nil
    }

    private func isGovernment(_ code: String) -> Bool {
        let kind = party(code)?.kind
        return kind == "government" || kind == "host"
    }

    private func resolution(_ index: Int, _ basis: Resolution.Basis) -> Resolution {
        let body = bodies.value.all[index]
        return Resolution(organisation: body.code, party: body.party, basis: basis)
    }
}

// MARK: - Index

/// The organisations of the register, by code.
private final class Bodies: Sendable {
    let all: [RegisteredOrganisation]
    let byCode: [String: Int]

    /// A row replaces an earlier one of the same code.
    init(_ tables: [Tabular]) {
        var all: [RegisteredOrganisation] = []
        var byCode: [String: Int] = [:]
        for table in tables {
            for row in table.rows {
                let made = RegisteredOrganisation(table, row)
                guard !made.code.isEmpty else { continue }
                if let known = byCode[made.code] {
                    all[known] = made
                } else {
                    byCode[made.code] = all.count
                    all.append(made)
                }
            }
        }
        (self.all, self.byCode) = (all, byCode)
    }

    func find(_ code: String) -> RegisteredOrganisation? { byCode[code].map { all[$0] } }
}

/// References, names and prefixes by which organisations are known.
private final class Index: Sendable {
    struct Prefix: Sendable {
        var text: String
        var party: String
        var isPrivate: Bool
        /// Tells only what sort of body it is.
        var isGeneric: Bool
    }

    let byReference: [String: [Int]]
    private let byName: [String: [Int]]
    private let prefixes: [Prefix]

    init(_ organisations: [RegisteredOrganisation], _ prefixes: Tabular, _ fold: (String) -> String) {
        var byReference: [String: [Int]] = [:]
        var byName: [String: [Int]] = [:]
        for (index, organisation) in organisations.enumerated() {
            for reference in Set(organisation.references.map(Self.key)) { byReference[reference, default: []].append(index) }
            let names = organisation.names + [organisation.english, organisation.japanese]
            for name in Set(names.map { Self.nameKey($0, fold) }) where !name.isEmpty { byName[name, default: []].append(index) }
        }
        (self.byReference, self.byName) = (byReference, byName)
        self.prefixes = prefixes.rows.map { Prefix(prefixes, $0) }.sorted { $0.text.utf8.count > $1.text.utf8.count }
    }

    /// The longest prefix of a reference.
    func prefix(of key: String) -> Prefix? { key.isEmpty ? nil : prefixes.first { key.hasPrefix($0.text) } }

    /// "Japan, Government of" is how the Financial Tracking Service writes the Government of Japan.
    func named(_ name: String, _ fold: (String) -> String) -> [Int]? {
        let key = Self.nameKey(name, fold)
        if let known = byName[key] { return known }
        guard key.hasSuffix(Self.turned) else { return nil }
        let country = String(key.dropLast(Self.turned.count))
        return byName["government of " + country] ?? byName[country]
    }

    private static let turned = " government of"

    /// Folded, without a leading article.
    static func nameKey(_ name: String, _ fold: (String) -> String) -> String {
        let folded = fold(name)
        return folded.hasPrefix("the ") ? String(folded.dropFirst(4)) : folded
    }

    /// References are compared trimmed and without case: publishers write `us-gov-1`.
    static func key(_ ref: String) -> String { WhiteSpace.trimmed(ref).uppercased() }
}

extension Index.Prefix {
    init(_ table: Tabular, _ row: Tabular.Row) {
        let kind = table.value(row, "kind")
        text = table.value(row, "prefix").uppercased()
        party = table.value(row, "party")
        isPrivate = kind != "government" && kind != "host"
        isGeneric = table.value(row, "generic") == "1"
    }
}

extension Party {
    init(_ table: Tabular, _ row: Tabular.Row) {
        code = table.value(row, "code")
        english = table.value(row, "name_en")
        japanese = table.value(row, "name_ja")
        kind = table.value(row, "kind")
        isPartner = table.value(row, "partner") == "1"
        country = table.value(row, "country")
        fiscalYear = table.value(row, "fiscal_year")
    }
}

extension RegisteredOrganisation {
    init(_ table: Tabular, _ row: Tabular.Row) {
        code = table.value(row, "code")
        english = table.value(row, "name_en")
        japanese = table.value(row, "name_ja")
        party = table.value(row, "party")
        kind = table.value(row, "kind")
        posture = Posture(rawValue: table.value(row, "posture")) ?? .civil
        validFrom = table.value(row, "valid_from")
        validTo = table.value(row, "valid_to")
        successor = table.value(row, "successor")
        isSecondaryReporter = table.value(row, "secondary") == "1"
        references = table.list(row, "references")
        names = table.list(row, "names")
    }
}
