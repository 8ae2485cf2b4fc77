/// What a brief says, in order and in one language, before it is HTML or Markdown.
struct Document: Sendable {
    /// What kind of paper this is, above the title.
    var kicker = ""
    var title = ""
    var subtitle = ""
    /// Label and value: date, reader, currency, years.
    var facts: [(label: String, value: String)] = []
    var handling = Prose("")
    var isWithheld = false
    var findings: [Prose] = []
    var figures: [KeyFigure] = []
    /// The partners at a glance, for the first page.
    var glance = Table()
    var glanceNotes: [Prose] = []
    var sections: [Section] = []
    var madeBy = ""
    /// At the foot of every printed sheet: title, date, and for whom it was computed.
    var footer = ""
}

/// A headline number with the rule it was counted by.
struct KeyFigure: Sendable {
    var value: String
    var unit: String
    var label: String
    var rule: String
    /// To the cent.
    var exact: String
    var isMoney: Bool
}

struct Section: Sendable {
    enum Name: String, CaseIterable, Sendable {
        case money, security, themes, streams, places, presence, situation, context, contributions, timeline, ending, largest, people,
            others, region,
            sources,
            gaps, method
    }
    var name: Name
    var title: String
    var blocks: [Block] = []
}

indirect enum Block: Sendable {
    case heading(String)
    case paragraph(Prose)
    /// Small print under a figure: rules, what is missing.
    case note(Prose)
    case list([Prose])
    case table(Table)
    /// A drawing, what stands in it in words, and the same figures as a table.
    case chart(Chart, Table)
}
