/// Letters that Pashto, Urdu and Kurdish add to those of Arabic and Dari, made the nearest of these: "کونړ" is "کونر".
enum ArabicLetters {
    static func plain(_ folded: String) -> String {
        if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
        var made = String.UnicodeScalarView()
        for scalar in folded.unicodeScalars { made.append(nearest[scalar] ?? scalar) }
        return String(made)
    }

    private static let nearest: [Unicode.Scalar: Unicode.Scalar] = [
        "ټ": "ت", "ٹ": "ت", "ډ": "د", "ڈ": "د", "ړ": "ر", "ڑ": "ر", "ڼ": "ن", "ښ": "ش", "ږ": "ژ", "ځ": "ز", "څ": "س", "ګ": "گ", "ڭ": "گ",
        "ې": "ي", "ۍ": "ي", "ێ": "ي", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۆ": "و",
    ]
}
