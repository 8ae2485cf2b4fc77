/// What a value may look like: the simple types of XML Schema that the standard uses, by the letter of libxml2.
///
/// Source: https://www.w3.org/TR/xmlschema-2/; where libxml2 is stricter (no white space around dates) or freer (almost any text
/// is an address) its verdict is kept, for it is what publishers are judged by elsewhere.
enum SimpleType: String, BitwiseCopyable, Sendable {
    case string, decimal, integer, int, positiveInteger, nonNegativeInteger
    case date, dateTime, boolean, anyURI, language
    case token = "NMTOKEN"
    /// A language, or nothing.
    case xmlLang = "xml-lang"
    case xmlSpace = "xml-space"
    case xmlID = "xml-id"

    func accepts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .string: true
        case .decimal: Numerals.isDecimal(Self.collapsed(bytes))
        case .integer: Numerals.sign(Self.collapsed(bytes)) != nil
        case .positiveInteger: Numerals.sign(Self.collapsed(bytes)) == 1
        case .nonNegativeInteger: Numerals.sign(Self.collapsed(bytes)).map { $0 >= 0 } ?? false
        case .int: Numerals.isInt(Self.collapsed(bytes))
        case .date: Moment.isDate(bytes)
        case .dateTime: Moment.isDateTime(bytes)
        case .boolean: Self.isBoolean(Self.collapsed(bytes))
        case .anyURI: Address.isReference(Self.collapsed(bytes))
        case .language: Self.isLanguage(Self.collapsed(bytes))
        case .token: Self.isToken(Self.collapsed(bytes))
        case .xmlLang: bytes.isEmpty || Self.isLanguage(Self.collapsed(bytes))
        case .xmlSpace: ["default", "preserve"].contains(String(decoding: Self.collapsed(bytes), as: UTF8.self))
        case .xmlID: Self.isName(Self.collapsed(bytes))
        }
    }

    /// What a publisher should write.
    var example: String {
        switch self {
        case .string: "a text"
        case .decimal: "a number such as 1234.50, without commas"
        case .integer, .int: "a whole number such as 1234, without commas"
        case .positiveInteger: "a whole number above zero"
        case .nonNegativeInteger: "a whole number, zero or more"
        case .date: "a date as yyyy-mm-dd"
        case .dateTime: "a date and time as yyyy-mm-ddThh:mm:ss"
        case .boolean: "true, false, 1 or 0"
        case .anyURI: "an address such as https://example.org/page"
        case .language, .xmlLang: "a language code such as en or fr"
        case .token: "one word"
        case .xmlSpace: "default or preserve"
        case .xmlID: "a name"
        }
    }

    /// Without white space at its ends; what is inside does not matter to the types that are asked.
    private static func collapsed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, isSpace(bytes[start]) { start += 1 }
        while end > start, isSpace(bytes[end - 1]) { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

    private static func isBoolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        switch bytes.count {
        case 1: bytes[0] == UInt8(ascii: "0") || bytes[0] == UInt8(ascii: "1")
        case 4: bytes.elementsEqual("true".utf8)
        case 5: bytes.elementsEqual("false".utf8)
        default: false
        }
    }

    /// One to eight letters, then parts of one to eight letters and digits behind hyphens.
    private static func isLanguage(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var length = 0
        var isFirst = true
        for byte in bytes {
            if byte == UInt8(ascii: "-") {
                guard length > 0 else { return false }
                isFirst = false
                length = 0
            } else {
                guard ASCII.isLetter(byte) || !isFirst && ASCII.isDigit(byte), length < 8 else { return false }
                length += 1
            }
        }
        return length > 0
    }

    private static func isToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return false }
        if bytes.allSatisfy({ $0 < 128 }) { return bytes.allSatisfy(ASCII.isNameCharacter) }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(isNameCharacter)
    }

    /// A token without colons that begins with a letter or an underscore.
    private static func isName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard isToken(bytes), !bytes.contains(UInt8(ascii: ":")), let first = String(decoding: bytes, as: UTF8.self).unicodeScalars.first
        else { return false }
        return first == "_" || isLetter(first)
    }

    /// Names of the first XML end with the syllables of Korean.
    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return ASCII.isNameCharacter(UInt8(scalar.value)) }
        if scalar.value > 0xD7A3 { return false }
        if isLetter(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber, .enclosingMark: return true
        default: return scalar.value == 0xB7
        }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter: true
        case .letterNumber: scalar.value >= 0x2180
        default: false
        }
    }
}

enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 0x61 && byte | 32 <= 0x7A }
    static func isNameCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x3A
    }
}
