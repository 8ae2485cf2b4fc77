import Picture

/// One colour per party, the same in every drawing of a brief; the usual parties keep theirs from brief to brief.
///
/// After Okabe and Ito's palette, which readers with any colour vision can tell apart, darkened where white paper asks for it.
struct PartyColours: Sendable {
    static let other = "#9AA3AD"
    private static let fixed = [
        "USA": "#1F5FA8", "JPN": "#C8452F", "UN": "#56B4E9", "EU": "#E0A100", "GBR": "#0B8A6A", "NGO": "#B5639A", "DEU": "#6B5B95",
        "FRA": "#3D7A8C", "CAN": "#A6761D", "NLD": "#C77C9B", "NOR": "#4D6A8A", "SWE": "#5E8C31",
        "HOST": "#7A6A3A", "WBG": "#8C564B", "shared": "#8A97A5", "unknown": "#B4BBC3", "unresolved": "#C9CED4", "other": other,
    ]
    private static let spare = [
        "#2A9D8F", "#9C755F", "#7B6FB0", "#B07AA1", "#6E8B3D", "#A85D3E", "#4F8FBF", "#8E6C8A", "#5F7F7A", "#B58A3C",
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
