import Ingest
import Records
import XML

/// Any bytes as an IATI file: nothing crashes, problems stay short, parts add up to the whole.
struct IngestTarget {
    func run(_ bytes: [UInt8]) {
        guard let file = try? IATIFile(bytes: bytes, detail: .everything) else { return }
        while let item = try? file.next() {
            switch item {
            case .activity(let activity, _, let problems):
                problems.forEach(check)
                for transaction in activity.transactions { check(transaction, in: activity) }
            case .organisation(_, _, let problems): problems.forEach(check)
            case .lost(_, let problem): check(problem)
            }
        }
        file.drainProblems().forEach(check)
    }

    private func check(_ problem: Problem) {
        precondition(problem.message.utf8.count < 1000 && problem.line >= 0 && !problem.rule.isEmpty, "a problem is out of bounds")
    }

    private func check(_ transaction: Transaction, in activity: Activity) {
        guard let amount = transaction.money.amount else { return }
        precondition(amount.micros.magnitude < 1_000_000_000_000_000_000_000, "an amount is out of range")
        precondition(Currency.isCode(transaction.money.currency), "a currency is no code")
        for split in [Recipients.split(for: transaction, in: activity), Sectors.split(for: transaction, in: activity)] {
            precondition(split.shares(of: amount).reduce(.zero) { $0 + $1.amount } == amount, "parts do not add up")
        }
    }
}
