internal import CICU

/// The form in which names are compared: case, diacritics, width, punctuation and spacing no longer count.
///
/// Letters, digits and the marks that spell vowels in South and South-East Asian scripts stay; everything else becomes one space. Hiragana and
/// katakana stay apart. `fold("Côte d’Ivoire (R.C.I.)") == "cote d ivoire r c i"`, `fold("ﾌﾟﾛｼﾞｪｸﾄ") == "プロジェクト"`.
public func fold(_ text: String) -> String {
    foldedQuickly(text) ?? foldedByICU(text)
}

/// The fold of a text whose characters fold one by one; nil for any other.
func foldedQuickly(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
        isASCII(bytes) ? foldedASCII(bytes) : foldedByTable(bytes)
    }
}

let space = UInt8(ascii: " ")

/// Without branches: a second space in a row is written and then overwritten.
private func foldedASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { result in
        var count = 0
        var afterSpace = 1
        for byte in bytes {
            let folded = foldedASCII(byte)
            let isSpace = folded == space ? 1 : 0
            result[count] = folded
            count &+= 1 &- (isSpace & afterSpace)
            afterSpace = isSpace
        }
        return count > 0 && afterSpace == 1 ? count - 1 : count
    }
}

@inline(__always)
func foldedASCII(_ byte: UInt8) -> UInt8 {
    let lower = byte | 0x20
    let isLetter = lower &- 97 < 26
    let isDigit = byte &- 48 < 10
    return isLetter ? lower : isDigit ? byte : space
}

func foldedByICU(_ text: String) -> String {
    let folded = foldedScalars(Array(text.utf16))
    var collapser = Collapser(capacity: folded.utf8.count)
    for byte in folded.utf8 { collapser.append(byte) }
    return collapser.text
}

/// Folded, with spaces not yet collapsed.
func foldedScalars(_ units: [UInt16]) -> String {
    let decomposed = Normalisation.decomposed(Normalisation.compatibleCasefold(units))
    var folded: [UInt16] = []
    folded.reserveCapacity(decomposed.count)
    for scalar in String(decoding: decomposed, as: UTF16.self).unicodeScalars {
        appendFolded(scalar, to: &folded)
    }
    return String(decoding: Normalisation.composed(folded), as: UTF16.self)
}

/// What one scalar of a case-folded, decomposed text leaves.
private func appendFolded(_ scalar: Unicode.Scalar, to units: inout [UInt16]) {
    if isDiacritic(scalar.value) { return }
    if let plain = plainLetter(scalar.value) { return units.append(contentsOf: plain.utf16) }
    let counts = text_category(scalar.value) & text_letters_and_numbers() != 0
    if counts { units.append(contentsOf: UTF16.encode(scalar)!) } else { units.append(UInt16(space)) }
}

/// Marks that a name's spelling may lack: those of Latin, Greek, Cyrillic, Hebrew, Arabic and Syriac.
///
/// Marks of other scripts spell vowels, and the sound marks of kana make other syllables; they stay.
private func isDiacritic(_ value: UInt32) -> Bool {
    switch value {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7: true
    case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8, 0x06EA...0x06ED, 0x08CA...0x08FF: true
    case 0x0711, 0x0730...0x074A: true
    default: false
    }
}

/// Letters that no decomposition makes plain, Arabic letters that countries write differently, and other scripts' digits.
private func plainLetter(_ value: UInt32) -> String? {
    switch value {
    case 0xE6: "ae"
    case 0xF8: "o"
    case 0xF0, 0x111: "d"
    case 0xFE: "th"
    case 0x127: "h"
    case 0x131: "i"
    case 0x142: "l"
    case 0x153: "oe"
    case 0x167: "t"
    case 0x629: "\u{647}"
    case 0x649, 0x6CC: "\u{64A}"
    case 0x6A9: "\u{643}"
    case 0x660...0x669: String(value - 0x660)
    case 0x6F0...0x6F9: String(value - 0x6F0)
    default: nil
    }
}
