import Geography
import Records

/// The admin 1 place of a conflict event, by code, point or name.
final class EventPlacer {
    private let gazetteer: Gazetteer
    let countries: CountryCodes

    init(_ reference: Reference) {
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
        countries = reference.countries
    }

    /// Not placed when the event names no place below the country, or none that is known.
    func place(_ event: ConflictEvent) -> Placement {
        published(event).map(gazetteer.place) ?? Placement()
    }

    /// What an event says of where it was; nil when it names no place below the country.
    func published(_ event: ConflictEvent) -> PublishedPlace? {
        guard event.namesPlace, !event.country.isEmpty else { return nil }
        var published = PublishedPlace(country: event.country, date: event.first)
        published.admin1 = [event.province].filter { !$0.isEmpty }
        published.admin2 = [event.district].filter { !$0.isEmpty }
        published.codes = event.placeCodes.filter { !$0.isEmpty }
        if event.placePrecision.isInsideProvince { published.point = event.point }
        return published
    }
}

extension ConflictEvent {
    /// Whether the event has a place below the country: points of whole countries stand for no place.
    var namesPlace: Bool { !province.isEmpty || placeCodes.contains { !$0.isEmpty } || (point != nil && placePrecision.isInsideProvince) }
}

extension ConflictEvent.PlacePrecision {
    fileprivate var isInsideProvince: Bool { rawValue <= Self.province.rawValue }
}
