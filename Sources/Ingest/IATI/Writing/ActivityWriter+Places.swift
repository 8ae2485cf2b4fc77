import Records
import XML

extension ActivityWriter {
    func write(_ location: Location) {
        out.element("location", [("ref", Written.some(location.ref))]) {
            writeContent(of: location)
        }
    }

    private func writeContent(of location: Location) {
        code("location-reach", location.reach)
        for identifier in location.identifiers where !identifier.code.isEmpty {
            out.element("location-id", [("code", identifier.code), ("vocabulary", identifier.vocabulary)])
        }
        if !location.names.isEmpty { write("name", location.names) }
        if !location.descriptions.isEmpty { write("description", location.descriptions) }
        if !location.activityDescriptions.isEmpty { write("activity-description", location.activityDescriptions) }
        if !location.country.isEmpty { writeCountry(location.country) }
        for area in location.administrative { write(area) }
        if let point = location.point { write(point) }
        code("exactness", location.exactness)
        code("location-class", location.locationClass)
        code("feature-designation", location.featureDesignation)
    }

    private func writeCountry(_ country: String) {
        out.element("administrative", [("code", country), ("vocabulary", Scope.countries), ("level", "0")])
    }

    private func write(_ area: Classification) {
        out.element(
            "administrative",
            [("code", area.code), ("vocabulary", area.vocabulary), ("level", UInt(area.detail).map { String($0) })])
    }

    private func write(_ point: Coordinates) {
        out.element("point", [("srsName", "http://www.opengis.net/def/crs/EPSG/0/4326")]) {
            out.element("pos", text: "\(point.latitude) \(point.longitude)")
        }
    }
}
