import Text

/// Words that say what kind of place it is and not which, words for the points of the compass, and articles.
enum Genus {
    /// Folded, in Latin letters; those in other scripts as folded there.
    private static let words: Set<String> = [
        "state", "province", "region", "wilayat", "velayat", "wilaya", "wilayah", "willayat", "county", "district", "locality",
        "governorate",
        "municipality", "department", "prefecture", "division", "oblast", "subdistrict", "woreda", "zone", "mahallia", "mahalia",
        "muhafazat",
        "muhafazah", "mintaqat", "wuleswali", "uluswali", "woluswali", "administrative", "area", "city", "town", "village", "camp", "payam",
        "pca", "special", "of", "the", "departamento", "provincia", "region", "departement", "estado", "etat", "greater", "capital",
        "ولايه", "ولايت", "محافظه", "محليه", "منطقه", "ولسوالي", "مديريه", "مدينه", "شهر", "استان", "إقليم", "اقليم",
    ]
    private static let suffixes = ["州", "省", "県"]

    private static let compass: [String: String] = [
        "north": "north", "northern": "north", "shamal": "north", "shimal": "north", "shamali": "north", "shamaliyah": "north",
        "shamaliya": "north", "norte": "north", "nord": "north", "north-": "north", "شمال": "north", "شماليه": "north", "الشماليه": "north",
        "south": "south", "southern": "south", "janub": "south", "janoub": "south", "janoob": "south", "janubi": "south",
        "janubiyah": "south", "sur": "south", "جنوب": "south", "الجنوبيه": "south",
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

    static func isGenus(_ word: String) -> Bool { words.contains(word) }
    static func compass(_ word: String) -> String? { compass[word] }
    static func isArticle(_ word: String) -> Bool { articles.contains(word) }

    /// Without a character at its end that says the kind.
    static func trimmed(_ word: String) -> String {
        guard word.count > 1, let suffix = suffixes.first(where: { word.hasSuffix($0) }) else { return word }
        return String(word.dropLast(suffix.count))
    }
}
