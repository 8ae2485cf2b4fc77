import Ingest
import Records

/// `hxl-date`: a cell under `#date` is a day, a month, a quarter, a week or a year, or two of them with a `/` between.
final class DateCells: ColumnRule {
    static let rule = ProblemRule(.error, "hxl-date", "A cell under #date is no date.", remedy: "write it as yyyy-mm-dd")

    func offence(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        Self.isDateOrPeriod(WhiteSpace.trimmedText(text)) ? nil : "\(Quote.quoted(text)) is no date"
    }

    private static func isDateOrPeriod(_ text: String) -> Bool {
        if isDate(text) { return true }
        let parts = text.split(separator: "/")
        return parts.count == 2 && parts.allSatisfy { isDate(String($0)) }
    }

    private static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.count == 4 { return bytes.allSatisfy(ASCII.isDigit) }
        return isPart(bytes) || WrittenDay.parse(text) != nil
    }

    /// `2021-07`, `2021Q3`, `2021W30`.
    private static func isPart(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 6, bytes.count <= 8, bytes.prefix(4).allSatisfy(ASCII.isDigit) else { return false }
        var rest = bytes.dropFirst(4)
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let sign = rest.first.map { $0 | 32 }
        if sign == UInt8(ascii: "q") || sign == UInt8(ascii: "w") { rest = rest.dropFirst() }
        guard (1...2).contains(rest.count), rest.allSatisfy(ASCII.isDigit) else { return false }
        let number = rest.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (1...(sign == UInt8(ascii: "q") ? 4 : sign == UInt8(ascii: "w") ? 53 : 12)).contains(number)
    }
}
