import Foundation
import Testbed
import Testing

/// A store in a file and one on a server give the same answers, byte for byte, whoever asks.
@Suite(.enabled(if: Server.address != nil, Comment(rawValue: Server.without)))
struct EngineTests {
    private static let environment = ["SOURCE_DATE_EPOCH": "1400000000"]

    /// The examples, some of their files marked, in a file and on the server.
    private static let examples: [Node] = {
        let nodes = [Node(), try! Node.onServer()]
        for node in nodes {
            let files = Testbed.files(under: Testbed.examples)
            node.load(files, environment: environment)
            node.load(files.filter { $0.hasSuffix("/state.xml") }, handling: "named:USA", environment: environment)
            node.load(files.filter { $0.hasSuffix("/jica.xml") }, handling: "partners", environment: environment)
            node.load(files.filter { $0.hasSuffix("/wfp.xml") }, handling: "own", environment: environment)
            node.load(files, environment: environment)
        }
        return nodes
    }()

    private static let questions = [
        "totals --by country,category,year --format csv", "totals --by party,theme --rule net --format csv",
        "totals --by activity,place,sector,year --currency original --rule funder --format csv",
        "totals --by reporter,implementer,agency --flow commitments --format json", "totals --by country --borders now --format csv",
        "activities --format csv", "activities --search police --format csv", "activities --search 援助 --format json",
        "activities --country SD --party JPN --format csv", "activities --sector 15210 --format csv",
        "activities --marker 1:2 --format csv",
        "parties --format csv", "parties --unresolved --format csv", "problems --format csv", "status --format csv",
        "brief --country SD,SS", "brief --country AF --lang ja", "indicators --format csv", "contributions --list --format csv",
        "export iati --marked", "export hxl --marked", "export csv --marked", "export geojson --marked", "codelists list --format csv",
    ]

    @Test(arguments: questions)
    func answersAreTheSame(question: String) {
        for reader in [[], ["--reader", "USA"], ["--reader", "JPN"], ["--reader", "JPN-JICA"], ["--reader", "UN"]] {
            let words = reader + question.split(separator: " ").map(String.init)
            let answers = Self.examples.map { $0.run(words, environment: Self.environment) }
            #expect(answers[0].code == 0, "\(answers[0])")
            #expect(answers[0].code == answers[1].code, "\(answers[1])")
            let isSame = answers[0].output == answers[1].output && answers[0].errors == answers[1].errors
            #expect(isSame, "\(reader) \(question): \(Self.difference(answers[0], answers[1]))")
        }
    }

    /// A store that was moved to the other engine gives the answers that it gave before.
    @Test func aCopyAnswersAsItsOriginal() throws {
        let copies = [try Node.onServer(), Node()]
        for (original, copy) in zip(Self.examples, copies) {
            let made = Concord.run(["copy", "--from", original.store, "--to", copy.store])
            #expect(made.code == 0, "\(made)")
            #expect(Concord.run(["--store", copy.store, "verify"]).code == 0)
            #expect(Concord.run(["copy", "--from", original.store, "--to", copy.store, "--reader", "JPN"]).code == 2)
            let again = Concord.run(["copy", "--from", original.store, "--to", copy.store])
            #expect(again.code == 1 && again.errors.contains("holds records already"), "\(again)")
        }
        for question in Self.questions {
            for reader in [[], ["--reader", "JPN"]] {
                let words = reader + question.split(separator: " ").map(String.init)
                let first = Self.examples[0].run(words, environment: Self.environment)
                for copy in copies {
                    let answer = copy.run(words, environment: Self.environment)
                    #expect(answer.output == first.output, "\(words): \(Self.difference(first, answer))")
                }
            }
        }
        // What is read afterwards goes on from where the original stood.
        let file = copies[0].scratch.write("new.xml", IATI.document([IATI.activity("NEW-1"), IATI.activity("NEW-2")]))
        for copy in copies {
            let before = copy.run(["activities", "--format", "csv"]).table.rows.count
            #expect(copy.load([file], environment: Self.environment).code == 0)
            #expect(copy.run(["activities", "--format", "csv"]).table.rows.count == before + 2)
        }
    }

    /// A backup is a store in a file, whichever engine keeps the original, and fills a new one.
    @Test func aBackupIsRestored() throws {
        for original in [Node(), try Node.onServer()] {
            original.load(Testbed.files(under: Testbed.examples + "/sudan-2011"), environment: Self.environment)
            let backup = original.scratch.path("backup.db")
            #expect(original.run(["backup", backup]).code == 0)
            for restored in [Node(), try Node.onServer()] {
                #expect(restored.run(["restore", backup]).code == 0)
                for question in [
                    "totals --by activity,year --format csv", "activities --search police --format csv", "status --format csv",
                ] {
                    let words = question.split(separator: " ").map(String.init)
                    #expect(restored.run(words).output == original.run(words).output)
                }
            }
        }
    }

    /// What a file says may be longer than an index of the server's can hold; nobody's records are lost for that.
    @Test func longTextsAreKept() throws {
        var numbers = SeededGenerator(seed: 1)
        let long = (0..<600).map { _ in String(numbers.next(), radix: 36) }.joined()
        let server = try Node.onServer()
        let document = IATI.document([
            IATI.activity("GOOD"), IATI.activity("LONG-" + long),
            IATI.activity("NAMED", inside: "<title><narrative>\(long)</narrative></title>"),
            IATI.activity("BY", by: long), IATI.activity("TO", inside: "<related-activity ref=\"\(long)\" type=\"1\"/>"),
        ])
        let loaded = server.load([server.scratch.write("long.xml", document)])
        #expect(loaded.code == 0, "\(loaded)")
        #expect(server.run(["activities", "--format", "csv"]).table.rows.count == 5)
    }

    private static func difference(_ a: Run, _ b: Run) -> [String] {
        let (a, b) = ((a.output + a.errors).split(separator: "\n"), (b.output + b.errors).split(separator: "\n"))
        return zip(a, b).first { $0 != $1 }.map { [String($0), String($1)] } ?? ["\(a.count) lines", "\(b.count) lines"]
    }
}
