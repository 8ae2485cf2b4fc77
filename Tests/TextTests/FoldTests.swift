import Testing

@testable import Text

struct PlainDigitsTests {
    @Test(arguments: [
        ("２０１２年３月４日", "2012-3-4"), ("١٬٢٠٠٫٥", "1,200.5"), ("۱۲۳", "123"), ("１，２００．５", "1,200.5"), ("2012–03", "2012-03"),
        ("\u{200F}٢٠١٢", "2012"), ("1 200", "1 200"), ("三百", "三百"),
    ])
    func digitsOfOtherScripts(text: String, plain: String) { #expect(plainDigits(text) == plain) }
}

struct FoldTests {
    @Test(arguments: [
        ("", ""),
        ("   ", ""),
        ("Water  & Sanitation, Phase-2!", "water sanitation phase 2"),
        ("Côte d’Ivoire (R.C.I.)", "cote d ivoire r c i"),
        ("MÉDECINS SANS FRONTIÈRES", "medecins sans frontieres"),
        ("e\u{301}", "e"),
        ("Straße Søren Łódź Ægir Œuvre", "strasse soren lodz aegir oeuvre"),
        ("½ of №5", "1 2 of no5"),
        ("soft\u{AD}hyphen\u{200B}", "softhyphen"),
        ("Việt Nam", "viet nam"),
        ("Ёлкин Жданов", "елкин жданов"),
        ("ΟΔΟΣ Ἀθῆναι", "οδοσ αθηναι"),
        ("أفغانستان الإِسْلَامِيَّة", "افغانستان الاسلاميه"),
        ("کابل ۱۲", "كابل 12"),
        ("ﾌﾟﾛｼﾞｪｸﾄ　ＪＩＣＡ", "プロジェクト jica"),
        ("ガ\u{3000}か\u{3099}", "ガ が"),
        ("हिन्दी", "हिन्दी"),
        ("ภาษาไทย", "ภาษาไทย"),
        ("한국 국제", "한국 국제"),
        ("😀 smile", "smile"),
    ])
    func folds(_ text: String, _ folded: String) {
        #expect(fold(text) == folded)
        #expect(fold(folded) == folded)
    }

    /// The table is a shortcut, not another rule.
    @Test func tableAgreesWithICU() {
        let samples = FoldTable.unchanged.flatMap { stride(from: $0.lowerBound, through: $0.upperBound, by: 97) }
        for value in Array(0x20..<0x80) + Array(FoldTable.ranges.joined()) + samples {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in ["é\(scalar)b", "\(scalar)é", "é \(scalar)\u{301} x", "か\(scalar)\(scalar)"] {
                #expect(foldedQuickly(text) == foldedByICU(text), "U+\(String(value, radix: 16))")
            }
        }
    }

    @Test(arguments: ["か\u{3099}", "ﾌﾟ", "\u{1112}\u{1161}\u{11AB}", "ไทย", "हि", "𠮷"])
    func neighboursMatterElsewhere(_ text: String) {
        #expect(foldedQuickly(text) == nil)
    }
}
