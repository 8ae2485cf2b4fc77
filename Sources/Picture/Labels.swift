import Records
import SQL
import Store

/// What column values are called: terms, days and sides turned into the words of a total. Each is fetched when it is first met.
final class Labels {
    private let database: Database
    private let reference: Reference
    private var terms: [Int32: String] = [:]
    private var resolutions: [Int32: Resolution] = [:]
    /// The first failure to read a name; whoever prints names has to ask for it.
    private(set) var failure: (any Error)?

    init(_ store: Store, _ reference: Reference) {
        database = store.database
        self.reference = reference
    }

    func term(_ number: Int32) -> String {
        if let known = terms[number] { return known }
        let text = attempt { try database.first("SELECT text FROM term WHERE id = ?", Int(number)) { $0.text(0) } } ?? ""
        terms[number] = text
        return text
    }

    func category(_ sector: Int32) -> String { Sectors.category(of: term(sector)) }
    func theme(_ sector: Int32) -> String { reference.themes.theme(of: term(sector)) }
    func goal(_ sector: Int32) -> String { reference.themes.goal(of: term(sector)) }

    func organisation(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        switch term.mark {
        case .shared, .unknown: return term.mark.rawValue
        case .published, .sourceUnknown: break
        }
        let code = resolution(number).organisation
        let name = !code.isEmpty ? code : term.ref.isEmpty ? term.name : term.ref
        guard term.mark == .sourceUnknown else { return name }
        return name.isEmpty ? "(source unknown)" : "\(name) (source unknown)"
    }

    func party(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        if term.mark == .shared || term.mark == .unknown { return term.mark.rawValue }
        let party = resolution(number).party
        return party.isEmpty ? Self.unresolved : party
    }

    func agency(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        if term.mark == .shared || term.mark == .unknown { return term.mark.rawValue }
        let code = resolution(number).organisation
        return code.isEmpty ? Self.unresolved : code
    }

    private func attempt<T>(_ read: () throws -> T?) -> T? {
        do { return try read() } catch {
            failure = failure ?? error
            return nil
        }
    }

    static let unresolved = "unresolved"

    func resolution(_ number: Int32) -> Resolution {
        if let known = resolutions[number] { return known }
        let found = attempt {
            try database.first("SELECT organisation, party FROM resolution WHERE term = ?", Int(number)) {
                Resolution(organisation: $0.text(0), party: $0.text(1), basis: .reference)
            }
        }
        let resolution = found ?? .unresolved
        resolutions[number] = resolution
        return resolution
    }
}
