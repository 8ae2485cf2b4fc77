import Records
import Testing

/// Rule 4.
struct CalendarTests {
    @Test(arguments: [
        "2015-06-30", "2015-06-30T23:00:00Z", " 2015-06-30", "2015-06-30Z", "2015-06-301", "30-06-2015", "30/06/2015", "\n30/06/2015 ",
    ])
    func reads(text: String) {
        #expect(Day(published: text) == Day(year: 2015, month: 6, day: 30))
    }

    @Test(arguments: [
        "", "2015", "2015-06", "30/6/2015", "2015/06/30", "30.06.2015", "31/12/2015 noon", "30-06/2015", "30/06-2015", "2015-6-30",
        "20150630", "June 2015",
        "٢٠١٥-٠٦-٣٠", "0000-00-00", "0000-01-01T00:00:00Z", "31/12/0000",
    ])
    func refuses(text: String) {
        #expect(Day(published: text) == nil)
    }

    @Test func valueDatesHaveOneForm() {
        #expect(Day(iso: " 2015-06-30T00:00:00") == Day(year: 2015, month: 6, day: 30))
        #expect(Day(iso: "30/06/2015") == nil)
        #expect(Day(iso: "30-06-2015") == nil)
    }

    @Test(arguments: [("2015-02-31", 2015), ("2014-00-00", 2014), ("03/25/2013", 2013), ("29-02-2011", 2011)])
    func digitsDecideTheYearOfAnImpossibleDay(text: String, year: Int) {
        let day = Day(published: text)
        #expect(day?.year == year)
        #expect(day?.exists == false)
    }

    @Test(arguments: ["2012-02-29", "2000-02-29", "1999-12-31"])
    func existing(text: String) {
        #expect(Day(published: text)?.exists == true)
    }
}
