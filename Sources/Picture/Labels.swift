import Records
import SQL
import Store

/// What column values are called: terms, days and sides turned into the words of a total.
final class Labels {
    private let database: Database
    private let reference: Reference
    private lazy var terms: [Int32: String] = loadTerms()
    private lazy var resolutions: [Int32: Resolution] = loadResolutions()

    init(_ store: Store, _ reference: Reference) {
        database = store.database
        self.reference = reference
    }

    func term(_ number: Int32) -> String { terms[number] ?? "" }

    func category(_ sector: Int32) -> String { Sectors.category(of: term(sector)) }
    func theme(_ sector: Int32) -> String { reference.themes.theme(of: term(sector)) }

    func organisation(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        switch term.mark {
        case .shared, .unknown: return term.mark.rawValue
        case .published, .sourceUnknown: break
        }
        let code = resolutions[number]?.organisation ?? ""
        let name = !code.isEmpty ? code : term.ref.isEmpty ? term.name : term.ref
        return term.mark == .sourceUnknown ? "\(name) (source unknown)" : name
    }

    func party(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        if term.mark == .shared || term.mark == .unknown { return term.mark.rawValue }
        let party = resolutions[number]?.party ?? ""
        return party.isEmpty ? Self.unresolved : party
    }

    func agency(_ number: Int32) -> String {
        let term = OrganisationTerm(text: term(number))
        if term.mark == .shared || term.mark == .unknown { return term.mark.rawValue }
        let code = resolutions[number]?.organisation ?? ""
        return code.isEmpty ? Self.unresolved : code
    }

    static let unresolved = "unresolved"

    private func loadTerms() -> [Int32: String] {
        let rows = try? database.rows("SELECT id, text FROM term") { (Int32($0.int(0)), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows ?? [])
    }

    private func loadResolutions() -> [Int32: Resolution] {
        let rows = try? database.rows("SELECT term, organisation, party FROM resolution") {
            (Int32($0.int(0)), Resolution(organisation: $0.text(1), party: $0.text(2), basis: .reference))
        }
        return Dictionary(uniqueKeysWithValues: rows ?? [])
    }
}

/// Column values turned into small group numbers, each value looked at once.
struct Grouping {
    private var numbers: [Int32: Int32] = [:]
    private var byLabel: [String: Int32] = [:]
    private(set) var labels: [String] = []
    private let label: (Int32) -> String

    init(_ label: @escaping (Int32) -> String) { self.label = label }

    mutating func number(_ value: Int32) -> Int32 {
        if let known = numbers[value] { return known }
        let text = label(value)
        let number = byLabel[text] ?? Int32(labels.count)
        if number == labels.count {
            labels.append(text)
            byLabel[text] = number
        }
        numbers[value] = number
        return number
    }

    /// The group of every value of a column.
    mutating func numbers(_ column: [Int32]) -> [Int32] {
        var last: (value: Int32, number: Int32)?
        return column.map { value in
            if let last, last.value == value { return last.number }
            let found = number(value)
            last = (value, found)
            return found
        }
    }
}
