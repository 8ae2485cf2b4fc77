import Records
import SQL

/// What an interned text is a code or name of. Raw values are stored.
public enum TermKind: Int, CaseIterable, Sendable {
    case currency = 1
    /// Country code, `region:CODE` or `unspecified`.
    case country = 2
    case sector = 3
    /// Admin 1 code, or `unspecified`.
    case place = 4
    /// `reporting-org/@ref` as published, trimmed, possibly empty.
    case reporterRef = 5
    /// Reference and name as published, joined by U+001F.
    case organisation = 6
    case finance = 7
    case aidType = 8
    case assistance = 9
    /// Type of a conflict event, as its dataset names it.
    case eventType = 11
    /// Sides of a conflict event, joined by U+001F.
    case eventSides = 12
    /// Cluster or sector as a humanitarian sheet names it, else `unspecified`.
    case cluster = 13
    /// Code and significance of a policy marker, `1:2`.
    case policyMarker = 14
}

public struct Term: Hashable, Sendable {
    public var kind: TermKind
    public var text: String
    public init(_ kind: TermKind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    public static func == (a: Term, b: Term) -> Bool { a.kind == b.kind && ExactText.isSame(a.text, b.text) }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind.rawValue)
        hasher.combine(ExactText(text))
    }
}

/// The store's terms, read as they are met and added by the one writer.
final class TermWriter {
    private let database: Database
    private var numbers: [Term: Int32] = [:]
    /// Organisations added since the last call of `takeNewOrganisations`.
    private var newOrganisations: [(Int32, String)] = []

    init(_ database: Database) { self.database = database }

    func number(_ term: Term) throws -> Int32 {
        if let known = numbers[term] { return known }
        let number = try database.term(term.kind, term.text) ?? added(term)
        numbers[term] = number
        return number
    }

    /// After a rollback the numbers given since may mean nothing.
    func forget() {
        numbers.removeAll()
        newOrganisations.removeAll()
    }

    func takeNewOrganisations() -> [(Int32, String)] {
        defer { newOrganisations.removeAll() }
        return newOrganisations
    }

    private func added(_ term: Term) throws -> Int32 {
        let number = Int32(try database.insert("INSERT INTO term (kind, text) VALUES (?, ?)", term.kind.rawValue, term.text))
        if term.kind == .organisation { newOrganisations.append((number, term.text)) }
        return number
    }
}

extension Database {
    /// The number of a term; nil when no record ever named it.
    public func term(_ kind: TermKind, _ text: String) throws -> Int32? {
        try first("SELECT id FROM term WHERE kind = ? AND text = ?", kind.rawValue, text) { Int32($0.int(0)) }
    }

    /// Every term of a kind, by number.
    public func terms(_ kind: TermKind) throws -> [Int32: String] {
        let rows = try rows("SELECT id, text FROM term WHERE kind = ?", kind.rawValue) { (Int32($0.int(0)), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Those of a kind whose text begins with some ASCII letters or digits.
    public func terms(_ kind: TermKind, beginningWith prefix: String) throws -> [Int32: String] {
        let end = prefix + "\u{10FFFF}"
        let rows = try rows("SELECT id, text FROM term WHERE kind = ? AND text >= ? AND text < ?", kind.rawValue, prefix, end) {
            (Int32($0.int(0)), $0.text(1))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}
