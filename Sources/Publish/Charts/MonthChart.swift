/// What one dataset counts month by month.
struct MonthSeries: Sendable {
    struct Month: Sendable {
        /// Months since the year 0.
        var number: Int
        var events: Int
        var deaths: Int
    }
    var label: String
    /// What the two counts are called.
    var events: String
    var deaths: String
    var months: [Month]
    /// From the first month of the dataset to its last, whichever are drawn: outside, nothing is known.
    var known: ClosedRange<Int>

    static let eventColour = "#7C8A99"
    static let deathColour = "#A63D2F"
    static let unknownColour = "#ECEFF2"

    var json: JSON {
        .object([
            ("label", .string(label)), ("months", .array(months.map(\.json))), ("events", .string(events)), ("deaths", .string(deaths)),
            ("known", .array([.integer(known.lowerBound), .integer(known.upperBound)])),
            ("eventColour", .string(Self.eventColour)), ("deathColour", .string(Self.deathColour)),
            ("unknownColour", .string(Self.unknownColour)),
        ])
    }
}

extension MonthSeries.Month {
    /// In years: when the month begins.
    var start: Double { Double(number) / 12 }

    var json: JSON { .array([.integer(number), .integer(events), .integer(deaths)]) }
}

/// Deaths, and below them events, month by month: a pair of rows for each dataset, all on one axis of years, with milestones as upright lines.
struct MonthChart: Sendable {
    var title: String
    var series: [MonthSeries]
    /// What the ground is called where a dataset has no month.
    var notKnown = ""
    var milestones: [TimelineChart.Mark] = []
    /// What an upright line is, empty when there is none.
    var milestoneLegend = ""

    /// Whole years that hold every month.
    var span: ClosedRange<Double> {
        let starts = series.flatMap(\.months).map(\.start)
        return (starts.min() ?? 0).rounded(.down)...(starts.max() ?? 0).rounded(.down) + 1
    }

    var json: JSON {
        .object([
            ("kind", "months"), ("title", .string(title)), ("first", .number(span.lowerBound)), ("last", .number(span.upperBound)),
            ("series", .array(series.map(\.json))), ("milestones", .array(milestones.map(\.json))),
        ])
    }
}
