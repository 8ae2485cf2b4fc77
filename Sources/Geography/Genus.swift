import Text

/// Words that say what kind of place it is and not which, words for the points of the compass, and articles.
enum Genus {
    /// Folded, in Latin letters; those in other scripts as folded there.
    private static let words: Set<String> = [
        "state", "province", "region", "wilayat", "velayat", "wilaya", "wilayah", "willayat", "county", "district", "locality",
        "governorate", "municipality", "department", "prefecture", "division", "oblast", "subdistrict", "woreda", "zone", "mahallia",
        "mahalia", "muhafazat", "muhafazah", "mintaqat", "wuleswali", "uluswali", "woluswali", "administrative", "area", "city", "town",
        "village", "camp", "payam", "pca", "special", "poc", "site", "idp", "idps", "refugee", "settlement", "airport", "airfield",
        "valley", "of", "the", "departamento", "provincia", "departement", "estado", "etat", "greater", "capital",
        "ولايه", "ولايت", "محافظه", "محليه", "منطقه", "د", "ولسوالي", "مديريه", "مدينه", "شهر", "استان", "إقليم", "اقليم",
    ]
    private static let suffixes = ["州", "省", "県"]

    private static let compass: [String: String] = [
        "north": "north", "northern": "north", "shamal": "north", "shimal": "north", "shamali": "north", "shamaliyah": "north",
        "shamaliya": "north", "norte": "north", "nord": "north", "north-": "north", "شمال": "north", "شماليه": "north", "الشماليه": "north",
        "south": "south", "southern": "south", "janub": "south", "janoub": "south", "janoob": "south", "janubi": "south",
        "janubiyah": "south", "sur": "south", "sud": "south", "جنوب": "south", "الجنوبيه": "south",
        "east": "east", "eastern": "east", "sharq": "east", "sharg": "east", "sharqi": "east", "shargi": "east", "sharqiyah": "east",
        "shargiah": "east", "este": "east", "شرق": "east", "الشرقيه": "east",
        "west": "west", "western": "west", "gharb": "west", "gharbi": "west", "gharbiyah": "west", "gharbyah": "west", "oeste": "west",
        "ouest": "west", "غرب": "west", "الغربيه": "west",
        "central": "central", "centre": "central", "center": "central", "wasat": "central", "wasad": "central", "middle": "central",
        "وسط": "central", "الوسطي": "central",
    ]

    /// The article in its assimilated forms, Persian's link between words, and words for "and".
    private static let articles: Set<String> = [
        "al", "el", "ad", "ed", "ag", "aj", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at", "et", "az", "ez", "ul", "ud", "i", "e",
        "y",
        "ye", "wa", "va", "and", "o", "u", "de", "du", "la", "le",
    ]

    /// Arabic's, which is written as one with its word.
    static let article = "ال"

    static func isGenus(_ word: String) -> Bool {
        words.contains(word) || word.hasPrefix(article) && words.contains(String(word.dropFirst(article.count)))
    }

    static func compass(_ word: String) -> String? { compass[word] }

    /// The point of the compass that a name's first letter stands for: "N. Darfur".
    static func initial(_ word: String) -> String? { initials[word] }

    private static let initials = ["n": "north", "s": "south", "e": "east", "w": "west", "c": "central"]

    static func isArticle(_ word: String) -> Bool { articles.contains(word) }

    /// 1 of a word for a province, 2 of one for a district, nil of any other.
    static func level(_ word: String) -> Int? { levels[word] }

    private static let levels: [String: Int] = [
        "state": 1, "province": 1, "wilayat": 1, "velayat": 1, "wilayah": 1, "wilaya": 1, "governorate": 1, "ولايه": 1, "ولايت": 1,
        "استان": 1,
        "محافظه": 1, "county": 2, "district": 2, "locality": 2, "محليه": 2, "ولسوالي": 2,
    ]

    /// Whether the word stands before the name: in Arabic script.
    static func leads(_ word: String) -> Bool { !word.utf8.allSatisfy { $0 < 0x80 } }

    /// Whether the word joins or parts two places.
    static func joins(_ word: String) -> Bool { joints.contains(word) }

    private static let joints: Set<String> = ["and", "or", "to", "from", "near", "between", "outside", "border", "و", "او"]

    /// Without a character at its end that says the kind.
    static func trimmed(_ word: String) -> String {
        guard word.count > 1, let suffix = suffixes.first(where: { word.hasSuffix($0) }) else { return word }
        return String(word.dropLast(suffix.count))
    }
}
