import Picture

/// One colour per party, the same in every drawing of a brief; the usual parties keep theirs from brief to brief.
///
/// After Okabe and Ito's palette, which readers with any colour vision can tell apart, darkened where white paper asks for it.
struct PartyColours: Sendable {
    static let other = "#9AA3AD"
    private static let fixed = [
        "USA": "#1F5FA8", "JPN": "#C8452F", "UN": "#56B4E9", "EU": "#E0A100", "GBR": "#0B8A6A", "NGO": "#B5639A", "DEU": "#6B5B95",
        "HOST": "#7A6A3A", "XXX": "#9AA3AD",
    ]
    private static let spare = [
        "#8C564B", "#2A9D8F", "#6B5B95", "#A6761D", "#4D6A8A", "#C77C9B", "#5E8C31", "#B07AA1", "#3D7A8C", "#9C755F",
    ]
    private var chosen: [String: String] = [:]

    init(_ picture: CountryPicture) {
        let coloured = Set(picture.parties.map(\.party.code) + picture.streams.map(\.funder.code))
        var next = 0
        for code in coloured.sorted() where Self.fixed[code] == nil {
            chosen[code] = next < Self.spare.count ? Self.spare[next] : Self.other
            next += 1
        }
    }

    subscript(code: String) -> String { Self.fixed[code] ?? chosen[code] ?? Self.other }
}
