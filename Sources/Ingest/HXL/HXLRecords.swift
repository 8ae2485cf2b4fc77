import Records
import Sheets
import Text

/// What one row of a tagged sheet says.
public struct HXLRecord: Sendable {
    /// Line in the file; in a workbook the row's number.
    public let line: Int
    /// Who, what, where and when; without organisations where the sheet only counts people.
    public let presence: Presence
    public let people: [PeopleFigure]
    /// Nil where the sheet lists no funds.
    public let flow: FundingFlow?
}

/// Makes records of a tagged sheet's rows: a bad row, or a bad cell of it, loses itself only.
public final class HXLRecords {
    public let sheet: HXLSheet
    /// Rows with data in them so far, those with problems included.
    public private(set) var rows = 0
    /// The row that the last record was made of.
    public private(set) var row: SheetRow?
    private let plan: HXLPlan
    private var problems: [Problem] = []
    private var toldColumns: Set<Int> = []

    public init(_ sheet: HXLSheet) {
        self.sheet = sheet
        plan = HXLPlan(sheet.columns)
    }

    /// Whether the sheet says who is present.
    public var hasOrganisations: Bool { !plan.organisations.isEmpty }
    public var hasPeople: Bool { !plan.people.isEmpty }
    public var hasFlows: Bool { plan.flow != nil }
    /// Whether a flow's identifier is the same in every list: that of the Financial Tracking Service.
    public var flowsHaveIdentity: Bool { plan.flow?.isIdentity == true }

    /// The next record, nil at the end of the sheet.
    public func next() throws -> HXLRecord? {
        while let row = try sheet.next() {
            rows += 1
            self.row = row
            if isTotal(row) {
                note(ProblemRules.rowTotal, row, "The row is a total")
            } else if let flow = plan.flow {
                if let record = flowRecord(row, flow) { return record }
            } else {
                return record(row)
            }
        }
        return nil
    }

    /// The problems since the last call, those of the sheet itself included.
    public func takeProblems() -> [Problem] {
        defer { problems.removeAll() }
        return sheet.drainProblems() + problems
    }

