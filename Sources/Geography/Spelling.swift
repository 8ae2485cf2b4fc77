/// How far apart two spellings are, in half letters: a vowel for another costs a half, as do letters that sound alike; a letter left out or
/// added a whole one; another consonant one and a half, for nobody writes k for w.
enum Spelling {
    /// Of less letters, another letter is another name.
    static let shortest = 5

    /// What a name of this many letters may be off by.
    static func tolerance(_ letters: Int) -> Int {
        switch letters {
        case ..<shortest: 0
        case ...6: 2
        case 7...9: 3
        default: 4
        }
    }

    /// Nil when it is more than `limit`.
    static func distance(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = [0]
        for letter in other { last.append(last[last.count - 1] + weight(letter)) }
        for row in one.indices {
            var current = [last[0] + weight(one[row])]
            for column in other.indices {
                var cost = min(last[column + 1] + dropping(one, row), current[column] + dropping(other, column))
                cost = min(cost, last[column] + exchange(one[row], other[column]))
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    cost = min(cost, beforeLast[column - 1] + 2)
                }
                current.append(cost)
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }

    /// Whoever misspells a name knows how it begins.
    static func beginAlike(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard let first = one.first, let second = other.first else { return false }
        return exchange(first, second) < 2
    }

    private static func weight(_ letter: UInt8) -> Int { isWeak(letter) ? 1 : 2 }

    /// Vowels, and what stands for one or is not heard.
    private static func isWeak(_ letter: UInt8) -> Bool {
        Skeleton.isVowel(letter) || letter == UInt8(ascii: "h") || letter == UInt8(ascii: "w") || letter == UInt8(ascii: "y")
    }

    private static func dropping(_ letters: [UInt8], _ place: Int) -> Int {
        place > 0 && letters[place] == letters[place - 1] ? 1 : weight(letters[place])
    }

    private static let alike = ["gjqk", "kqc", "sz", "dt", "vwb", "gk"].map { Set($0.utf8) }

    private static func exchange(_ one: UInt8, _ other: UInt8) -> Int {
        if one == other { return 0 }
        if isWeak(one), isWeak(other) { return 1 }
        return alike.contains { $0.contains(one) && $0.contains(other) } ? 1 : 3
    }
}
