/// The text with full-width, Arabic and Persian digits, and the signs that go with them in numbers and dates, as ASCII has them.
///
/// `plainDigits("２０１２年３月４日") == "2012-3-4"`, `plainDigits("١٬٢٠٠٫٥") == "1,200.5"`. All other characters stay.
public func plainDigits(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isSilent(scalar.value) { plain.append(plainSign(scalar)) }
    return String(plain)
}

private func plainSign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0)!
    case 0x660...0x669: Unicode.Scalar(scalar.value - 0x660 + 0x30)!
    case 0x6F0...0x6F9: Unicode.Scalar(scalar.value - 0x6F0 + 0x30)!
    case 0x66B: "."
    case 0x66C: ","
    // Year and month of a Japanese date; minus signs and hyphens.
    case 0x5E74, 0x6708, 0x2010...0x2013, 0x2212: "-"
    case 0x3000, 0xA0, 0x202F, 0x2009: " "
    default: scalar
    }
}

/// The day of a Japanese date, and marks of direction.
private func isSilent(_ value: UInt32) -> Bool { value == 0x65E5 || (0x200E...0x200F).contains(value) || value == 0x61C }