    private func note(_ rule: ProblemRule, _ row: SheetRow, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: row.line, message: "\(finding): \(rule.remedy)."))
    }

    // MARK: Rows

    private static let totals: Set<String> = Set(
        [
            "total", "totals", "grand total", "sub total", "subtotal", "totaux", "total general", "gran total", "المجموع", "الاجمالي",
            "الإجمالي", "المجموع الكلي",
        ]
        .map { fold($0) })

    /// A row is a total when its first cell, or one that names a place, says so.
    private func isTotal(_ row: SheetRow) -> Bool {
        let first = (0..<row.count).first { !row.isBlank($0) }
        return (plan.labels + [first].compactMap { $0 }).contains { column in
            row.withBytes(column) { $0.count < 60 && $0.count > 4 } && Self.isTotal(row[column])
        }
    }

    private static func isTotal(_ text: String) -> Bool {
        let text = fold(text)
        return totals.contains(text) || text.hasPrefix("grand total ")
    }

    private func record(_ row: SheetRow) -> HXLRecord {
        let presence = presence(row)
        if presence.organisations.isEmpty, hasOrganisations {
            note(ProblemRules.rowOrganisationMissing, row, "The row names no organisation")
        }
        if presence.place.isEmpty, plan.hasPlace { note(ProblemRules.rowPlaceMissing, row, "The row names no place") }
        return HXLRecord(line: row.line, presence: presence, people: people(row), flow: nil)
    }

    private func presence(_ row: SheetRow) -> Presence {
        Presence(
            organisations: plan.organisations.flatMap { organisations(row, $0) }, sectors: plan.sectors.flatMap { named(row, $0) },
            subsectors: plan.subsectors.flatMap { named(row, $0) }, activity: one(row, plan.activity), place: place(row),
            period: period(row),
            status: text(row, plan.status))
    }

    // MARK: Cells

    private func text(_ row: SheetRow, _ column: Int?) -> String {
        guard let column else { return "" }
        return row.withBytes(column) { WhiteSpace.folded($0) }
    }

    private func one(_ row: SheetRow, _ named: HXLPlan.Named) -> CodedName {
        CodedName(name: text(row, named.name), code: text(row, named.code))
    }

    private func named(_ row: SheetRow, _ named: HXLPlan.Named) -> [CodedName] {
        let one = one(row, named)
        if one.isEmpty { return [] }
        guard named.isList, named.name == nil || named.code == nil else { return [one] }
        return Self.list(one.name + one.code).map { named.name == nil ? CodedName(code: $0) : CodedName(name: $0) }
    }

    private static func list(_ text: String) -> [String] {
        text.split { ",;|".contains($0) }.map { WhiteSpace.trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    private func organisations(_ row: SheetRow, _ columns: HXLPlan.Organisation) -> [NamedOrganisation] {
        var found = NamedOrganisation(role: columns.role)
        let plain = text(row, columns.plain)
        (found.name, found.acronym) = (text(row, columns.name), text(row, columns.acronym))
        (found.code, found.type) = (text(row, columns.code), text(row, columns.type))
        if found.name.isEmpty { found.name = plain } else if found.acronym.isEmpty, plain != found.name { found.acronym = plain }
        return found.label.isEmpty ? [] : [found]
    }

    private func place(_ row: SheetRow) -> NamedPlace {
        var place = NamedPlace()
        place.country = one(row, plan.country)
        place.levels = plan.levels.map { one(row, $0) }
        place.site = one(row, plan.site)
        (place.latitude, place.longitude) = (text(row, plan.latitude), text(row, plan.longitude))
        return place
    }

    // MARK: People

    private static let nothing: Set<String> = ["-", "--", "n/a", "na", "n.a.", "nd", "n/d", "null", "none"]

    private func people(_ row: SheetRow) -> [PeopleFigure] {
        plan.people.compactMap { column in
            if row.isBlank(column.column) { return nil }
            let number = row.withBytes(column.column) { PublishedNumber.parse($0) }
            guard case .value(let amount, _) = number, amount.micros >= 0 else {
                if !Self.nothing.contains(text(row, column.column).lowercased()) {
                    note(ProblemRules.peopleUnreadable, row, "The number of people in column \(column.column + 1) cannot be read")
                }
                return nil
            }
            if amount.micros % Amount.scale != 0 {
                note(ProblemRules.peopleFraction, row, "The number of people in column \(column.column + 1) is not whole")
            }
            var figure = column.figure
            figure.count = Int(Int128.dividedHalfEven(amount.micros, by: Amount.scale))
            return figure
        }
    }

    // MARK: Dates

    private func period(_ row: SheetRow) -> NamedPeriod {
        var period = NamedPeriod()
        let columns = plan.dates
        if columns.first != nil || columns.last != nil {
            period.first = span(row, columns.first, &period)?.first
            period.last = span(row, columns.last, &period)?.last
        } else if columns.either != nil {
            let span = span(row, columns.either, &period)
            (period.first, period.last) = (span?.first, span?.last)
        } else if columns.year != nil {
            let month = text(row, columns.month)
            let span = SheetDate.span((month.isEmpty ? "" : month + " ") + text(row, columns.year))
            (period.first, period.last) = (span?.first, span?.last)
        }
        return period
    }

    private func span(_ row: SheetRow, _ column: Int?, _ period: inout NamedPeriod) -> (first: Day, last: Day)? {
        let text = text(row, column)
        guard let column, !text.isEmpty else { return nil }
        if let span = SheetDate.span(text) { return span }
        period.text = text
        if toldColumns.insert(column).inserted { note(ProblemRules.sheetDateUnreadable, row, "The date in column \(column + 1) is no day") }
        return nil
    }

    // MARK: Flows

    private func flowRecord(_ row: SheetRow, _ plan: FlowPlan) -> HXLRecord? {
        guard let dollars = row.withBytes(plan.dollars, { PublishedNumber.parse($0) }).amount else {
            note(ProblemRules.fundingUnreadable, row, "The flow's amount in dollars cannot be read")
            return nil
        }
        var flow = FundingFlow(dollars: dollars)
        flow.identifier = text(row, plan.identifier)
        flow.source = end(row, plan.source, plan.sourceYears)
        flow.destination = end(row, plan.destination, plan.destinationYears)
        flow.currency = text(row, plan.currency)
        flow.original = plan.original.flatMap { column in row.withBytes(column) { PublishedNumber.parse($0) }.amount }
        flow.status = Self.status(text(row, plan.status).lowercased())
        flow.day = SheetDate.span(text(row, plan.day))?.first
        flow.budgetYear = Int(text(row, plan.budgetYear))
        flow.plan = one(row, plan.plan)
        flow.sectors = Self.list(text(row, plan.sectors))
        (flow.contribution, flow.kind) = (text(row, plan.contribution), text(row, plan.kind))
        (flow.boundary, flow.isShared) = (text(row, plan.boundary), text(row, plan.sharing).lowercased() == "shared")
        flow.description = text(row, plan.description)
        return HXLRecord(line: row.line, presence: presence(row), people: [], flow: flow)
    }

    private func end(_ row: SheetRow, _ columns: HXLPlan.Organisation, _ years: (first: Int?, last: Int?)) -> FundingFlow.End {
        var end = FundingFlow.End()
        (end.organisation, end.type) = (text(row, columns.name), text(row, columns.type))
        end.countries = Self.list(text(row, columns.countries))
        (end.firstYear, end.lastYear) = (Int(text(row, years.first)), Int(text(row, years.last)))
        return end
    }

    private static func status(_ text: String) -> FundingFlow.Status {
        switch text {
        case "paid", "paid contribution": .paid
        case "commitment": .commitment
        case "pledge": .pledge
        default: .unknown
        }
    }
}

/// Dates as sheets have them: a day, a month or a year, and what it spans.
enum SheetDate {
    static func span(_ text: String) -> (first: Day, last: Day)? {
        if let day = WrittenDay.parse(text) { return (day, day) }
        let parts = text.split { "-/ ,.".contains($0) }.map(String.init)
        if parts.count == 1, let year = year(parts[0]) { return months(year, 1, 12) }
        guard parts.count == 2 else { return nil }
        if let year = year(parts[0]) { return within(year, parts[1]) }
        return year(parts[1]).flatMap { within($0, parts[0]) }
    }

    private static func year(_ text: String) -> Int? {
        guard text.utf8.count == 4, let year = Int(text), (1900...2200).contains(year) else { return nil }
        return year
    }

    private static func within(_ year: Int, _ part: String) -> (first: Day, last: Day)? {
        if part.uppercased().hasPrefix("Q"), let quarter = Int(part.dropFirst()), (1...4).contains(quarter) {
            return months(year, 3 * quarter - 2, 3 * quarter)
        }
        guard let month = Int(part) ?? WrittenDay.month(part), (1...12).contains(month) else { return nil }
        return months(year, month, month)
    }

    private static func months(_ year: Int, _ first: Int, _ last: Int) -> (first: Day, last: Day) {
        let end = (28...31).reversed().first { Day(year: year, month: last, day: $0).exists } ?? 28
        return (Day(year: year, month: first, day: 1), Day(year: year, month: last, day: end))
    }
}
