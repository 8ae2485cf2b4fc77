import Records

/// The admin 1 place of a conflict event, by code, point or name.
final class EventPlacer {
    private let gazetteer: Gazetteer
    let countries: CountryCodes

    init(_ reference: Reference) {
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        countries = reference.countries
    }

    /// Nil when the event names no place below the country, or none that is known.
    func place(_ event: ConflictEvent) -> String? {
        guard event.namesPlace, !event.country.isEmpty else { return nil }
        var location = Location()
        location.names = [event.province].filter { !$0.isEmpty }.map { LocalText(language: "", text: $0) }
        location.identifiers = event.placeCodes.filter { !$0.isEmpty }.map { Classification(code: $0) }
        if event.placePrecision.isInsideProvince { location.point = event.point }
        return gazetteer.place(of: location, among: [event.country])?.place
    }
}

extension ConflictEvent {
    /// Whether the event has a place below the country: points of whole countries stand for no place.
    var namesPlace: Bool { !province.isEmpty || placeCodes.contains { !$0.isEmpty } || (point != nil && placePrecision.isInsideProvince) }
}

extension ConflictEvent.PlacePrecision {
    fileprivate var isInsideProvince: Bool { rawValue <= Self.province.rawValue }
}
