import Text

/// The forms in which a name of a place is compared, from the strictest to the loosest.
struct NameForms {
    /// Folded in its own script, genus words and all.
    var whole = ""
    /// `whole` without genus words.
    var exact = ""
    /// In Latin letters, points of the compass in English and in front, articles, spaces and second letters of a pair dropped.
    var plain = ""
    /// `plain` with its articles.
    var spelled = ""
    /// `plain` without the points of the compass; empty when it has none.
    var core = ""
    /// Points of the compass, sorted: "North Darfur" is never a misspelt "South Darfur".
    var compass = ""
    /// Written in kana, which tells neither l from r nor b from v.
    var isKana = false
    /// Consonants, those that romanisations confuse made one, by which the name is looked for; two when a letter is read in two ways.
    var skeletons: [String] = []
    /// Those by which it is found: names in kana by others in kana alone, all others also by what kana make of them.
    var stored: [String] = []
    /// Vowels were written.
    var isVocalised = true

    init(_ text: String) {
        let all = Self.words(text)
        let words = Self.own(all)
        (whole, exact) = (all.joined(separator: " "), words.joined(separator: " "))
        isVocalised = text.utf8.allSatisfy { $0 < 0x80 } || latin(exact).utf8.contains { Skeleton.isVowel($0) } && !Self.isArabic(exact)
        isKana = Self.isKana(text)
        let spelt = Self.romanised(words)
        let romanised = Self.withoutArticles(spelt)
        let bare = romanised.filter { !$0.isCompass }.map(\.text).joined()
        compass = romanised.filter(\.isCompass).map(\.text).sorted().joined(separator: " ")
        (plain, spelled) = (Self.single(compass + bare), Self.single(compass + spelt.filter { !$0.isCompass }.map(\.text).joined()))
        if !compass.isEmpty { core = Self.single(bare) }
        let kana = compass + "~" + Skeleton.kana(bare)
        skeletons = isKana ? [kana] : Skeleton.all(bare).map { compass + "|" + $0 }
        stored = isKana ? [kana] : skeletons + [kana]
    }

    /// Folded words, "SouthKurdufan" taken apart.
    private static func words(_ text: String) -> [String] {
        ArabicLetters.plain(fold(parted(text))).split(separator: " ").map { Genus.trimmed(String($0)) }
    }

    /// Genus words left out unless nothing else is there.
    private static func own(_ words: [String]) -> [String] {
        let own = words.filter { !Genus.isGenus($0) }
        return own.isEmpty ? words : own
    }

    /// "Mellit" is "Melit"; "Camp 11" is not "Camp 1".
    private static func single(_ letters: String) -> String {
        var made = ""
        for letter in letters where letter != made.last || letter.isNumber { made.append(letter) }
        return made
    }

    /// A capital between small letters begins a new word.
    private static func parted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 || (0x41...0x5A).contains($0) }) else { return text }
        let letters = Array(text)
        var parted = ""
        for (place, letter) in letters.enumerated() {
            let isBetween = place > 0 && place + 1 < letters.count && letters[place - 1].isLowercase && letters[place + 1].isLowercase
            if isBetween, letter.isUppercase { parted.append(" ") }
            parted.append(letter)
        }
        return parted
    }

    /// A name of nothing but a point of the compass is that word: "North" is not the district of Shamal.
    private static func romanised(_ words: [String]) -> [(text: String, isCompass: Bool)] {
        let found = words.enumerated().flatMap { place, word -> [(text: String, isCompass: Bool)] in
            if place == 0, words.count > 1, let compass = Genus.initial(word) { return [(compass, true)] }
            if let compass = Genus.compass(word) { return [(compass, true)] }
            let plain = isArabic(word) ? latin(withoutArticle(word)) : latin(word)
            return fold(plain).split(separator: " ").map { part in
                Genus.compass(String(part)).map { ($0, true) } ?? (String(part), false)
            }
        }
        let hasName = found.contains { !$0.isCompass && !Genus.isArticle($0.text) }
        return hasName ? found : words.map { (fold(latin($0)), false) }
    }

    /// A name of nothing but articles stays.
    private static func withoutArticles(_ words: [(text: String, isCompass: Bool)]) -> [(text: String, isCompass: Bool)] {
        let own = words.filter { $0.isCompass || !Genus.isArticle($0.text) }
        return own.isEmpty ? words : own
    }

    private static func isKana(_ text: String) -> Bool { text.unicodeScalars.contains { (0x3040...0x30FF).contains($0.value) } }

    private static func isArabic(_ word: String) -> Bool { word.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) } }

    private static func withoutArticle(_ word: String) -> String {
        word.hasPrefix(Genus.article) && word.count > 4 ? String(word.dropFirst(Genus.article.count)) : word
    }
}

/// What of a name the ways of writing Arabic and Dari in Latin letters agree on.
enum Skeleton {
    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"): true
        default: false
        }
    }

    /// Qaf is written k or g.
    static func all(_ plain: String) -> [String] {
        let letters = Array(plain.utf8)
        let first = skeleton(letters, qaf: UInt8(ascii: "k"))
        guard letters.contains(UInt8(ascii: "q")) else { return [first] }
        return [first, skeleton(letters, qaf: UInt8(ascii: "g"))]
    }

    /// Kana have no l of their own.
    static func kana(_ plain: String) -> String {
        all(String(decoding: plain.utf8.map { $0 == UInt8(ascii: "l") ? UInt8(ascii: "r") : $0 }, as: UTF8.self))[0]
    }

    private static func skeleton(_ letters: [UInt8], qaf: UInt8) -> String {
        var made: [UInt8] = []
        for (place, letter) in letters.enumerated() {
            let isFirst = made.isEmpty && place == 0
            guard let kept = reduced(letter, after: place > 0 ? letters[place - 1] : 0, isFirst, qaf), made.last != kept else { continue }
            made.append(kept)
        }
        if made.last == UInt8(ascii: "h"), made.count > 2 { made.removeLast() }
        return String(decoding: made, as: UTF8.self)
    }

    private static func reduced(_ letter: UInt8, after last: UInt8, _ isFirst: Bool, _ qaf: UInt8) -> UInt8? {
        if isVowel(letter) { return isFirst ? UInt8(ascii: "a") : nil }
        switch letter {
        case UInt8(ascii: "h"): return "kgptdszc".utf8.contains(last) ? nil : letter
        case UInt8(ascii: "w"), UInt8(ascii: "y"), UInt8(ascii: "v"): return isFirst ? UInt8(ascii: "w") : nil
        case UInt8(ascii: "q"): return qaf
        case UInt8(ascii: "c"), UInt8(ascii: "x"): return UInt8(ascii: "k")
        case UInt8(ascii: "j"): return UInt8(ascii: "g")
        case UInt8(ascii: "p"): return UInt8(ascii: "b")
        default: return letter
        }
    }
}
