import Records
import SQL

/// Organisations that a user added to the register; they live in the store, so that everyone who uses it resolves alike.
public enum RegisterAdditions {
    private static let header =
        "code\tname_en\tname_ja\tparty\tkind\tposture\tvalid_from\tvalid_to\tsuccessor\treferences\tnames\tsecondary\tnote"

    /// A table in the layout of `organisations.tsv`, empty when nothing was added.
    public static func text(_ store: Store) throws -> String {
        let lines = try store.database.rows("SELECT line FROM register_line ORDER BY code") { $0.text(0) }
        return lines.isEmpty ? "" : ([header] + lines).joined(separator: "\n")
    }

    /// Adds or replaces the organisations of `table` and resolves every organisation anew. Returns how many were added.
    ///
    /// Throws `RegisterError` for a row without code, or with a party that does not exist; then nothing is added.
    public static func add(_ table: Tabular, to store: Store, makeReference: (String) throws -> Reference) throws -> Int {
        let columns = header.split(separator: "\t").map(String.init)
        let current = try makeReference(try text(store))
        try store.database.transaction {
            for row in table.rows {
                let code = table.value(row, "code")
                guard !code.isEmpty else { throw RegisterError(message: "a row has no code: give every organisation one") }
                guard current.register.party(table.value(row, "party")) != nil else {
                    throw RegisterError(
                        message: "\(code) belongs to party \(table.value(row, "party")), which does not exist: concord parties lists them")
                }
                let line = columns.map { table.value(row, $0) }.joined(separator: "\t")
                try store.database.run(
                    "INSERT INTO register_line VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET line = excluded.line", code, line)
            }
            try resolveAll(store.database, try makeReference(try text(store)))
        }
        return table.rows.count
    }

    static func resolveAll(_ database: Database, _ reference: Reference) throws {
        for (number, text) in try database.terms(.organisation) { try resolve(Int(number), text, database, reference) }
    }

    private static func resolution(_ term: OrganisationTerm, _ register: Register) -> Resolution {
        if let party = register.party(term.body.hasPrefix("party:") ? String(term.body.dropFirst(6)) : "") {
            return Resolution(organisation: "", party: party.code, basis: .reference)
        }
        if let body = register.organisation(term.body) { return Resolution(organisation: body.code, party: body.party, basis: .reference) }
        return register.resolve(ref: term.ref, name: term.name)
    }

    static func resolve(_ number: Int, _ text: String, _ database: Database, _ reference: Reference) throws {
        let term = OrganisationTerm(text: text)
        let found = resolution(term, reference.register)
        try database.run(
            """
            INSERT INTO resolution VALUES (?, ?, ?, ?)
            ON CONFLICT (term) DO UPDATE SET organisation = excluded.organisation, party = excluded.party, basis = excluded.basis
            """, number, found.organisation, found.party, found.basis.rawValue)
    }
}

public struct RegisterError: Error, CustomStringConvertible {
    public let message: String
    public var description: String { message }
}
