import Geography
import Records
import Testing

/// Names alone: one spelling each that the gazetteer does not have, and what must stay unplaced.
struct NameTests {
    private let gazetteer = World.gazetteer()

    private func place(_ country: String, _ name: String) -> Placement { gazetteer.place(country: country, names: [name]) }

    @Test(arguments: [
        ("AF", "NANGARHAR", "AF-NAN"), ("AF", "Ningarhar Province", "AF-NAN"), ("AF", "ننگرهار", "AF-NAN"),
        ("AF", "ولایت ننگرهار", "AF-NAN"),
        ("AF", "ナンガルハール州", "AF-NAN"), ("AF", "Nangahar", "AF-NAN"), ("AF", "Kandahar City", "AF-KAN"), ("AF", "کندهار", "AF-KAN"),
        ("AF", "Spin Buldak District", "AF-KAN"), ("AF", "Arghandab district (Zabul)", "AF-ZAB"), ("AF", "Jalal Abad", "AF-NAN"),
        ("SD", "El Gezira State", "SD-GZ"), ("SD", "Al-Jazeerah", "SD-GZ"), ("SD", "ولاية الجزيرة", "SD-GZ"), ("SD", "AlJazirah", "SD-GZ"),
        ("SD", "Northern Darfur", "SD-DN"), ("SD", "SouthDarfur", "SD-DS"), ("SD", "Shamal Kordofan", "SD-KN"),
        ("SD", "Al Fashir", "SD-DN"),
        ("SD", "Nyala", "SD-DS"), ("SD", "Abyei", "XX-ABYEI"), ("SS", "Abyei Administrative Area", "XX-ABYEI"),
        ("SS", "Jonglei State", "SS-JG"), ("SS", "Junqali", "SS-JG"), ("SS", "Pigi", "SS-JG"), ("SS", "Boma", "SS-JG"),
        ("SS", "North Bahr-al-Ghazal", "SS-BN"), ("SS", "Twic East, Jonglei", "SS-JG"),
        // The point of the compass behind, as a letter, or for the middle of a place.
        ("SD", "Kordofan North", "SD-KN"), ("SD", "Darfur, South", "SD-DS"), ("SD", "N. Kordofan", "SD-KN"),
        ("SS", "W Bahr el Ghazal", "SS-BW"),
        ("AF", "Zabul Centre", "AF-ZAB"), ("AF", "Shamal", "AF-NAN"),
        // Pashto letters and words; the article before a word for the kind; kana without l.
        ("AF", "ننګرهار", "AF-NAN"), ("AF", "د زابل ولایت", "AF-ZAB"), ("SD", "الولاية الجزيرة", "SD-GZ"),
        ("AF", "スピン・ボルダク", "AF-KAN"), ("AF", "ジャラーラーバード", "AF-NAN"),
        // Letters written twice, an article that is part of the name, the kind of a site, text around a province.
        ("AF", "Zaabull", "AF-ZAB"), ("SS", "La Du", "SS-JG"), ("AF", "Jalalabad Airport", "AF-NAN"), ("SD", "El Fasher IDP site", "SD-DN"),
        ("SS", "four clinics in Upper Nile State", "SS-NU"), ("SD", "مدارس في ولاية جنوب دارفور", "SD-DS"),
    ])
    func isPlaced(country: String, name: String, expected: String) {
        let placement = place(country, name)
        #expect(placement.admin1 == expected, "\(name): \(placement)")
        #expect(placement.basis == .name)
    }

    @Test(arguments: [
        ("AF", "Arghandab"), ("SD", "Darfur"), ("SS", "Bahr el Ghazal"), ("SS", "Lol"), ("AF", "Kabul"), ("AF", "Location name"),
        ("AF", "District"),
        ("SD", "East Darfur"), ("SS", "Twic"), ("AF", "Zabal Siraj"), ("SD", "-"), ("AF", "Gezira"),
        // A lone point of the compass; another consonant or too short for a slip; two places in one text; the end of a longer name.
        ("AF", "North"), ("AF", "Zabub"), ("SS", "Bima"), ("SS", "clinics from Malakal to Jonglei State"), ("AF", "New Zabul district"),
        ("SS", "Greater Jonglei"), ("AF", "Zabul, Nangarhar and Kandahar"), ("SD", "North and South Darfur"), ("AF", "Zaoboleo"),
        ("SS", "Popa"),
    ])
    func staysUnplaced(country: String, name: String) {
        let placement = place(country, name)
        #expect(!placement.isPlaced, "\(name): \(placement)")
    }

    @Test func ambiguousNamesSayWhatTheyMayMean() {
        #expect(place("AF", "Arghandab").issues == [.nameAmbiguous("Arghandab", ["AF-KAN", "AF-ZAB"])])
        #expect(place("SS", "Lol").issues == [.nameAmbiguous("Lol", ["SS-BN", "SS-BW"])])
        #expect(place("AF", "Atlantis").issues == [.nameUnknown("Atlantis")])
    }

    @Test func aProvinceDecidesBetweenDistricts() {
        let placement = gazetteer.place(PublishedPlace(country: "AF", admin1: ["Zabol"], admin2: ["Arghandab"]))
        #expect((placement.admin1, placement.admin2) == ("AF-ZAB", "AF2605"))
        #expect(placement.coarsened.admin2 == "")
    }

    /// Whichever state its name stands beside, the disputed area is a place of its own.
    @Test func abyeiByNameIsNoStates() {
        let named = gazetteer.place(PublishedPlace(country: "SD", admin1: ["South Darfur"], admin2: ["Abyei Area"]))
        #expect((named.admin1, named.basis) == ("XX-ABYEI", .name))
        let inside = Coordinates(latitude: 0.5, longitude: 20.5)
        let pointed = gazetteer.place(PublishedPlace(country: "SS", admin1: ["Jonglei"], admin2: ["Abyei"], point: inside))
        #expect((pointed.admin1, pointed.issues) == ("XX-ABYEI", []))
    }

    @Test func spellingAndLetterAreTold() {
        #expect(place("AF", "Kandahar").confidence == .certain)
        #expect(place("AF", "Kandahor").confidence == .likely)
    }

    @Test func namesThatContradictPlaceNothing() {
        let placement = gazetteer.place(country: "AF", names: ["Kandahar", "Zabul"])
        #expect(!placement.isPlaced && placement.issues == [.disagreement])
    }

    @Test func countriesByCodeNumberAndName() {
        for text in ["SS", "ssd", "728", "South Sudan", "南スーダン"] { #expect(gazetteer.country(text) == "SS") }
        #expect(gazetteer.country("Atlantis") == nil)
    }
}
