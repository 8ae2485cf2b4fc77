import Records
import XML

/// Codes with vocabularies and percentages.
extension Scope {
    /// A country, region, sector or budget item with its percentage.
    mutating func weighted(_ element: Element, isRegion: Bool = false) -> WeightedCode {
        WeightedCode(
            code: element.value(.code), vocabulary: Words.vocabulary(element.value(.vocabulary)), share: share(element), isRegion: isRegion,
            name: label(element))
    }

    private mutating func share(_ element: Element) -> Int128? {
        if let share = element.withAttributeBytes(Name.percentage.rawValue, { PublishedPercentage.parse($0) }) ?? nil { return share }
        let published = element.value(.percentage)
        if !published.isEmpty {
            note(ProblemRules.percentagesUnreadable, line: element.line, "The percentage \(Quote.quoted(published)) cannot be used")
        }
        return nil
    }

    /// A code with its vocabulary; `detail` is the attribute that goes with it.
    func classification(_ element: Element, detail: Name? = nil) -> Classification {
        Classification(
            code: element.value(.code), vocabulary: Words.vocabulary(element.value(.vocabulary)),
            detail: detail.map { element.value($0) } ?? "", name: label(element))
    }

    /// What the publisher calls a code; figures go by the code.
    private func label(_ element: Element) -> String { detail == .everything ? name(element) : "" }
}

/// Percentages of a list as a whole.
extension Scope {
    mutating func checkRecipients(_ items: [WeightedCode], line: @autoclosure () -> Int) {
        if isPlain(items) { return }
        report(Recipients.split(items), of: "countries and regions", line: line())
    }

    mutating func checkSectors(_ items: [WeightedCode], line: @autoclosure () -> Int) {
        if isPlain(items) { return }
        report(Sectors.split(Sectors.counted(items)), of: "sectors", line: line())
    }

    /// Nothing to check: no item, or one that takes all.
    private func isPlain(_ items: [WeightedCode]) -> Bool {
        items.isEmpty || (items.count == 1 && (items[0].share == nil || items[0].share == PublishedPercentage.whole))
    }

    private mutating func report(_ split: Split, of list: String, line: Int) {
        for irregularity in split.irregularities {
            let (rule, finding) = Self.words(irregularity)
            note(rule, line: line, "The percentages of \(list) \(finding)")
        }
    }

    private static func words(_ irregularity: Split.Irregularity) -> (ProblemRule, String) {
        switch irregularity {
        case .over(let sum): (ProblemRules.percentagesOver, "add up to \(Percent.text(sum))")
        case .rounded(let sum): (ProblemRules.percentagesRounded, "add up to \(Percent.text(sum))")
        case .short(let sum): (ProblemRules.percentagesShort, "add up to \(Percent.text(sum))")
        case .partlyMissing(let sum): (ProblemRules.percentagesPartlyMissing, "are not all given and add up to \(Percent.text(sum))")
        case .missing: (ProblemRules.percentagesMissing, "are all missing")
        }
    }
}

/// Shares as texts.
public enum Percent {
    /// Decimals without trailing zeros: `99.99`, `100`.
    public static func text(_ share: Int128) -> String {
        let (whole, rest) = share.quotientAndRemainder(dividingBy: PublishedPercentage.unit)
        if rest == 0 { return "\(whole)" }
        var decimals = String(String(rest + PublishedPercentage.unit).dropFirst())
        while decimals.last == "0" { decimals.removeLast() }
        return "\(whole).\(decimals)"
    }
}
