import Check
import Foundation
import Ingest
import Testbed
import Testing

/// Chapters that are made from the code; `RECORD_SNAPSHOTS=1 swift test --filter HouseTests` writes them anew.
struct DocumentTests {
    private func expect(_ text: String, in name: String, at location: SourceLocation = #_sourceLocation) {
        let path = Testbed.package + "/docs/" + name
        if Testbed.environment["RECORD_SNAPSHOTS"] == "1" {
            #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)), sourceLocation: location)
            return
        }
        let recorded = Testbed.exists(path) ? Testbed.text(of: path) : ""
        let first = zip(text.split(separator: "\n"), recorded.split(separator: "\n")).first { $0 != $1 }.map { "\n+ \($0)\n- \($1)" } ?? ""
        let isSame = text == recorded
        #expect(
            isSame, "docs/\(name) is not what the code says:\(first)\nRECORD_SNAPSHOTS=1 swift test --filter HouseTests",
            sourceLocation: location)
    }

    /// The chapter's first part is made from the code; what follows this heading is kept by hand.
    private static let byHand = "\n## Damage\n"

    private static let chapter = Testbed.package + "/docs/problems.md"

    @Test func problems() {
        let rules = ProblemRules.all.map { rule in
            "## \(rule.rule)\n\n*\(rule.severity.rawValue)* · \(rule.explanation)\n\nRemedy: \(rule.remedy).\n"
        }
        let head = """
            # Problems

            What `concord problems` lists, rule by rule: what is wrong in what was published, what becomes of it, and what its publisher
            should do. An *error* loses something, a *warning* changes how something is counted, a *note* only tells. A test compares this
            page with the code.


            """
        let recorded = Testbed.exists(Self.chapter) ? Testbed.text(of: Self.chapter) : ""
        let kept = recorded.range(of: Self.byHand).map { String(recorded[$0.lowerBound...]) } ?? Self.byHand
        expect(head + rules.joined(separator: "\n") + kept, in: "problems.md")
    }

    /// The chapter's list of rules is made from the code and its tables; what stands before it is kept by hand.
    @Test func checks() throws {
        let byHand = "\n## Rules\n"
        let path = Testbed.package + "/docs/check.md"
        let recorded = Testbed.exists(path) ? Testbed.text(of: path) : ""
        let kept = recorded.range(of: byHand).map { String(recorded[..<$0.lowerBound]) } ?? recorded
        let families = [
            ("Structure", StructureRules.all), ("Code lists", CodeRules.all), ("Quality", QualityRules.all),
            ("Tagged sheets", ColumnRules.rules),
        ]
        let sections = families.map { name, rules in
            let rows = rules.map { "| `\($0.rule)` | \($0.severity.rawValue) | \($0.explanation) | \($0.remedy) |" }
            return "### \(name)\n\n| rule | severity | what is wrong | remedy |\n|---|---|---|---|\n" + rows.joined(separator: "\n") + "\n"
        }
        let lines = Testbed.text(of: Testbed.resources + "/standard/rule-words.tsv").split(separator: "\n").filter { !$0.hasPrefix("#") }
        let standard = lines.dropFirst().map { line in
            let cells = line.split(separator: "\t").map { $0.replacing("|", with: "\\|") }
            return "| `iati-\(cells[0])` | \(cells[1]) | \(cells[2]). | \(cells[3]) |"
        }
        let head = "### The standard's rules\n\n| rule | severity | what is wrong | remedy |\n|---|---|---|---|\n"
        expect(
            kept + byHand + "\n" + sections.joined(separator: "\n") + "\n" + head + standard.joined(separator: "\n") + "\n", in: "check.md")
    }

    /// Every rule that stands in the code has a heading or a row in the chapter.
    @Test func everyRuleIsExplained() {
        let chapter = Testbed.text(of: Self.chapter)
        let explained = Set(chapter.matches(of: /(?m)^(?:## |\| `)([a-z0-9-]+)/).map { String($0.1) })
        let rooms = ["Libraries/XML", "Libraries/Sheets", "Ingest", "Store", "Picture"]
        let sources = rooms.flatMap { Testbed.files(under: Testbed.package + "/Sources/" + $0) }
        var found: Set<String> = []
        for text in sources.filter({ $0.hasSuffix(".swift") }).map(Testbed.text(of:)) {
            found.formUnion(text.matches(of: /(?:XML|Sheet|\b)[Pp]roblem\(\s*(?:\.\w+,\s*)?(?:rule: )?"([a-z0-9-]+)"/).map { String($0.1) })
            found.formUnion(text.matches(of: /(?:rule: |static let rule = |note\()"([a-z0-9-]+)"/).map { String($0.1) })
            found.formUnion(text.matches(of: /case \.\w+(?:\(let \w+\))?:\s*\("([a-z0-9-]+)", "/).map { String($0.1) })
        }
        #expect(found.count > 30)
        #expect(found.subtracting(explained).sorted() == [])
    }

    @Test func everyRuleIsWhole() {
        let rules = ProblemRules.all
        #expect(Set(rules.map(\.rule)).count == rules.count)
        for rule in rules {
            #expect(rule.rule.wholeMatch(of: /[a-z]+(-[a-z0-9]+)*/) != nil, "\(rule.rule)")
            #expect(rule.explanation.hasSuffix("."), "\(rule.rule)")
            #expect(!rule.remedy.isEmpty && !rule.remedy.hasSuffix("."), "\(rule.rule)")
        }
    }

    private static let commands = [
        "import", "sources", "sources add", "sources list", "sources remove", "sources refresh", "check", "rows", "places", "status",
        "totals",
        "activities", "show", "trace", "events", "presence", "people", "funding",
        "indicators",
        "reconcile",
        "template", "contributions",
        "problems",
        "parties",
        "brief",
        "codelists", "codelists list", "codelists update", "export", "export iati", "export csv", "export hxl", "export geojson",
        "copy", "backup", "restore", "verify", "migrate",
    ]

    @Test func commands() {
        let sections = ([""] + Self.commands).map { command in
            let words = command.split(separator: " ").map(String.init) + ["--help"]
            return "## concord\(command.isEmpty ? "" : " " + command)\n\n```\n\(Concord.run(words).output)```\n"
        }
        let head = """
            # Commands

            The command line, as `--help` prints it; a test compares. Standard output is data, standard error is talk. Exit 0: done; 1: failed;
            2: wrong usage; 3: done, but some file could not be read at all.


            """
        expect(head + sections.joined(separator: "\n"), in: "commands.md")
    }

    /// The list above has every command that the program names.
    @Test func everyCommandIsThere() {
        let help = Concord.run(["--help"]).output
        let listed = help.matches(of: /(?m)^  ([a-z]+)  +\S/).map { String($0.1) }
        #expect(Set(listed) == Set(Self.commands.filter { !$0.contains(" ") }))
    }

    /// Every chapter of the manual has a line in docs/README.md.
    @Test func everyChapterIsListed() {
        let index = Testbed.text(of: Testbed.package + "/docs/README.md")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Testbed.package + "/docs")) ?? []
        for name in names where name.hasSuffix(".md") && name != "README.md" { #expect(index.contains("(\(name))"), "\(name)") }
        for match in index.matches(of: /\]\(([a-z-]+\.md)\)/) { #expect(names.contains(String(match.1)), "\(match.1)") }
    }
}
