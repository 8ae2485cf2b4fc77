import Compression
import Ingest
import Records
import XML

/// Any bytes as an IATI file: nothing crashes, problems stay short, parts add up to the whole, and what a store keeps of a record reads back.
struct IngestTarget {
    /// What a record comes to, whichever way its file was packed.
    private enum Found: Equatable {
        case activity(Activity)
        case organisation(OrganisationRecord)
        case lost(rule: String, line: Int)
    }

    /// Records whose originals are read back; more would only slow the search.
    private static let mostOriginals = 3
    /// Files that are read once more in other wrappings; likewise.
    private static let longestWrapped = 4096

    func run(_ bytes: [UInt8]) {
        guard let file = try? IATIFile(bytes: bytes, detail: .everything) else { return }
        Reach.note("\(file.kind) \(file.version.prefix(1))")
        var found: [Found] = []
        while let item = try? file.next() {
            found.append(check(item, number: found.count, rootAttributes: file.rootAttributes))
        }
        file.drainProblems().forEach(check)
        if Target.isPlain(bytes), bytes.count <= Self.longestWrapped { checkWrappings(bytes, found) }
    }

    // MARK: Records

    private func check(_ item: IATIFile.Item, number: Int, rootAttributes: [(name: String, value: String)]) -> Found {
        let isChecked = number < Self.mostOriginals
        switch item {
        case .activity(let activity, let record, let problems):
            problems.forEach(check)
            for transaction in activity.transactions { check(transaction, in: activity) }
            if isChecked { checkOriginal(activity, record, rootAttributes) }
            Reach.note("activity")
            return .activity(activity)
        case .organisation(let organisation, let record, let problems):
            problems.forEach(check)
            if isChecked { checkOriginal(organisation, record, rootAttributes) }
            Reach.note("organisation")
            return .organisation(organisation)
        case .lost(_, let problem):
            check(problem)
            return .lost(rule: problem.rule, line: problem.line)
        }
    }

    private func check(_ problem: Problem) {
        Reach.note(problem.rule)
        require(problem.message.utf8.count < 1000 && problem.line >= 0 && !problem.rule.isEmpty, "a problem is out of bounds")
    }

    private func check(_ transaction: Transaction, in activity: Activity) {
        guard let amount = transaction.money.amount else { return }
        // What is below 10^15 may be rounded up to it.
        require(amount.micros.magnitude <= 1_000_000_000_000_000_000_000, "an amount is out of range")
        require(Currency.isCode(transaction.money.currency), "a currency is no code")
        for split in [Recipients.split(for: transaction, in: activity), Sectors.split(for: transaction, in: activity)] {
            require(split.shares(of: amount).reduce(.zero) { $0 + $1.amount } == amount, "parts do not add up")
        }
    }

    // MARK: Originals

    private func checkOriginal(_ activity: Activity, _ record: RawRecord, _ root: [(name: String, value: String)]) {
        let again = try? IATIFile.read(original: record.bytes, line: record.line, rootAttributes: root)
        require(again == activity, "the original reads otherwise")
        let short = try? IATIFile.read(original: record.bytes, line: record.line, rootAttributes: root, detail: .figures)
        require(short.map(Figures.init) == Figures(activity), "the figures read otherwise")
        for text in activity.titles + activity.descriptions.flatMap(\.texts) { TextTarget().run(text.text) }
    }

    private func checkOriginal(_ organisation: OrganisationRecord, _ record: RawRecord, _ root: [(name: String, value: String)]) {
        let again = try? IATIFile.readOrganisation(original: record.bytes, line: record.line, rootAttributes: root)
        require(again == organisation, "the original reads otherwise")
    }

    // MARK: Wrappings

    /// Mutations seldom keep an archive or a wide encoding whole, so the target wraps for itself.
    private func checkWrappings(_ bytes: [UInt8], _ found: [Found]) {
        require(records(Zstd.compress(bytes)) == found, "packed it reads otherwise")
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        let units = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        require(records(units) == found, "in UTF-16 it reads otherwise")
    }

    private func records(_ bytes: [UInt8]) -> [Found] {
        guard let file = try? IATIFile(bytes: bytes, detail: .everything) else { return [] }
        var found: [Found] = []
        while let item = try? file.next() {
            switch item {
            case .activity(let activity, _, _): found.append(.activity(activity))
            case .organisation(let organisation, _, _): found.append(.organisation(organisation))
            case .lost(_, let problem): found.append(.lost(rule: problem.rule, line: problem.line))
            }
        }
        return found
    }
}

/// What totals and lists are made of, whether or not the rest is read.
private struct Figures: Equatable {
    private let texts: [String]
    private let titles: [LocalText]
    private let dates: ActivityDates
    private let weights: [[Int128?]]
    private let money: [Money]

    init(_ activity: Activity) {
        let weighted = [activity.recipients, activity.sectors] + activity.transactions.flatMap { [$0.recipients, $0.sectors] }
        texts =
            [activity.identifier, activity.reporter.ref, activity.status] + weighted.flatMap { $0.map(\.code) }
            + activity.transactions.flatMap { [$0.type, $0.date?.description ?? "", $0.provider?.ref ?? "", $0.receiver?.ref ?? ""] }
        (titles, dates) = (activity.titles, activity.dates)
        weights = weighted.map { $0.map(\.share) }
        money = activity.transactions.map(\.money) + activity.budgets.map(\.money)
    }
}
