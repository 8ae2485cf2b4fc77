@testable import Text

/// Any text as a name: the quick way to fold it is no other rule than ICU's, and its words are separated by single spaces.
struct TextTarget {
    private static let longest = 512

    func run(_ text: String) {
        guard text.utf8.count <= Self.longest else { return }
        let folded = fold(text)
        require(folded == foldedByICU(text), "two folds disagree")
        for words in [folded, searchTokens(text)] {
            require(!words.hasPrefix(" ") && !words.hasSuffix(" ") && words.firstRange(of: "  ") == nil, "words stand too far apart")
        }
    }
}
