import Picture
import Records

/// Activities over time, those that end without a successor, and the largest.
extension Composer {
    private static let drawn = 40
    private static let listed = 24
    private static let endingListed = 20

    func title(_ activity: TimelineActivity) -> String {
        let title = words.language == .japanese && !activity.titleJapanese.isEmpty ? activity.titleJapanese : activity.title
        let clean = title.withoutControls
        return clean.isEmpty ? words[.untitled] : clean
    }

    func timeline() -> Section {
        let ranked = picture.timeline.sorted { ($0.spend, $1.identifier) > ($1.spend, $0.identifier) }
        let shown = Array(ranked.prefix(Self.drawn))
        guard !shown.isEmpty else { return section(.timeline, .sectionTimeline, [rule(.nothingHere)]) }
        var table = activityTable(shown, caption: .timelineCaption)
        table.isScreenOnly = true
        let chart = timelineChart(shown)
        var blocks: [Block] = [.chart(.timeline(chart), table)]
        blocks.append(.note(Prose(words.filled(.timelineNote, ["shown": figures.count(shown.count), "day": figures.date(asOf)]))))
        if chart.violence != nil { blocks.append(rule(.timelineViolenceNote)) }
        if !picture.milestones.isEmpty { blocks += [.heading(words[.milestones]), .table(milestoneTable(drawnFrom: chart.first))] }
        return section(.timeline, .sectionTimeline, blocks)
    }

    private var milestones: [Milestone] { picture.milestones.sorted { ($0.day, $0.title.code) < ($1.day, $1.title.code) } }

    private func timelineChart(_ activities: [TimelineActivity]) -> TimelineChart {
        var chart = TimelineChart(title: words[.sectionTimeline])
        chart.today = asOf.decimalYear
        chart.todayLabel = asOf == picture.madeOn ? words[.today] : figures.month(asOf)
        chart.noDates = words[.noDates]
        chart.rows = ordered(activities).map(bar)
        chart.milestones = milestoneMarks
        let days = activities.flatMap { [$0.start, $0.end] }.compactMap { $0?.decimalYear }
        let first = min(days.min() ?? chart.today, chart.today)
        let last = max(days.max() ?? chart.today, chart.today)
        chart.first = max(first.rounded(.down), Double(picture.firstYear) - 8)
        chart.last = min(last.rounded(.up), chart.today.rounded(.up) + 10)
        chart.violence = violence(from: chart.first, to: chart.last)
        return chart
    }

    /// Numbered as in their table.
    var milestoneMarks: [TimelineChart.Mark] {
        milestones.enumerated().map { .init(at: $1.day.decimalYear, mark: String($0 + 1), tip: name($1.title)) }
    }

    /// By partner in the brief's order, then by start.
    private func ordered(_ activities: [TimelineActivity]) -> [TimelineActivity] {
        let order = (partners + otherParties).map(\.party.code)
        func key(_ activity: TimelineActivity) -> (Int, Int, String) {
            (order.firstIndex(of: activity.party.code) ?? order.count, activity.start?.serial ?? 0, activity.identifier)
        }
        return activities.sorted { key($0) < key($1) }
    }

    private func bar(_ activity: TimelineActivity) -> TimelineChart.Bar {
        let dates = figures.span(activity.start, activity.end)
        let tip = [title(activity), activity.identifier, name(activity.party), dates, figures.exact(activity.spend)]
        return TimelineChart.Bar(
            label: Self.shortened(title(activity)), party: name(activity.party), colour: colours[activity.party.code],
            start: activity.start?.decimalYear,
            end: activity.end?.decimalYear, isPlanned: activity.endIsPlanned, tip: tip.joined(separator: "\n"))
    }

    /// Those before the drawing begins are left out on paper.
    private func milestoneTable(drawnFrom first: Double) -> Table {
        let isRegion = picture.countries.count > 1
        var table = Table(caption: words[.milestones], style: .compact, hidesCaption: true)
        table.columns = [.init(words[.number]), .init(words[.date], .name), .init(words[.milestone], .wide)]
        if isRegion { table.columns.append(.init(words[.country], .name)) }
        table.columns.append(.init(words[.source], .wide))
        table.rows = milestones.enumerated().map { index, milestone in
            let country = picture.countries.first { $0.code == milestone.country }.map(name) ?? milestone.country
            var cells = [Table.Cell(String(index + 1)), Table.Cell(figures.date(milestone.day)), Table.Cell(name(milestone.title))]
            if isRegion { cells.append(Table.Cell(country)) }
            var row = Table.Row(cells + [Table.Cell(milestone.source).muted()])
            row.isScreenOnly = milestone.day.decimalYear < first
            return row
        }
        let earlier = table.rows.count { $0.isScreenOnly }
        if earlier > 0 { table.leftOut = leftOut(earlier) }
        return table
    }
}

extension Composer {
    func ending() -> Section {
        guard !picture.ending.isEmpty else { return section(.ending, .sectionEnding, [rule(.endingNone)]) }
        let ranked = picture.ending.sorted { ($0.spend, $1.identifier) > ($1.spend, $0.identifier) }
        let table = activityTable(ranked, caption: .endingCaption).printing(first: Self.endingListed, note: leftOut)
        return section(.ending, .sectionEnding, [.note(Prose(words.filled(.endingNote, ["day": figures.date(asOf)]))), .table(table)])
    }

    func largest() -> Section {
        guard !picture.largest.isEmpty else { return section(.largest, .sectionLargest, [rule(.nothingHere)]) }
        let table = activityTable(picture.largest, caption: .largestCaption).printing(first: Self.listed, note: leftOut)
        return section(.largest, .sectionLargest, [rule(.traceNote), .table(table)])
    }

    /// The start of a title that is a paragraph.
    private static func shortened(_ title: String) -> String { title.count > 140 ? String(title.prefix(138)) + "…" : title }

    private func leftOut(_ count: Int) -> String { words.filled(.rowsLeftOut, ["count": figures.count(count)]) }

    private func activityTable(_ activities: [TimelineActivity], caption: Phrase) -> Table {
        var table = Table(caption: words.filled(caption, ["unit": figures.unit]), style: .activities)
        table.columns = [
            .init(words[.activity], .wide), .init(words[.partner]), .init(words[.themeAndPlace]), .init(words[.dates]),
            .init(words[.spend], .figure), .init(words[.commitments], .figure),
        ]
        table.rows = activities.map(activityRow)
        return table
    }

    /// Every line opens: the identifier for `concord trace`, and the file and line that the record stands in.
    private func activityRow(_ activity: TimelineActivity) -> Table.Row {
        var label = Table.Cell.detailed(
            Self.shortened(title(activity)), [.init(activity.identifier, .code), .init(activity.source, .code)])
        label.exact = title(activity)
        let agency = activity.agency.code.isEmpty ? "" : name(activity.agency)
        var party = partyCell(activity.party)
        if !agency.isEmpty { party.details = [.init(agency)] }
        let places = activity.places.prefix(4).map(name).joined(separator: words[.listComma])
        let more = activity.places.count > 4 ? " +\(activity.places.count - 4)" : ""
        let theme = Table.Cell.detailed(name(activity.theme), [.init(places + more)])
        let dates = figures.span(activity.start, activity.end)
        let state = [words.status(activity.status), activity.endIsPlanned && activity.end != nil ? words[.endPlanned] : ""]
        let time = Table.Cell.detailed(dates, [.init(state.filter { !$0.isEmpty }.joined(separator: " · "))])
        return Table.Row([label, party, theme, time, cell(activity.spend), cell(activity.commitments)])
    }
}
