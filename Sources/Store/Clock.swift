import Glibc
import Records

/// The time of day as the store writes it: UTC, `yyyy-mm-ddThh:mm:ssZ`. `SOURCE_DATE_EPOCH` sets it, for reproducible output.
public enum Clock {
    public static func now() -> String {
        var seconds = fixed ?? time(nil)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let day = Day(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
        return "\(day)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }

    public static func today() -> Day {
        let digits = now().prefix(10).split(separator: "-").compactMap { Int($0) }
        return Day(year: digits[0], month: digits[1], day: digits[2])
    }

    private static var fixed: time_t? { getenv("SOURCE_DATE_EPOCH").flatMap { time_t(String(cString: $0)) } }

    private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
