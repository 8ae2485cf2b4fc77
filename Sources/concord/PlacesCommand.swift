import CommandLine
import Geography
import Records
import Store

/// `concord places`
struct PlacesCommand {
    enum Content: String, CaseIterable { case counts, places, unplaced }

    private let session: Session
    private let countries: Set<String>

    init(_ session: Session) {
        self.session = session
        countries = Set(session.arguments.strings("country").map { $0.uppercased() })
    }

    func run() throws -> ExitCode {
        let reference = try reference()
        switch session.arguments.choice("as", as: Content.self) ?? .counts {
        case .counts: return try count(reference)
        case .places: return try list(reference) { _ in true }
        case .unplaced: return try list(reference) { !$0.placement.isPlaced }
        }
    }

    /// With the lists and maps of the store, where there is one.
    private func reference() throws -> Reference {
        let shipped = try session.shipped()
        guard Store.mayBe(session.storePath), let store = try? Store.forReading(session.storePath) else { return shipped }
        return try shipped.adding(from: store)
    }

    // MARK: Counts

    private struct Key: Hashable { var (path, country) = ("", "") }

    private func count(_ reference: Reference) throws -> ExitCode {
        var counts: [Key: PlaceCount] = [:]
        let code = try survey(reference) { path, place in
            counts[Key(path: path, country: place.country), default: PlaceCount()].note(place)
        }
        let numbers = ["places", "placed", "points", "points-wrong", "points-placed", "names", "names-placed"]
        let table = session.table([Column("source"), Column("country", .code)] + numbers.map { Column($0, .number) })
        for (key, count) in counts.sorted(by: { ($0.key.path, $0.key.country) < ($1.key.path, $1.key.country) }) {
            try table.row([key.path, key.country] + count.numbers.map { String($0) })
        }
        try table.finish()
        return code
    }

    // MARK: Places

    private static let columns =
        [Column("source"), Column("line", .number), Column("country", .code), Column("date")]
        + [Column("names", .text), Column("codes", .text), Column("latitude", .number), Column("longitude", .number)]
        + ["admin1", "name", "admin2", "basis", "confidence", "by-point", "by-name"].map { Column($0, .text) }

    private func list(_ reference: Reference, _ fits: (SurveyedPlace) -> Bool) throws -> ExitCode {
        let table = session.table(Self.columns)
        let code = try survey(reference) { path, place in
            if fits(place) { try table.row([path] + cells(place, reference.places)) }
        }
        try table.finish()
        return code
    }

    private func cells(_ place: SurveyedPlace, _ names: PlaceNames) -> [String] {
        let (said, placement) = (place.published, place.placement)
        let words = said.admin1 + said.admin2 + said.names
        return [
            String(place.line), place.country, said.date?.description ?? "", words.joined(separator: " | "),
            said.codes.joined(separator: " | "),
            said.point.map { "\($0.latitude)" } ?? "", said.point.map { "\($0.longitude)" } ?? "", placement.admin1,
            names.name(placement.admin1) ?? "", placement.admin2, placement.basis.rawValue, placement.confidence.rawValue,
            place.byPoint?.admin1 ?? "", place.byName?.admin1 ?? "",
        ]
    }

    // MARK: Files

    private func survey(_ reference: Reference, tell: (String, SurveyedPlace) throws -> Void) throws -> ExitCode {
        let files = FileList(session.arguments.strings("PATH"))
        let survey = PlaceSurvey(reference)
        var failures = files.unreadable.map { "\($0.path): \($0.reason)" }
        for path in files.files {
            do { try survey.run(path) { if isAsked($0) { try tell(path, $0) } } } catch { failures.append("\(error)") }
        }
        for failure in failures { session.talk(failure) }
        return failures.isEmpty ? .done : .partial
    }

    private func isAsked(_ place: SurveyedPlace) -> Bool {
        countries.isEmpty || place.country.split(separator: " ").contains { countries.contains(String($0)) }
    }
}

/// What of one country a file places.
private struct PlaceCount {
    private var (places, placed, points, wrong, pointed, names, named) = (0, 0, 0, 0, 0, 0, 0)

    var numbers: [Int] { [places, placed, points, wrong, pointed, names, named] }

    mutating func note(_ place: SurveyedPlace) {
        places += 1
        if place.placement.isPlaced { placed += 1 }
        if let byPoint = place.byPoint {
            points += 1
            if byPoint.hasWrongPoint { wrong += 1 } else if byPoint.isPlaced { pointed += 1 }
        }
        if let byName = place.byName {
            names += 1
            if byName.isPlaced { named += 1 }
        }
    }
}
