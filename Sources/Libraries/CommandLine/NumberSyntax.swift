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
    var text = text
    return text.withUTF8 { bytes in
        let grouped = ByteBuffer()
        grouped.append(withThousands: bytes)
        return grouped.withValues { String(decoding: $0, as: UTF8.self) }
    }
}

extension GrowingBuffer where Value == UInt8 {
    /// Appends a number with commas between thousands, any other text as it is.
    func append(withThousands text: UnsafeBufferPointer<UInt8>) {
        guard isPlainNumber(text) else { return append(text) }
        let sign = text.first.map { $0 &- 48 < 10 } ?? true ? 0 : 1
        var end = sign
        while end < text.count, text[end] &- 48 < 10 { end += 1 }
        for index in 0..<end {
            if index > sign && (end - index) % 3 == 0 { append(UInt8(ascii: ",")) }
            append(text[index])
        }
        append(UnsafeBufferPointer(rebasing: text[end...]))
    }
}
