import Records
import XML

/// Dates by rule 4.
extension Scope {
    /// The first of `iso-date` and text that is a date; nil when there is none that the publisher stated.
    mutating func day(_ element: Element) -> Day? {
        if element.isUnstated { return nil }
        if let day = element.withAttributeBytes(Name.isoDate.rawValue, { Day(published: $0) }) ?? nil {
            return checked(day, element) { $0.value(.isoDate) }
        }
        let iso = element.value(.isoDate)
        if !iso.isEmpty { noteUnreadable(iso, element.line) }
        if let day = element.withTextBytes({ Day(published: $0) }) { return checked(day, element) { $0.ownText } }
        if iso.isEmpty, element.hasText { noteUnreadable(element.ownText, element.line) }
        return nil
    }

    /// `value-date`, in its one form.
    mutating func valueDate(_ value: Element) -> Day? {
        if value.isUnstated { return nil }
        let published = value.value(.valueDate)
        if published.isEmpty { return nil }
        if let day = Day(iso: published) { return checked(day, value) { _ in published } }
        noteUnreadable(published, value.line)
        return nil
    }

    mutating func checkPeriod(_ start: Day?, _ end: Day?, line: @autoclosure () -> Int) {
        guard let start, let end, end < start else { return }
        note(ProblemRules.periodReversed, line: line(), "The period runs from \(start) to \(end)")
    }

    private mutating func checked(_ day: Day, _ element: Element, published: (Element) -> String) -> Day {
        if !day.exists {
            note(ProblemRules.dateImpossible, line: element.line, "No calendar has the day \(Quote.quoted(published(element)))")
        }
        return day
    }

    private mutating func noteUnreadable(_ published: String, _ line: Int) {
        note(ProblemRules.dateUnreadable, line: line, "The date \(Quote.quoted(published)) cannot be read")
    }
}
