/// Whether the bytes are a number as JSON writes it: `-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?`.
func isJSONNumber(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let leadsWithZero = rest.first == UInt8(ascii: "0")
    let whole = dropDigits(&rest)
    guard whole == 1 || (whole > 1 && !leadsWithZero) else { return false }
    return isFractionAndExponent(&rest)
}

/// Whether a spreadsheet would read the bytes as a plain number: as in JSON, with a plus or leading zeros allowed.
func isPlainNumber(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    return dropDigits(&rest) > 0 && isFractionAndExponent(&rest)
}

private func isFractionAndExponent<Bytes: Collection<UInt8>>(_ rest: inout Bytes) -> Bool where Bytes.SubSequence == Bytes {
    if rest.first == UInt8(ascii: ".") {
        rest = rest.dropFirst()
        if dropDigits(&rest) == 0 { return false }
    }
    if rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "e") {
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if dropDigits(&rest) == 0 { return false }
    }
    return rest.isEmpty
}

private func dropDigits<Bytes: Collection<UInt8>>(_ rest: inout Bytes) -> Int where Bytes.SubSequence == Bytes {
    let digits = rest.prefix { $0 &- 48 < 10 }.count
    rest = rest.dropFirst(digits)
    return digits
}

/// The number with commas between thousands; any other text as it is.
func withThousands(_ text: String) -> String {
    guard isPlainNumber(text.utf8) else { return text }
    let sign = text.prefix { $0 == "-" || $0 == "+" }
    let whole = text.dropFirst(sign.count).prefix { $0.isNumber }
    let rest = text.dropFirst(sign.count + whole.count)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
        if index > 0 && (whole.count - index) % 3 == 0 { grouped.append(",") }
        grouped.append(digit)
    }
    return sign + grouped + rest
}
