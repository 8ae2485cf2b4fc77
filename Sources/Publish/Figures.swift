import Records

/// Numbers and dates as a brief prints them, in its language.
struct Figures: Sendable {
    let language: BriefLanguage
    let currency: String

    /// Millions with one decimal, a half to the even neighbour: `1,234.5`. What is not nothing never prints as nothing.
    func millions(_ amount: Amount) -> String {
        let tenths = Int128.dividedHalfEven(amount.micros, by: 100_000 * Amount.scale)
        if tenths == 0 && amount.micros != 0 { return amount.micros > 0 ? "<0.1" : ">\u{2212}0.1" }
        let magnitude = tenths.magnitude
        return sign(tenths) + Self.grouped(String(magnitude / 10)) + ".\(magnitude % 10)"
    }

    /// As many decimals as it has: `37,000,000,000`, `0.67`.
    func decimal(_ value: Amount) -> String {
        let parts = value.shortest.drop { $0 == "-" }.split(separator: ".").map(String.init)
        return sign(value.micros) + Self.grouped(parts[0]) + (parts.count > 1 ? "." + parts[1] : "")
    }

    /// A bound of a scale: like `millions`, without a decimal that is zero.
    func bound(_ amount: Amount) -> String {
        let text = millions(amount)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// To the cent with the currency: `USD 1,234,567.89`.
    func exact(_ amount: Amount) -> String { exact(amount, in: currency) }

    func exact(_ amount: Amount, in currency: String) -> String {
        let cents = Int128.dividedHalfEven(amount.micros, by: 10_000)
        let fraction = String(cents.magnitude % 100)
        let padded = fraction.count < 2 ? "0" + fraction : fraction
        return "\(currency)\(currency.isEmpty ? "" : "\u{A0}")\(sign(cents))\(Self.grouped(String(cents.magnitude / 100))).\(padded)"
    }

    /// Inside a sentence: `USD 412.3 million`, 4億1,230万米ドル.
    func money(_ amount: Amount) -> String {
        switch language {
        case .english: "\(currency)\u{A0}\(millions(amount))\u{A0}million"
        case .japanese: japaneseMoney(amount)
        }
    }

    private func japaneseMoney(_ amount: Amount) -> String {
        let tenths = Int128.dividedHalfEven(amount.micros, by: 100_000 * Amount.scale)
        if tenths == 0 { return amount.micros == 0 ? "0" + currencyName : "10万\(currencyName)未満" }
        let (oku, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 1000)
        let man = rest == 0 ? "" : Self.grouped(String(rest * 10)) + "万"
        return sign(tenths) + (oku == 0 ? "" : Self.grouped(String(oku)) + "億") + man + currencyName
    }

    /// `USD`, 米ドル.
    var currencyName: String {
        guard language == .japanese else { return currency }
        return switch currency {
        case "USD": "米ドル"
        case "JPY": "円"
        case "EUR": "ユーロ"
        case "GBP": "英ポンド"
        default: currency
        }
    }

    /// `USD million`, 百万米ドル.
    var unit: String { language == .english ? "\(currency) million" : "百万\(currencyName)" }

    func count(_ number: Int) -> String { (number < 0 ? "\u{2212}" : "") + Self.grouped(String(number.magnitude)) }

    /// Whole per cent of a positive whole; neither end is claimed unless it is reached.
    func share(_ part: Amount, of whole: Amount) -> String {
        guard whole.micros > 0 else { return "–" }
        let percent = Int128.dividedHalfEven(part.micros * 100, by: whole.micros)
        if percent == 0 && part.micros > 0 { return "<1\(percentSign)" }
        if percent == 100 && part.micros < whole.micros { return ">99\(percentSign)" }
        return "\(sign(percent))\(percent.magnitude)\(percentSign)"
    }

    var percentSign: String { language == .english ? "\u{A0}%" : "%" }

    private func sign(_ number: Int128) -> String { number < 0 ? "\u{2212}" : "" }

    static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result
    }
}

extension Figures {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let longMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    /// `24 November 2025`, 2025年11月24日; the digits alone for a day that no calendar has.
    func date(_ day: Day) -> String {
        guard day.exists else { return day.description }
        return switch language {
        case .english: "\(day.day)\u{A0}\(Self.longMonths[day.month - 1])\u{A0}\(day.year)"
        case .japanese: "\(day.year)年\(day.month)月\(day.day)日"
        }
    }

    /// `Nov 2025`, 2025年11月.
    func month(_ day: Day) -> String {
        guard day.exists else { return day.description }
        return language == .english ? "\(Self.months[day.month - 1])\u{A0}\(day.year)" : "\(day.year)年\(day.month)月"
    }

    /// `Nov 2014 – Mar 2016`; a question mark where a date is not published.
    func span(_ start: Day?, _ end: Day?) -> String {
        if start == nil && end == nil { return "?" }
        let from = start.map(month) ?? "?"
        let to = end.map(month) ?? "?"
        return language == .english ? "\(from)\u{A0}– \(to)" : "\(from)〜\(to)"
    }
}
