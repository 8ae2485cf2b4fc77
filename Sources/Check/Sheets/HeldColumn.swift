import Ingest
import Records

/// A column of a tagged sheet and the rules it is held to. What is to be said of a text is worked out once, for columns repeat themselves.
final class HeldColumn {
    private struct Held {
        let severity: Problem.Severity
        let rule: any ColumnRule
        let kind: ProblemRule
    }

    /// What the texts of all columns of a sheet may take together.
    static let memory = 64 << 20

    let index: Int
    private let label: String
    private let rules: [Held]
    private let watching: [any ColumnRule]
    private var texts: Tally
    /// Of each text, what is wrong in every cell that holds it.
    private var known: [[Finding]] = []

    /// Nil for a column that no rule is for.
    init?(_ index: Int, _ tag: HXLTag, _ schema: SheetSchema, mostBytes: Int) {
        rules = schema.rules(for: tag).compactMap { row in
            guard let type = ColumnRules.all.first(where: { $0.word == row.word })?.type else { return nil }
            return Held(severity: row.severity, rule: type.init(), kind: type.rule)
        }
        guard !rules.isEmpty else { return nil }
        watching = rules.map(\.rule).filter { type(of: $0).isWatching }
        self.index = index
        label = tag.description
        texts = Tally(mostBytes: mostBytes)
    }

    func take(_ cell: UnsafeBufferPointer<UInt8>, line: Int, _ found: inout [Finding]) {
        guard cell.contains(where: { $0 > 0x20 }) else { return }
        for rule in watching { rule.watch(cell, line: line) }
        guard let place = texts.add(cell, line: line) else {
            found += offences(cell, line)
            return
        }
        if place == known.count { known.append(offences(cell, line)) }
        for finding in known[place] { found.append(finding.moved(to: line)) }
    }

    func finish() -> [Finding] {
        rules.flatMap { held in held.rule.finish(texts).map { finding(held, $0.line, $0.words) } }
    }

    private func offences(_ text: UnsafeBufferPointer<UInt8>, _ line: Int) -> [Finding] {
        rules.compactMap { held in held.rule.offence(text).map { finding(held, line, $0) } }
    }

    private func finding(_ held: Held, _ line: Int, _ words: String) -> Finding {
        let message = "\(label): \(words): \(held.kind.remedy)."
        let family: Finding.Family = held.severity == .error ? .structure : .quality
        return Finding(family, Problem(held.severity, rule: held.kind.rule, line: line, message: message))
    }
}

extension Finding {
    fileprivate func moved(to line: Int) -> Finding {
        var finding = self
        finding.problem.line = line
        return finding
    }
}
