import Check
import CommandLine
import Glibc
import Store

/// `concord check`
struct CheckCommand {
    private let session: Session
    private let isStrict: Bool
    private let ruleset: String?

    init(_ session: Session) {
        self.session = session
        isStrict = session.arguments.flag("strict")
        ruleset = session.arguments.string("ruleset")
    }

    func run() throws -> ExitCode {
        let output = session.arguments.string("output")
        if let output, !output.hasSuffix(".html"), !output.hasSuffix(".htm") {
            throw UsageError("\(output) has no form that is known: end it in .html", command: "check")
        }
        let standard = try standard()
        let checker = Checker(standard, try options(standard))
        let verdict = Verdict(isStrict: isStrict, hasRuleset: ruleset != nil)
        if let output { try write(checker, verdict, to: output) } else { try list(checker, verdict) }
        session.talk("\(verdict.count)")
        return verdict.isBad ? .failed : verdict.isPartial ? .partial : .done
    }

    private func list(_ checker: Checker, _ verdict: Verdict) throws {
        let table = session.table([
            Column("file"), Column("line", .number), Column("rule"), Column("severity"), Column("message", .text),
        ])
        try checker.run(session.arguments.strings("FILE")) { event in
            note(event, verdict)
            guard case .found(let path, let findings) = event else { return }
            for problem in findings.map(\.problem) {
                try table.row([path, String(problem.line), problem.rule, problem.severity.rawValue, problem.message])
            }
        }
        try table.finish()
    }

    private func write(_ checker: Checker, _ verdict: Verdict, to output: String) throws {
        var page = ReportPage()
        try checker.run(session.arguments.strings("FILE")) { event in
            note(event, verdict)
            page.note(event)
        }
        try WholeFile.write(Array(page.html().utf8), to: output)
        session.talk("\(output) written")
    }

    private func note(_ event: Checker.Event, _ verdict: Verdict) {
        verdict.note(event)
        if case .failed(let path, let reason) = event { session.talk("\(path): \(reason)") }
    }

    private func standard() throws -> Standard {
        let folder = Resources.folder()
        let text = try ruleset.map { path in
            guard Files.exists(path), let text = Files.text(path) else { throw UsageError("\(path) cannot be read", command: "check") }
            return text
        }
        let standard: Standard
        do {
            let store = try lists()
            standard = try Standard(ruleset: text) { name in
                let table = Files.text(folder + "/" + name) ?? ""
                guard name == Standard.codes, let store else { return table }
                return (try? Codelists.replacing(table, from: store)) ?? table
            }
        } catch {
            throw UsageError("\(ruleset ?? folder): \(error)", command: "check")
        }
        guard standard.versions.isEmpty else { return standard }
        throw UsageError("\(folder) holds no tables of the standard: set CONCORD_RESOURCES to the folder that does", command: "check")
    }

    /// The store's code lists, where there is a store with any.
    private func lists() throws -> Store? {
        guard Store.mayBe(session.storePath), let store = try? Store.forReading(session.storePath) else { return nil }
        let lists = try Codelists.all(store)
        if !lists.isEmpty { session.talk("code lists of \(Store.shown(session.storePath)): \(lists.map(\.name).joined(separator: ", "))") }
        return lists.isEmpty ? nil : store
    }

    /// A ruleset is judged alone, unless all is asked for.
    private func options(_ standard: Standard) throws -> Checker.Options {
        var options = Checker.Options()
        if ruleset != nil && !isStrict { options.families = [.rules] }
        guard let version = session.arguments.string("iati-version") else { return options }
        guard standard.versions.contains(version) else {
            throw UsageError("there is no version \(version): it is one of \(standard.versions.joined(separator: ", "))", command: "check")
        }
        options.version = version
        return options
    }
}

/// What the findings come to.
private final class Verdict {
    private let isStrict: Bool
    private let hasRuleset: Bool
    private(set) var count = Count()
    private(set) var isPartial = false
    private(set) var isBad = false

    init(isStrict: Bool, hasRuleset: Bool) {
        self.isStrict = isStrict
        self.hasRuleset = hasRuleset
    }

    func note(_ event: Checker.Event) {
        count.note(event)
        switch event {
        case .failed: isPartial = true
        case .found(_, let findings): isBad = isBad || findings.contains(where: counts)
        default: return
        }
    }

    private func counts(_ finding: Finding) -> Bool {
        switch finding.family {
        case .xml, .structure: finding.problem.severity == .error
        case .codes: isStrict
        case .rules: isStrict || hasRuleset
        case .quality: false
        }
    }
}
