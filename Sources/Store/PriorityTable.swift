import Geography
import Records
import SQL

/// The priorities of host governments, whichever sheet they stand in.
struct PriorityTable {
    private let database: Database

    init(_ database: Database) { self.database = database }

    /// - Parameter priority: country, theme and place by their codes.
    func insert(_ priority: HostPriority, _ document: Int64) throws {
        try database.run(
            "INSERT INTO priority VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", document, priority.line, priority.country,
            priority.theme, priority.place, priority.priority, priority.target, priority.japanese, priority.date, priority.document,
            priority.budgetCode, priority.budget?.rawValue ?? "", priority.amount.map { String($0.micros) } ?? "", priority.currency)
    }
}

extension Reference {
    /// The theme of a theme, cluster or sector by its name or code; nil when it is none that is known.
    func theme(_ name: String) -> String? {
        let named = themes.theme(named: name)
        let theme = named == Themes.unspecified ? themes.theme(of: name) : named
        return theme == Themes.unspecified ? nil : theme
    }
}

extension Gazetteer {
    /// The first-level division that a name or code of a place means; nil when it is none that is known there.
    func admin1(_ name: String, in country: String) -> String? {
        let found = place(PublishedPlace(country: country, admin1: [name], codes: [name]))
        return found.isPlaced ? found.admin1 : nil
    }
}
