import Text

/// The forms in which a name of a place is compared, from the strictest to the loosest.
struct NameForms {
    /// Folded in its own script, without genus words.
    var exact = ""
    /// In Latin letters, points of the compass in English, articles and spaces dropped.
    var plain = ""
    /// `plain` without the points of the compass; empty when it has none.
    var core = ""
    /// Points of the compass, sorted: "North Darfur" is never a misspelt "South Darfur".
    var compass = ""
    /// Consonants, those that romanisations confuse made one; two when a letter is read in two ways.
    var skeletons: [String] = []
    /// Vowels were written.
    var isVocalised = true

    init(_ text: String) {
        let words = Self.words(text)
        exact = words.joined(separator: " ")
        isVocalised = text.utf8.allSatisfy { $0 < 0x80 } || latin(exact).utf8.contains { Skeleton.isVowel($0) } && !Self.isArabic(exact)
        let romanised = Self.romanised(words)
        let bare = romanised.filter { !$0.isCompass }.map(\.text)
        compass = romanised.filter(\.isCompass).map(\.text).sorted().joined(separator: " ")
        plain = romanised.map(\.text).joined()
        if !compass.isEmpty { core = bare.joined() }
        skeletons = Skeleton.all(bare.joined()).map { compass + "|" + $0 }
    }

    /// Folded words, "SouthKurdufan" taken apart, genus words left out unless nothing else is there.
    private static func words(_ text: String) -> [String] {
        let all = fold(parted(text)).split(separator: " ").map { Genus.trimmed(String($0)) }
        let own = all.filter { !Genus.isGenus($0) }
        return own.isEmpty ? all : own
    }

    /// A small letter before a capital begins a new word.
    private static func parted(_ text: String) -> String {
        var (parted, last) = ("", false)
        for character in text {
            if last, character.isUppercase { parted.append(" ") }
            parted.append(character)
            last = character.isLowercase
        }
        return parted
    }

    private static func romanised(_ words: [String]) -> [(text: String, isCompass: Bool)] {
        var found: [(text: String, isCompass: Bool)] = []
        for word in words {
            if let compass = Genus.compass(word) {
                found.append((compass, true))
                continue
            }
            let plain = isArabic(word) ? latin(withoutArticle(word)) : latin(word)
            for part in fold(plain).split(separator: " ") {
                found.append(Genus.compass(String(part)).map { ($0, true) } ?? (String(part), false))
            }
        }
        let own = found.filter { $0.isCompass || !Genus.isArticle($0.text) }
        return own.contains { !$0.isCompass } || own.count == found.count ? own : own.isEmpty ? found : own
    }

    private static func isArabic(_ word: String) -> Bool { word.unicodeScalars.contains { (0x600...0x6FF).contains($0.value) } }

    private static func withoutArticle(_ word: String) -> String {
        word.hasPrefix("ال") && word.count > 4 ? String(word.dropFirst(2)) : word
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
