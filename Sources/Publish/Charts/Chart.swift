/// A drawing as values; the page's script turns each kind into an ECharts option. Every one has its table beside it.
enum Chart: Sendable {
    case years(YearChart)
    case streams(StreamChart)
    case map(MapChart)
    case timeline(TimelineChart)
    case context(ContextChart)
    case months(MonthChart)

    var title: String {
        switch self {
        case .years(let chart): chart.title
        case .streams(let chart): chart.title
        case .map(let chart): chart.title
        case .timeline(let chart): chart.title
        case .context(let chart): chart.title
        case .months(let chart): chart.title
        }
    }

    var json: JSON {
        switch self {
        case .years(let chart): chart.json
        case .streams(let chart): chart.json
        case .map(let chart): chart.json
        case .timeline(let chart): chart.json
        case .context(let chart): chart.json
        case .months(let chart): chart.json
        }
    }
}

/// Stacked bars: a year each, a colour per party, hatched for loans, pale for what is not stated.
struct YearChart: Sendable {
    enum Kind: String, Sendable { case grants, loans, notStated }
    struct Series: Sendable {
        var party: String
        var label: String
        var kind: Kind
        var colour: String
        /// Millions.
        var values: [Double]
        var tips: [String]
    }
    var title: String
    var unit: String
    var years: [String]
    var series: [Series] = []
    /// Grants, loans, not stated, in the brief's language.
    var kinds: [String] = []
    /// Each year's sum as printed above its bar.
    var totals: [String] = []

    var json: JSON {
        .object([
            ("kind", "years"), ("title", .string(title)), ("unit", .string(unit)), ("years", .strings(years)), ("totals", .strings(totals)),
            ("series", .array(series.map(\.json))),
        ])
    }
}

extension YearChart.Series {
    var json: JSON {
        .object([
            ("party", .string(party)), ("label", .string(label)), ("kind", .string(kind.rawValue)), ("colour", .string(colour)),
            ("values", .array(values.map { JSON.number($0) })), ("tips", .strings(tips)),
        ])
    }
}

/// Funder, implementer, theme: three columns of nodes with bands between.
struct StreamChart: Sendable {
    struct Node: Sendable {
        var id: String
        var label: String
        var depth: Int
        var colour: String
        var tip: String
    }
    struct Link: Sendable {
        var source: String
        var target: String
        var value: Double
        var colour: String
        var tip: String
    }
    var title: String
    var unit: String
    var heads: [String] = []
    var nodes: [Node] = []
    var links: [Link] = []

    var json: JSON {
        .object([
            ("kind", "streams"), ("title", .string(title)), ("unit", .string(unit)), ("heads", .strings(heads)),
            ("nodes", .array(nodes.map(\.json))), ("links", .array(links.map(\.json))),
        ])
    }
}

extension StreamChart.Node {
    var json: JSON {
        .object([
            ("id", .string(id)), ("label", .string(label)), ("depth", .integer(depth)), ("colour", .string(colour)), ("tip", .string(tip)),
        ])
    }
}

extension StreamChart.Link {
    var json: JSON {
        .object([
            ("source", .string(source)), ("target", .string(target)), ("value", .number(value)), ("colour", .string(colour)),
            ("tip", .string(tip)),
        ])
    }
}

/// Places shaded by money, with the points that activities name.
struct MapChart: Sendable {
    struct Region: Sendable {
        var code: String
        var name: String
        var figure: String
        /// -1 nothing reported, else a step of the scale.
        var level: Int
        /// The area of a circle in the place.
        var deaths = 0
        var tip: String
    }
    struct Point: Sendable {
        var longitude: Double
        var latitude: Double
        var colour: String
        var tip: String
    }
    struct Step: Sendable {
        var level: Int
        var label: String
    }
    var title: String
    var unit: String
    /// GeoJSON text; it stays a string in the page, so that damage in it costs the drawing alone.
    var boundaries: String
    var regions: [Region] = []
    var points: [Point] = []
    var legend: [Step] = []
    /// What a point is, empty when there is none.
    var pointLegend = ""
    /// What a circle is, empty when there is none.
    var deathLegend = ""

