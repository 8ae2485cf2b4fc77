internal import CICU

/// The number of terminal cells that a text takes: two for East Asian wide characters and emoji, none for combining marks.
public func displayWidth(_ text: String) -> Int {
    var text = text
    let isPlain = text.withUTF8 { bytes in bytes.allSatisfy { $0 &- 0x20 < 0x5F } }
    if isPlain { return text.utf8.count }
    return text.reduce(0) { $0 + cells($1) }
}

/// The text cut to at most `width` cells, its last one then an ellipsis; never in the middle of a character.
public func truncated(_ text: String, width: Int) -> String {
    if displayWidth(text) <= width { return text }
    guard width > 0 else { return "" }
    var used = 0
    let kept = text.prefix { character in
        used += cells(character)
        return used < width
    }
    return kept + "…"
}

/// The sum over the scalars, as `wcwidth` and most terminals reckon; terminals that join an emoji's parts show it narrower.
private func cells(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + cells($1) }
}

private func cells(_ scalar: Unicode.Scalar) -> Int {
    if 0x20...0x7E ~= scalar.value { return 1 }
    if text_is_zero_width(scalar.value) { return 0 }
    return text_is_wide(scalar.value) ? 2 : 1
}
