/// A number as a workbook stores it, by its decimal digits: no binary floating point is involved.
enum CellNumber {
    /// What spreadsheet programs keep and show; digits beyond are noise of their binary arithmetic.
    private static let precision = 15
    private static let widest = 40

    /// The number in plain digits: `5.0` is 5, `0.10000000000000001` is 0.1, `1.5E3` is 1500. Nil when it is none.
    static func plain(_ bytes: some Collection<UInt8>) -> [UInt8]? {
        let bytes = Array(bytes)
        var index = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { index += 1 }
        let digitsStart = index
        while index < bytes.count, isDigit(bytes[index]) { index += 1 }
        // Long whole numbers are identifiers, every digit of them.
        if index == bytes.count, index > digitsStart { return bytes[digitsStart] == 0x30 || bytes[0] == 0x2B ? trimmed(bytes) : bytes }
        return general(bytes, isNegative, digitsStart)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let isNegative = bytes[0] == UInt8(ascii: "-")
        let digits = bytes.drop { !isDigit($0) }.drop { $0 == 0x30 }
        return digits.isEmpty ? [0x30] : (isNegative ? [UInt8(ascii: "-")] : []) + digits
    }

    private static func general(_ bytes: [UInt8], _ isNegative: Bool, _ start: Int) -> [UInt8]? {
        var digits: [UInt8] = []
        var point: Int?
        var index = start
        while index < bytes.count, isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".") && point == nil {
            if bytes[index] == UInt8(ascii: ".") { point = digits.count } else { digits.append(bytes[index] - 0x30) }
            index += 1
        }
        guard !digits.isEmpty, let exponent = exponent(bytes[index...]) else { return nil }
        var place = (point ?? digits.count) + exponent
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        place -= zeros
        if round(&digits) { place += 1 }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { return [0x30] }
        guard place > -widest, place < widest else { return bytes }
        return (isNegative ? [UInt8(ascii: "-")] : []) + spelled(digits, place)
    }

    /// Zero for nothing, nil for what is no exponent.
    private static func exponent(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let letter = bytes.first else { return 0 }
        guard letter | 0x20 == UInt8(ascii: "e"), bytes.count < 8 else { return nil }
        return Int(String(decoding: bytes.dropFirst(), as: UTF8.self))
    }

    /// To the precision, half away from zero; true when a digit was gained in front.
    private static func round(_ digits: inout [UInt8]) -> Bool {
        guard digits.count > precision else { return false }
        var isUp = digits[precision] >= 5
        digits.removeSubrange(precision...)
        var index = precision - 1
        while isUp, index >= 0 {
            isUp = digits[index] == 9
            digits[index] = isUp ? 0 : digits[index] + 1
            index -= 1
        }
        if isUp { digits.insert(1, at: 0) }
        return isUp
    }

    /// `place` digits stand before the point.
    private static func spelled(_ digits: [UInt8], _ place: Int) -> [UInt8] {
        let characters = digits.map { $0 + 0x30 }
        let point = UInt8(ascii: ".")
        if place <= 0 { return [0x30, point] + Array(repeating: 0x30, count: -place) + characters }
        if place >= characters.count { return characters + Array(repeating: 0x30, count: place - characters.count) }
        return characters[..<place] + [point] + characters[place...]
    }
}
