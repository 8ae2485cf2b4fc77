/// The DAC's policy markers: what an activity aims at beside its sector, and how much.
///
/// Source: IATI code lists PolicyMarker and PolicySignificance.
public enum PolicyMarkers {
    /// What is asked for: a marker that scores at least so much.
    public struct Question: Hashable, Sendable {
        public var code: String
        /// PolicySignificance: 1 significant, 2 principal.
        public var least: Int

        public init(code: String, least: Int) {
            self.code = code
            self.least = least
        }

        /// `gender`, `1`, `gender:principal`, `1:2`; nil for anything else.
        public init?(_ text: String) {
            let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            let code = words[parts[0]] ?? parts[0]
            guard parts.count <= 2, words.values.contains(code) else { return nil }
            guard let least = parts.count == 1 ? 1 : scores[parts[1]] ?? Int(parts[1]), (1...4).contains(least) else { return nil }
            self.init(code: code, least: least)
        }
    }

    public static let words = [
        "gender": "1", "environment": "2", "governance": "3", "trade": "4", "biodiversity": "5", "mitigation": "6", "adaptation": "7",
        "desertification": "8", "rmnch": "9", "drr": "10", "disability": "11", "nutrition": "12",
    ]
    private static let scores = ["significant": 1, "principal": 2]

    /// Those of an activity that score: code and significance, of the DAC's vocabulary. Without a significance nothing is known.
    public static func scored(_ markers: [Classification]) -> [(code: String, significance: Int)] {
        markers.compactMap { marker in
            guard ["", "1"].contains(marker.vocabulary), let score = Int(marker.detail), score > 0 else { return nil }
            // Some write `01`.
            return (String(marker.code.drop { $0 == "0" }), score)
        }
    }

    /// As a term: `1:2`.
    public static func term(_ code: String, _ significance: Int) -> String { "\(code):\(significance)" }

    /// Whether a term answers any of the questions.
    public static func isMeant(_ term: String, by questions: [Question]) -> Bool {
        let parts = term.split(separator: ":")
        guard parts.count == 2, let score = Int(parts[1]) else { return false }
        return questions.contains { $0.code == parts[0] && score >= $0.least }
    }
}
