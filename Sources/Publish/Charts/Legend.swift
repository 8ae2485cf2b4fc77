/// What the colours and patterns of a drawing mean, in words beside a sample of each.
struct LegendItem: Hashable, Sendable {
    enum Sample: Hashable, Sendable { case solid, hatched, pale, point, ring, fading, line, dashes }
    var label: String
    var colour: String
    var sample: Sample
}

extension Chart {
    var legend: [LegendItem] {
        switch self {
        case .years(let chart): chart.legend
        case .streams: []
        case .map(let chart): chart.legendItems
        case .timeline(let chart): chart.legend
        case .context(let chart): chart.legend
        case .months(let chart): chart.legend
        }
    }
}

extension YearChart {
    fileprivate var legend: [LegendItem] {
        var items: [LegendItem] = []
        for one in series {
            let item = LegendItem(label: one.party, colour: one.colour, sample: .solid)
            if !items.contains(item) { items.append(item) }
        }
        let grey = "#6B7785"
        if series.contains(where: { $0.kind == .loans }) { items.append(LegendItem(label: kinds[1], colour: grey, sample: .hatched)) }
        if series.contains(where: { $0.kind == .notStated }) { items.append(LegendItem(label: kinds[2], colour: grey, sample: .pale)) }
        return items
    }
}

extension MapChart {
    /// Fill of a step; the first is for places of which nothing is reported.
    static func fill(_ level: Int) -> String {
        let scale = ["#E4EFF7", "#BBD6E9", "#82B4D6", "#377AAB", "#1B5583"]
        if level < 0 { return "#F2EEE6" }
        return level == 0 ? "#FAFBFC" : scale[min(level, scale.count) - 1]
    }

    fileprivate var legendItems: [LegendItem] {
        var items = legend.map { LegendItem(label: $0.label, colour: Self.fill($0.level), sample: .solid) }
        if !pointLegend.isEmpty { items.append(LegendItem(label: pointLegend, colour: "#16324F", sample: .point)) }
        if !deathLegend.isEmpty { items.append(LegendItem(label: deathLegend, colour: MonthSeries.deathColour, sample: .ring)) }
        return items
    }
}

extension TimelineChart {
    fileprivate var legend: [LegendItem] {
        var items: [LegendItem] = []
        for row in rows {
            let item = LegendItem(label: row.party, colour: row.colour, sample: .solid)
            if !items.contains(item) { items.append(item) }
        }
        return items
    }
}

extension MonthChart {
    fileprivate var legend: [LegendItem] {
        guard let one = series.first else { return [] }
        var items = [
            LegendItem(label: one.deaths, colour: MonthSeries.deathColour, sample: .solid),
            LegendItem(label: one.events, colour: MonthSeries.eventColour, sample: .solid),
            LegendItem(label: notKnown, colour: MonthSeries.unknownColour, sample: .solid),
        ]
        let isMarked = milestones.contains { span.contains($0.at) }
        if isMarked { items.append(LegendItem(label: milestoneLegend, colour: "#16324F", sample: .dashes)) }
        return items
    }
}

extension ContextChart {
    fileprivate var legend: [LegendItem] {
        let line = LegendItem(label: published, colour: Self.colour, sample: .line)
        let isProjected = panels.contains { !$0.projected.isEmpty }
        return isProjected ? [line, LegendItem(label: projected, colour: Self.colour, sample: .dashes)] : [line]
    }
}
