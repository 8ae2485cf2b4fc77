import Handmade
import Ingest
import Records
import Sheets

/// Any bytes as a file of sheets: every cell is well-formed text within its limits, lines ascend, problems stay short.
struct SheetFileTarget {
    private static let limits = {
        var limits = SheetLimits()
        (limits.cellBytes, limits.rowBytes, limits.columns, limits.partBytes) = (1024, 8192, 64, 1 << 20)
        return limits
    }()

    func run(_ bytes: [UInt8]) {
        read(bytes)
        if let text = String(validating: bytes, as: UTF8.self), text.utf8.first == UInt8(ascii: "<"), text.firstRange(of: "<row") != nil {
            read(workbook(text))
        }
    }

    /// Mutations seldom keep an archive whole, so the target packs for itself: the same text as cells, as shared texts and as formats.
    private func workbook(_ text: String) -> [UInt8] {
        var workbook = HandmadeWorkbook()
        (workbook.sheetData, workbook.shared, workbook.styles) = (text, text, text)
        return workbook.archive.bytes
    }

    private func read(_ bytes: [UInt8]) {
        guard let file = try? SheetFile(bytes: bytes, limits: Self.limits) else { return }
        Reach.note("\(file.format)")
        for sheet in file.sheets.indices.prefix(4) {
            guard let rows = try? file.rows(sheet) else { continue }
            read(rows, isJSON: file.format == .json)
        }
    }

    /// Rows of JSON may stand on one line, and have a limit of their own.
    private func read(_ rows: SheetRows, isJSON: Bool) {
        var line = isJSON ? -1 : 0
        while let row = try? rows.next() {
            require(row.line > line || isJSON && row.line >= line, "a row is out of place")
            require(row.count <= (isJSON ? 1024 : Self.limits.columns), "a row is too wide")
            line = row.line
            for column in 0..<row.count { row.withBytes(column, check) }
        }
        for problem in rows.drainProblems() {
            require(problem.message.utf8.count < 1000 && problem.line >= 0 && !problem.rule.isEmpty, "a problem is out of bounds")
        }
    }

    private func check(_ cell: UnsafeBufferPointer<UInt8>) {
        require(cell.count <= 4 * Self.limits.rowBytes, "a cell is too long")
        require(String(validating: cell, as: UTF8.self) != nil, "a cell is no text")
    }
}

/// Any bytes as a sheet of rates, deflators, milestones, conflict events or tagged columns: each row is read or has its problem.
struct SheetTarget {
    /// - Parameter path: a file that holds `bytes`.
    func run(_ bytes: [UInt8], path: String) {
        guard bytes.first != UInt8(ascii: "<") else { return }
        if let sheet = try? MilestoneSheet.read(path: path) {
            Reach.note("milestones")
            sheet.problems.forEach(check)
            require(sheet.entries.count <= sheet.rows && sheet.entries.count + sheet.problems.count >= sheet.rows, "a row is lost")
            require(sheet.entries.allSatisfy(\.day.exists), "a milestone is on no day")
        }
        if let sheet = try? RateSheet.read(path: path) {
            Reach.note("\(sheet.kind)")
            sheet.problems.forEach(check)
            require(sheet.kind == .deflators || sheet.rates.count + sheet.problems.count >= sheet.rows, "a row is lost")
        }
        if let sheet = try? EventSheet(path: path, countries: Self.countries) { check(sheet) }
        if let file = try? SheetFile(path: path), let workbook = try? PartnerWorkbook.read(file) { check(workbook) }
        if let sheet = try? HXLSheet(path: path) { check(HXLRecords(sheet)) }
    }

    private func check(_ workbook: PartnerWorkbook) {
        workbook.problems.forEach(check)
        for row in workbook.rows {
            Reach.note("\(row.sheet) of a workbook")
            var row = row
            let (start, end) = row.period()
            if let start, let end { require(start.firstDay <= end.lastDay, "a period is reversed") }
            for column in row.sheet.columns { require(row.number(column) ?? .zero >= .zero, "a number is negative") }
            row.problems.forEach(check)
        }
    }

    private func check(_ records: HXLRecords) {
        while let record = try? records.next() {
            Reach.note("tagged row")
            require(record.line >= records.sheet.tagLine, "a record stands above its tags")
        }
        records.takeProblems().forEach(check)
    }

    private static let countries = CountryCodes(
        countries: Tabular("code\talpha3\tnumeric\nSS\tSSD\t728\nSY\tSYR\t760\n"),
        gleditschWard: Tabular("number\tcode\n626\tSS\n652\tSY\n"))

    private func check(_ sheet: EventSheet) {
        var sheet = sheet
        while let item = try? sheet.next() {
            let event = item.event
            Reach.note("\(event.dataset) event")
            require(item.row.line > 0 && event.first.exists && event.last.exists, "an event is on no day")
            for count in [event.events, event.deaths.low, event.deaths.best, event.deaths.high] {
                require((0..<1_000_000_000).contains(count), "a count cannot be added up")
            }
        }
        sheet.drainProblems().forEach(check)
    }

    private func check(_ problem: Problem) {
        Reach.note(problem.rule)
        require(problem.message.utf8.count < 1000 && problem.line >= 0 && !problem.rule.isEmpty, "a problem is out of bounds")
    }
}
