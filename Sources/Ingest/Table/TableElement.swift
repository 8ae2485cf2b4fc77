import Records
import XML

/// An activity's rows as the element that a publisher would have written, each part of the money on the line of its row: what reads IATI reads
/// them, by the same rules and with the same problems.
struct TableElement {
    private let out = MarkupWriter(depth: nil)
    private let first: TableCells
    private var line: Int

    /// - Parameter rows: of one activity, in the order of the file; at least one.
    static func bytes(_ rows: [TableCells]) -> [UInt8] {
        var element = TableElement(first: rows[0])
        element.write(rows)
        return element.out.bytes
    }

    private init(first: TableCells) {
        self.first = first
        line = first.line
    }

    private mutating func write(_ rows: [TableCells]) {
        out.open(
            "iati-activity",
            [
                ("last-updated-datetime", some(.updated)), ("hierarchy", some(.hierarchy)), ("humanitarian", some(.humanitarian)),
            ])
        writeHead()
        writePlaces(rows)
        for row in rows where !row[.type].isEmpty {
            while line < row.line {
                out.breakLine()
                line += 1
            }
            write(row)
        }
        out.close("iati-activity")
    }

    private func some(_ column: TableColumn) -> String? { Written.some(first[column]) }

    private func writeHead() {
        out.element("iati-identifier", text: first[.identifier])
        out.element(
            "reporting-org",
            [("ref", first[.reporterRef]), ("type", some(.reporterType)), ("secondary-reporter", some(.secondaryReporter))]
        ) { narrative(first[.reporterName]) }
        if let title = some(.title) { out.element("title") { narrative(title) } }
        for item in TableList.items(first[.organisations]) { writeParticipant(item) }
        if let status = some(.status) { out.element("activity-status", [("code", status)]) }
        for (type, column) in zip(1..., [TableColumn.startPlanned, .startActual, .endPlanned, .endActual]) {
            if let day = some(column) { out.element("activity-date", [("type", "\(type)"), ("iso-date", day)]) }
        }
        for item in TableList.items(first[.countries]) { writeRecipient(item) }
        for item in TableList.items(first[.sectors]) { writeSector(item) }
        for item in TableList.items(first[.markers]) {
            out.element("policy-marker", [("code", item[0]), ("vocabulary", field(item, 1)), ("significance", field(item, 2))])
        }
        for (name, column) in Self.defaults { if let code = some(column) { out.element(name, [("code", code)]) } }
        for item in TableList.items(first[.related]) { out.element("related-activity", [("type", item[0]), ("ref", field(item, 1))]) }
    }

    private static let defaults = [
        ("default-flow-type", TableColumn.defaultFlowType), ("default-finance-type", .defaultFinanceType),
        ("default-aid-type", .defaultAidType),
    ]

    private func narrative(_ text: String) {
        if !text.isEmpty { out.element("narrative", text: text) }
    }

    private func field(_ item: [String], _ place: Int) -> String? { place < item.count ? Written.some(item[place]) : nil }

    /// Role, reference, kind, activity, name.
    private func writeParticipant(_ item: [String]) {
        out.element(
            "participating-org", [("role", item[0]), ("ref", field(item, 1)), ("type", field(item, 2)), ("activity-id", field(item, 3))]
        ) { narrative(field(item, 4) ?? "") }
    }

    /// Code, vocabulary, percentage.
    private func writeSector(_ item: [String]) {
        out.element("sector", [("code", item[0]), ("vocabulary", field(item, 1)), ("percentage", field(item, 2))])
    }

    /// Code as in totals, percentage.
    private func writeRecipient(_ item: [String]) {
        let recipient = Recipients.item(item[0])
        out.element(
            recipient.isRegion ? "recipient-region" : "recipient-country", [("code", recipient.code), ("percentage", field(item, 1))])
    }

    private func writePlaces(_ rows: [TableCells]) {
        var met: Set<String> = ["", Split.unspecified]
        for row in rows where met.insert(row[.place]).inserted {
            out.element("location") { out.element("administrative", [("code", row[.place]), ("level", "1")]) }
        }
    }
}

// MARK: - Money

extension TableElement {
    private func write(_ row: TableCells) {
        let part: [MarkupWriter.Attribute] = [
            (Name.concordCountry.spelling, code(row[.country])), (Name.concordPlace.spelling, code(row[.place])),
            (Name.concordSector.spelling, code(row[.sector])),
        ]
        row[.type] == TableColumn.budget ? writeBudget(row, part) : writeTransaction(row, part)
    }

    private func code(_ text: String) -> String { text.isEmpty ? Split.unspecified : text }

    private func writeBudget(_ row: TableCells, _ part: [MarkupWriter.Attribute]) {
        out.element("budget", part + [("type", Written.some(row[.budgetType]))]) {
            if !row[.date].isEmpty { out.element("period-start", [("iso-date", row[.date])]) }
            if !row[.dateEnd].isEmpty { out.element("period-end", [("iso-date", row[.dateEnd])]) }
            writeValue(row)
        }
    }

    private func writeTransaction(_ row: TableCells, _ part: [MarkupWriter.Attribute]) {
        out.element("transaction", part) {
            out.element("transaction-type", [("code", row[.type])])
            if !row[.date].isEmpty { out.element("transaction-date", [("iso-date", row[.date])]) }
            writeValue(row)
            write("provider", row[.providerRef], row[.providerName], row[.providerActivity])
            write("receiver", row[.receiverRef], row[.receiverName], row[.receiverActivity])
            for item in TableList.items(row[.ownSectors]) { writeSector(item) }
            for (name, column) in [("flow-type", TableColumn.flowType), ("finance-type", .financeType), ("aid-type", .aidType)]
            where !row[column].isEmpty {
                out.element(name, [("code", row[column])])
            }
        }
    }

    private func writeValue(_ row: TableCells) {
        out.element("value", [("currency", row[.currency]), ("value-date", Written.some(row[.valueDate]))], text: row[.amount])
    }

    private func write(_ end: String, _ ref: String, _ name: String, _ activity: String) {
        if ref.isEmpty, name.isEmpty, activity.isEmpty { return }
        out.element("\(end)-org", [("ref", Written.some(ref)), ("\(end)-activity-id", Written.some(activity))]) { narrative(name) }
    }
}
