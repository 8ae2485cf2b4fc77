import Picture
import Records

extension SamplePicture {
    /// Everything at once: 28 years, 30 parties, 26 themes, long titles, money below zero, dates that are slips.
    static func crowded() -> CountryPicture {
        var picture = region()
        picture.firstYear = 1999
        picture.lastYear = 2026
        for index in 0..<23 {
            var money = PartyMoney(party: NamedCode(code: "Q\(index)", english: "Further party with a long name, number \(index)"))
            for year in 1999...2026 {
                let amount = millions((index * 7 + year) % 40 - 3)
                money.byYear.append(YearMoney(year: String(year), grants: amount, loans: .zero, other: .zero))
                money.total += amount
            }
            money.grants = money.total
            money.byFiscalYear = money.byYear
            picture.parties.append(money)
        }
        crowdThemes(&picture)
        crowdStreams(&picture)
        crowdActivities(&picture)
        return picture
    }

    private static func crowdThemes(_ picture: inout CountryPicture) {
        for index in picture.heat.themes.count..<26 {
            picture.heat.themes.append(NamedCode(code: "T\(index)", english: "A theme with a rather long name \(index)"))
            for row in picture.heat.rows.indices {
                picture.heat.rows[row].cells.append((row + index) % 5 == 0 ? millions(row * index % 90) : nil)
            }
        }
        let whole = picture.heat.rows
        for index in 0..<20 {
            var row = whole[index % whole.count]
            row.agency = NamedCode(code: "A\(index)", english: "Bureau for this and that, number \(index)")
            picture.heat.rows.append(row)
        }
    }

    private static func crowdStreams(_ picture: inout CountryPicture) {
        for index in 0..<150 {
            let funder = picture.parties[index % picture.parties.count].party
            let implementer = NamedCode(code: "I\(index % 45)", english: "Implementing organisation with a name \(index % 45)")
            let theme = picture.heat.themes[index % picture.heat.themes.count]
            picture.streams.append(Stream(funder: funder, implementer: implementer, theme: theme, amount: millions(index % 37 * 4 - 3)))
        }
    }

    private static func crowdActivities(_ picture: inout CountryPicture) {
        let long = String(repeating: "A title that goes on and on; ", count: 40)
        for index in picture.timeline.indices where index % 3 == 0 {
            picture.timeline[index].title = long
            picture.timeline[index].identifier = "XX-" + String(repeating: "1234567890", count: 9) + "-\(index)"
            picture.timeline[index].places = SampleGeography.places
        }
        picture.timeline[1].start = Day(year: 206, month: 2, day: 31)
        picture.timeline[2].end = Day(year: 9999, month: 12, day: 31)
        picture.largest = Array(picture.timeline.prefix(40))
        for index in 0..<4 {
            let day = Day(year: 2013, month: 12, day: 12 + index)
            let title = NamedCode(code: "m\(index)", english: "Another event of these days")
            picture.milestones.append(Milestone(country: "SS", day: day, title: title, source: "milestones.tsv:\(index)"))
        }
    }
}
