import Geography
import Records
import Store

/// Humanitarian presence as a military reader may see it: no nearer than admin 1 (rule 16).
struct CoarsePlaces {
    private let reference: Reference
    private let gazetteer: Gazetteer

    init(_ reference: Reference) {
        self.reference = reference
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
    }

    /// Names of the admin 1 places that an activity works in.
    func names(_ activity: Activity) -> [String] { codes(activity).map { reference.places.name($0) ?? $0 } }

    func coarsened(_ activity: Activity) -> Activity {
        guard activity.isHumanitarian else { return activity }
        var coarse = activity
        coarse.locations = codes(activity).map(location)
        return coarse
    }

    private func codes(_ activity: Activity) -> [String] { gazetteer.places(of: activity).values.joined().sorted() }

    private func location(_ code: String) -> Location {
        var location = Location()
        location.names = [LocalText(language: "", text: reference.places.name(code) ?? code)]
        location.ref = code
        return location
    }
}
