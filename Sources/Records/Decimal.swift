/// The digits of a published number, found but not yet valued: sign, digit runs and exponent of
/// `[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?` or of `[+-]?\d{1,3}(,\d{3})+(\.\d+)?`.
///
/// Values come out exact at any scale; no binary floating point is involved.
struct Decimal {
    private(set) var isNegative = false
    private(set) var hasCommas = false
    /// Digits without sign, commas and point; leading zeros dropped, so empty means zero.
    private var digits: ArraySlice<UInt8> = []
    /// Where the point stands, counted from the first of `digits`: the value is `0.digits` times ten to this power.
    private var point = 0

    /// Nil when `bytes`, already trimmed, are no number.
    init?(_ bytes: some Collection<UInt8>) {
        var scanner = Scanner(Array(bytes))
        isNegative = scanner.sign()
        guard let whole = scanner.whole(), let fraction = scanner.fraction(bare: whole.digits.isEmpty, required: whole.commas),
            let exponent = scanner.exponent(allowed: !whole.commas), scanner.isAtEnd
        else { return nil }
        hasCommas = whole.commas
        let all = whole.digits + fraction
        let zeros = all.prefix { $0 == 0x30 }.count
        digits = all.dropFirst(zeros)
        point = whole.digits.count - zeros + exponent
    }

    var isZero: Bool { digits.isEmpty }

    /// Whether the magnitude is ten to `power` or more.
    func reaches(power: Int) -> Bool { !isZero && point > power }

    /// The magnitude in units of ten to minus `decimals`, half to even; the caller has checked that it stays below 10^38.
    func magnitude(decimals: Int) -> Int128 {
        let kept = point + decimals
        guard kept >= 0, !isZero else { return 0 }
        var value: Int128 = 0
        for index in 0..<kept { value = value * 10 + Int128(digit(index)) }
        return rounding(up: value, at: kept) ? value + 1 : value
    }

    private func digit(_ index: Int) -> UInt8 {
        index < digits.count ? digits[digits.startIndex + index] - 0x30 : 0
    }

    private func rounding(up value: Int128, at kept: Int) -> Bool {
        let next = digit(kept)
        guard next == 5 else { return next > 5 }
        let beyond = digits.dropFirst(kept + 1).contains { $0 != 0x30 }
        return beyond || value % 2 != 0
    }
}

extension Decimal {
    /// Reads the grammar from left to right; each step returns nil where the text cannot be a number.
    private struct Scanner {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { position == bytes.count }

        private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

        /// True for a minus.
        mutating func sign() -> Bool {
            guard let byte = next, byte == 0x2B || byte == 0x2D else { return false }
            position += 1
            return byte == 0x2D
        }

        private mutating func run() -> ArraySlice<UInt8> {
            let start = position
            while let byte = next, byte >= 0x30, byte <= 0x39 { position += 1 }
            return bytes[start..<position]
        }

        mutating func whole() -> (digits: ArraySlice<UInt8>, commas: Bool)? {
            var digits = run()
            guard next == 0x2C else { return (digits, false) }
            guard (1...3).contains(digits.count) else { return nil }
            while next == 0x2C {
                position += 1
                let group = run()
                guard group.count == 3 else { return nil }
                digits += group
            }
            return (digits, true)
        }

        /// `bare`: nothing stands before the point. `required`: a point must be followed by a digit.
        mutating func fraction(bare: Bool, required: Bool) -> ArraySlice<UInt8>? {
            guard next == 0x2E else { return bare ? nil : [] }
            position += 1
            let digits = run()
            return digits.isEmpty && (bare || required) ? nil : digits
        }

        /// Zero when there is none. Beyond a billion the exact power no longer matters.
        mutating func exponent(allowed: Bool) -> Int? {
            guard allowed, let letter = next, letter == 0x65 || letter == 0x45 else { return 0 }
            position += 1
            let negative = sign()
            let digits = run()
            guard !digits.isEmpty else { return nil }
            let power = digits.reduce(0) { min($0 * 10 + Int($1 - 0x30), 1_000_000_000) }
            return negative ? -power : power
        }
    }
}