    var json: JSON {
        .object([
            ("kind", "map"), ("title", .string(title)), ("unit", .string(unit)), ("regions", .array(regions.map(\.json))),
            ("points", .array(points.map(\.json))), ("boundaries", .string(boundaries)), ("deathColour", .string(MonthSeries.deathColour)),
        ])
    }
}

extension MapChart.Region {
    var json: JSON {
        .object([
            ("code", .string(code)), ("name", .string(name)), ("figure", .string(figure)), ("fill", .string(MapChart.fill(level))),
            ("isDark", .bool(level > 3)), ("deaths", .integer(deaths)), ("tip", .string(tip)),
        ])
    }
}

extension MapChart.Point {
    var json: JSON {
        .object([("lon", .number(longitude)), ("lat", .number(latitude)), ("colour", .string(colour)), ("tip", .string(tip))])
    }
}

/// Bars from start to end on an axis of years, with milestones as upright lines.
struct TimelineChart: Sendable {
    struct Bar: Sendable {
        var label: String
        var party: String
        var colour: String
        var start: Double?
        var end: Double?
        var isPlanned: Bool
        var tip: String
    }
    struct Mark: Sendable {
        var at: Double
        var mark: String
        var tip: String
    }
    var title: String
    var first = 0.0
    var last = 0.0
    var today = 0.0
    var todayLabel = ""
    /// Stands in the row of an activity without dates.
    var noDates = ""
    var rows: [Bar] = []
    var milestones: [Mark] = []
    /// Deaths by month of one dataset, below the bars on the same axis.
    var violence: MonthSeries?

    var json: JSON {
        .object([
            ("kind", "timeline"), ("violence", violence?.json ?? .null),
            ("title", .string(title)), ("first", .number(first)), ("last", .number(last)), ("today", .number(today)),
            ("todayLabel", .string(todayLabel)), ("noDates", .string(noDates)), ("rows", .array(rows.map(\.json))),
            ("milestones", .array(milestones.map(\.json))),
        ])
    }
}

extension TimelineChart.Bar {
    var json: JSON {
        .object([
            ("label", .string(label)), ("party", .string(party)), ("colour", .string(colour)),
            ("start", start.map { JSON.number($0) } ?? .null), ("end", end.map { JSON.number($0) } ?? .null), ("planned", .bool(isPlanned)),
            ("tip", .string(tip)),
        ])
    }
}

extension TimelineChart.Mark {
    var json: JSON { .object([("at", .number(at)), ("mark", .string(mark)), ("tip", .string(tip))]) }
}

/// A small drawing for each indicator: its values joined by a line, and dashed from the last of them where a projection leads.
struct ContextChart: Sendable {
    struct Point: Sendable {
        /// In years.
        var x: Double
        var y: Double
        var tip: String
    }
    struct Panel: Sendable {
        var label: String
        var unit: String
        var published: [Point]
        /// From the last published value on.
        var projected: [Point]
    }
    var title: String
    /// What the two lines are called.
    var published: String
    var projected: String
    var panels: [Panel] = []

    static let colour = "#16324F"

    var json: JSON {
        .object([
            ("kind", "context"), ("title", .string(title)), ("colour", .string(Self.colour)), ("panels", .array(panels.map(\.json))),
        ])
    }
}

extension ContextChart.Panel {
    var json: JSON {
        .object([
            ("label", .string(label)), ("unit", .string(unit)), ("published", .array(published.map(\.json))),
            ("projected", .array(projected.map(\.json))),
        ])
    }
}

extension ContextChart.Point {
    var json: JSON { .array([.number(x), .number(y), .string(tip)]) }
}
