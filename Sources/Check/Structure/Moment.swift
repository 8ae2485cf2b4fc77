/// Dates and times as XML Schema writes them, by the letter of libxml2: real days, an optional time zone, no white space around them but
/// behind the zone of a time.
struct Moment {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var moment = Moment(bytes: bytes)
        return moment.date() && moment.zone() && moment.isAtEnd
    }

    static func isDateTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var moment = Moment(bytes: bytes)
        return moment.date() && moment.take("T") && moment.time() && moment.zone(mayBeFollowed: true) && moment.isAtEnd
    }

    private var isAtEnd: Bool { place == bytes.count }

    private mutating func date() -> Bool {
        guard let leap = year(), take("-"), let month = pair(), take("-"), let day = pair() else { return false }
        guard month >= 1, month <= 12, day >= 1 else { return false }
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }

    /// Whether it is a leap year; nil for no year. Four digits, more only without a zero in front; there is no year zero.
    private mutating func year() -> Bool? {
        let isNegative = take("-")
        let start = place
        var value = 0
        while place < bytes.count, ASCII.isDigit(bytes[place]) {
            let (product, isOver) = value.multipliedReportingOverflow(by: 10)
            guard !isOver, product <= Int.max - 9 else { return nil }
            value = product + Int(bytes[place] - 0x30)
            place += 1
        }
        let length = place - start
        guard length >= 4, length == 4 || bytes[start] != 0x30, value != 0 else { return nil }
        return (isNegative ? -value : value) % 4 == 0 && value % 100 != 0 || value % 400 == 0
    }

    private mutating func time() -> Bool {
        guard let hour = pair(), take(":"), let minute = pair(), take(":"), let second = pair() else { return false }
        var isRound = true
        if take(".") {
            let start = place
            while place < bytes.count, ASCII.isDigit(bytes[place]) {
                isRound = isRound && bytes[place] == 0x30
                place += 1
            }
            guard place > start else { return false }
        }
        if hour == 24 { return minute == 0 && second == 0 && isRound }
        return hour < 24 && minute < 60 && second < 60
    }

    /// Nothing, `Z`, or up to fourteen hours.
    private mutating func zone(mayBeFollowed: Bool = false) -> Bool {
        guard isAtEnd || take("Z") || hours() else { return false }
        if mayBeFollowed { while take(" ") || take("\t") || take("\n") || take("\r") {} }
        return true
    }

    private mutating func hours() -> Bool {
        guard take("+") || take("-") else { return false }
        guard let hour = pair(), take(":"), let minute = pair(), minute < 60 else { return false }
        return hour * 60 + minute <= 14 * 60
    }

    private mutating func pair() -> Int? {
        guard place + 1 < bytes.count, ASCII.isDigit(bytes[place]), ASCII.isDigit(bytes[place + 1]) else { return nil }
        defer { place += 2 }
        return Int(bytes[place] - 0x30) * 10 + Int(bytes[place + 1] - 0x30)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }
}
