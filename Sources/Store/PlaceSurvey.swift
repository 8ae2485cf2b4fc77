import Geography
import Ingest
import Records

/// A place below a country in the words of a file, and what it is taken for: whole, by its point alone, by its names alone.
public struct SurveyedPlace: Sendable {
    /// Line in the file.
    public var line: Int
    /// ISO 3166-1 alpha-2; of a record that names several countries and was not placed, all of them.
    public var country: String
    public var published: PublishedPlace
    public var placement: Placement
    /// Nil when nothing of the kind was published.
    public var byPoint: Placement?
    public var byName: Placement?
}

/// Files read for the places that they name, each placed as an import places it; nothing is stored.
public final class PlaceSurvey {
    private let reference: Reference
    private let gazetteer: Gazetteer

    public init(_ reference: Reference) {
        self.reference = reference
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
    }

    /// Tells every place of a file; throws when the file cannot be read.
    public func run(_ path: String, tell: (SurveyedPlace) throws -> Void) throws {
        if let table = try ActivityTable.open(path: path) { return try survey(table, tell) }
        switch try Sheet.read(path: path) {
        case .events: try surveyEvents(path, tell)
        case .humanitarian(let mapping): try survey(HXLSheet(path: path, mapping: mapping), tell)
        case nil: try survey(Sheet.activities(path), tell)
        default: return
        }
    }

    // MARK: Activities

    private func survey(_ file: some RecordSource, _ tell: (SurveyedPlace) throws -> Void) throws {
        let parser = RecordParser(root: file.root, detail: .figures)
        while let record = try file.nextRecord() {
            guard case .activity(let activity, _, _) = parser.read(record) else { continue }
            for place in places(of: activity) { try tell(place) }
        }
    }

    private func places(of activity: Activity) -> [SurveyedPlace] {
        let countries = Gazetteer.countries(of: activity)
        guard !countries.isEmpty else { return [] }
        return activity.locations.compactMap { location in
            let day = activity.dates.start
            let asked = Gazetteer.countries(of: location, among: countries)
            let published = Gazetteer.published(location, in: asked[0], on: day)
            return surveyed(location.line, published, asked) { gazetteer.place(of: location, among: countries, on: day, by: $0) }
        }
    }

    // MARK: Sheets

    private func surveyEvents(_ path: String, _ tell: (SurveyedPlace) throws -> Void) throws {
        let placer = EventPlacer(reference)
        var sheet = try EventSheet(path: path, countries: placer.countries)
        while let item = try sheet?.next() {
            guard let published = placer.published(item.event) else { continue }
            try survey(published, item.row.line).map(tell)
        }
    }

    private func survey(_ sheet: HXLSheet, _ tell: (SurveyedPlace) throws -> Void) throws {
        var placer = HumanitarianPlacer(reference)
        try placer.learnCountry(of: sheet)
        let records = HXLRecords(try sheet.again())
        while let record = try records.next() { try survey(placer.published(record.presence), record.line).map(tell) }
    }

    private func survey(_ published: PublishedPlace, _ line: Int) -> SurveyedPlace? {
        surveyed(line, published, [published.country]) { gazetteer.place(published.only($0)) }
    }

    /// Nil for what names nothing below a country.
    private func surveyed(
        _ line: Int, _ published: PublishedPlace, _ countries: [String], by place: (PublishedPlace.Part) -> Placement
    ) -> SurveyedPlace? {
        guard published.isBelowCountry else { return nil }
        let whole = place(.all)
        return SurveyedPlace(
            line: line, country: whole.isPlaced ? whole.country : countries.joined(separator: " "), published: published, placement: whole,
            byPoint: published.point == nil ? nil : place(.point), byName: published.isNamed ? place(.names) : nil)
    }
}
