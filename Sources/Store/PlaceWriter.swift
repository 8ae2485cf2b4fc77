import Geography
import Geometry
import Ingest
import Records
import SQL
import Text

/// Writes what a place list or a map says; what an earlier reading of the same file said is forgotten.
///
/// Provinces are recognised by code or by name among those that are known, so that every list and every map speaks of the same ones.
struct PlaceWriter {
    private let database: Database
    private let names: PlaceNames
    private let document: Int64

    init(_ database: Database, _ names: PlaceNames, _ document: Int64) {
        self.database = database
        self.names = names
        self.document = document
    }

    private func forget() throws {
        try database.run("DELETE FROM place WHERE document = ?", document)
        try database.run("DELETE FROM area WHERE document = ?", document)
    }

    // MARK: Lists

    func write(_ sheet: PlaceSheet) throws -> SheetOutcome {
        try forget()
        var problems = sheet.problems
        var provinces: [String: String] = [:]
        for entry in sheet.entries.filter({ $0.level == 1 }) {
            guard let country = country(entry, &problems) else { continue }
            let code = names.province(country, codes: [entry.code], names: [entry.name]) ?? entry.code
            provinces[entry.code] = code
            try insert(country, 1, code, entry.name, codes: [entry.code], admin1: code)
        }
        for entry in sheet.entries.filter({ $0.level == 2 }) {
            guard let country = country(entry, &problems) else { continue }
            guard let admin1 = provinces[entry.parent] ?? names.province(country, codes: [entry.parent], names: []) else {
                problems.append(Self.unreadable(entry.line, "The parent \(Quote.quoted(entry.parent)) is no province of the list"))
                continue
            }
            try insert(country, 2, entry.code, entry.name, codes: [], admin1: admin1)
        }
        return SheetOutcome(rows: sheet.rows, problems: problems)
    }

    private func country(_ entry: PlaceSheet.Entry, _ problems: inout [Problem]) -> String? {
        if let country = names.country(entry.country) { return country }
        problems.append(Self.unreadable(entry.line, "The country \(Quote.quoted(entry.country)) is not known"))
        return nil
    }

    private static func unreadable(_ line: Int, _ what: String) -> Problem {
        let rule = ProblemRules.placeUnreadable
        return Problem(rule.severity, rule: rule.rule, line: line, message: "\(what): \(rule.remedy).")
    }

    private func insert(
        _ country: String, _ level: Int, _ code: String, _ name: String, names: [String] = [], codes: [String], admin1: String
    ) throws {
        try database.run(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?)", document, Self.country(of: admin1, else: country), level, code, name,
            names.joined(separator: ImportedPlaces.separator), codes.joined(separator: ImportedPlaces.separator), admin1)
    }

    /// A place of undetermined status is of no country, whoever lists it.
    private static func country(of admin1: String, else country: String) -> String { admin1.hasPrefix("XX-") ? "XX" : country }

    // MARK: Maps

    func write(_ file: BoundaryFile) throws -> SheetOutcome {
        try forget()
        var problems = file.problems
        var seen: Set<[String]> = []
        for area in file.areas {
            guard let country = area.countries.lazy.compactMap({ names.country($0) }).first, let place = place(area, country) else {
                problems.append(Self.problem(.boundaryUnknown, area, "What the feature bounds is not known"))
                continue
            }
            guard let shape = area.shape.wellKnown else {
                problems.append(Self.problem(.boundaryUnreadable, area, "The feature has no extent"))
                continue
            }
            guard seen.insert(["\(area.level)", place.code]).inserted else {
                problems.append(Self.problem(.boundaryRepeated, area, "The place was bounded before"))
                continue
            }
            try write(area, country, place, shape)
        }
        return SheetOutcome(rows: file.features, problems: problems.sorted { $0.line < $1.line })
    }

    private enum Rule { case boundaryUnknown, boundaryUnreadable, boundaryRepeated }

    private static func problem(_ kind: Rule, _ area: BoundaryFile.Area, _ what: String) -> Problem {
        let rule =
            switch kind {
            case .boundaryUnknown: ProblemRules.boundaryUnknown
            case .boundaryUnreadable: ProblemRules.boundaryUnreadable
            case .boundaryRepeated: ProblemRules.boundaryRepeated
            }
        let name = area.names.first.map { " (\(Quote.quoted($0)))" } ?? ""
        return Problem(rule.severity, rule: rule.rule, line: area.line, message: "\(what)\(name): \(rule.remedy).")
    }

    private func write(_ area: BoundaryFile.Area, _ country: String, _ place: (code: String, admin1: String), _ shape: [UInt8]) throws {
        let owner = Self.country(of: place.admin1, else: country)
        try database.run(
            "INSERT INTO area VALUES (?, ?, ?, ?, ?)", document, area.level == 0 ? "" : owner, area.level, place.code, shape)
        guard area.level > 0, let name = area.names.first else { return }
        try insert(country, area.level, place.code, name, names: Array(area.names.dropFirst()), codes: area.codes, admin1: place.admin1)
    }

    private func place(_ area: BoundaryFile.Area, _ country: String) -> (code: String, admin1: String)? {
        switch area.level {
        case 0: return (country, "")
        case 1: return names.province(country, codes: area.codes, names: area.names).map { ($0, $0) }
        default:
            guard let admin1 = names.province(country, codes: area.parents, names: area.parents), let name = area.names.first else {
                return nil
            }
            let known = names.district(of: admin1, country, codes: area.codes, names: area.names)
            return (known ?? admin1 + "-x-" + fold(name).split(separator: " ").joined(separator: "-"), admin1)
        }
    }
}
