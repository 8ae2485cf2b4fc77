import Records
import Testing

struct WrittenDayTests {
    @Test(arguments: [
        "2021-07-28", "2021-7-28", "28-Jul-21", "28 July 2021", "28/07/2021", "28.07.2021", "2021-07-28 00:00:00.000",
        "2021-07-28T10:30:00Z", "28-july-2021", "28, Jul, 2021",
    ])
    func reads(text: String) { #expect(WrittenDay.parse(text) == Day(year: 2021, month: 7, day: 28)) }

    @Test(arguments: ["", "2021", "2021-07", "28 Jul", "30-Feb-21", "2021-13-01", "28-Юл-21", "28-07-021", "--28--", "today or so"])
    func refuses(text: String) { #expect(WrittenDay.parse(text) == nil) }

    /// Without a year beside it, 70 to 99 are of the last century.
    @Test func twoDigits() {
        #expect(WrittenDay.parse("01-Jan-69")?.year == 2069)
        #expect(WrittenDay.parse("01-Jan-70")?.year == 1970)
        #expect(WrittenDay.parse("01-Jan-70", year: 2070)?.year == 2070)
    }
}
