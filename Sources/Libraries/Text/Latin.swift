/// The text in plain Latin letters, for comparing names across scripts.
///
/// Cyrillic by the BGN table ("Жданов" gives "Zhdanov"), kana by Hepburn's, Arabic consonant by consonant since short vowels are not written.
/// A text with Han characters stays as it is: they are read otherwise in Chinese than in Japanese.
public func latin(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.unicodeScalars.contains(where: isHan) ? text : toLatin(text)
}

/// The blocks of unified and compatibility ideographs.
private func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: true
    default: false
    }
}

private let toLatin = Transliterator("Russian-Latin/BGN; Any-Latin; Latin-ASCII")
