/// The text in plain Latin letters, for comparing names across scripts.
///
/// Cyrillic by the BGN table ("Жданов" gives "Zhdanov"), kana by Hepburn's, Arabic consonant by consonant since short vowels are not written. Han
/// characters are given their Mandarin reading, which for Japanese names is only a key, not a pronunciation.
public func latin(_ text: String) -> String {
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return isASCII ? text : toLatin(text)
}

private let toLatin = Transliterator("Russian-Latin/BGN; Any-Latin; Latin-ASCII")
