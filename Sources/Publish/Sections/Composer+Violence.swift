import Picture
import Records

/// Violence over time: month by month as a drawing, year by year as a table, each dataset apart.
extension Composer {
    private static let printedYears = 12

    /// Nothing where a single year is known, which the table of places shows, and no months.
    func violence(_ situation: Situation) -> [Block] {
        let isDrawn = situation.courses.contains { $0.months.count > 1 }
        guard isDrawn || situation.years.count > 1 else { return [] }
        let table = violenceTable(situation.years)
        guard isDrawn else { return [.heading(words[.violenceHeading]), .table(table), rule(.violenceNote)] }
        let chart = Block.chart(.months(monthChart(situation.courses)), table)
        return [.heading(words[.violenceMonthHeading]), chart, rule(.violenceNote), .note(Prose(monthNote(situation.courses)))]
    }

    private func monthChart(_ courses: [Situation.Course]) -> MonthChart {
        var chart = MonthChart(title: words[.violenceMonthHeading], series: courses.map { series($0, label: $0.dataset.name) })
        chart.notKnown = words[.monthsNotKnown]
        chart.milestones = milestoneMarks
        chart.milestoneLegend = words[.milestoneLine]
        return chart
    }

    private func monthNote(_ courses: [Situation.Course]) -> String {
        let undated = courses.filter { $0.undated > 0 }.map { $0.dataset.name + " " + figures.count($0.undated) }
        let rest = undated.isEmpty ? "" : words.filled(.violenceUndated, ["counts": undated.joined(separator: words[.listComma])])
        return words[.violenceMonthNote] + rest
    }

    private func series(_ course: Situation.Course, label: String) -> MonthSeries {
        let months = course.months.map {
            MonthSeries.Month(number: $0.year * 12 + $0.month - 1, events: $0.events, deaths: $0.deaths.best)
        }
        let known = (months.first?.number ?? 0)...(months.last?.number ?? 0)
        return MonthSeries(label: label, events: words[.eventCount], deaths: words[.situationDeaths], months: months, known: known)
    }

    /// Deaths of the one dataset that knows most months of a span of years; nil where none knows any.
    func violence(from first: Double, to last: Double) -> MonthSeries? {
        let all = picture.situation.courses.map { course -> MonthSeries in
            var series = series(course, label: words.filled(.timelineDeaths, ["dataset": course.dataset.name]))
            series.months.removeAll { $0.start < first || $0.start >= last }
            return series
        }
        let known = all.filter { !$0.months.isEmpty }
        return known.max { $0.months.count < $1.months.count }
    }

    private func violenceTable(_ years: [Situation.Violence]) -> Table {
        var table = Table(caption: words[.violenceCaption], style: .compact, hidesCaption: true)
        table.columns = [
            .init(words[.year], .name), .init(words[.dataset], .wide), .init(words[.eventCount], .number),
            .init(words[.situationDeaths], .number),
        ]
        table.rows = years.map { year in
            Table.Row([Table.Cell(year.year), Table.Cell(year.dataset.name), cell(year.events), deaths(year.deaths)])
        }
        return table.printing(first: Self.printedYears) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
    }
}
