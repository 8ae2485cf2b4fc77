import Records

// What lists and maps call their places, recognised among those that are known.

extension PlaceNames {
    /// The admin 1 code that one of the codes is, else that the names mean; nil when none does clearly.
    public func province(_ country: String, codes: [String], names: [String]) -> String? {
        let areas = self.areas(of: country, on: Day(year: 9999, month: 1, day: 1))
        for code in codes {
            if let place = coded(code).first(where: { $0.level == .admin1 && areas.contains($0.country) }) { return place.code }
        }
        for name in names {
            let found = Set(match(name, in: areas, levels: [.admin1])?.places.flatMap { places[$0].admin1 } ?? [])
            if found.count == 1 { return found.first }
        }
        return nil
    }

    /// The admin 2 code, likewise, of a district of this province.
    public func district(of admin1: String, _ country: String, codes: [String], names: [String]) -> String? {
        for code in codes {
            if let place = coded(code).first(where: { $0.level == .admin2 && $0.admin1 == [admin1] }) { return place.code }
        }
        for name in names {
            let found = match(name, in: areas(of: country), levels: [.admin2], upTo: .skeleton)?.places.map { places[$0] } ?? []
            let here = found.filter { $0.admin1 == [admin1] }
            if here.count == 1 { return here[0].code }
        }
        return nil
    }
}
