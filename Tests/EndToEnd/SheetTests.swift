import Foundation
import Testbed
import Testing

/// `concord rows`: humanitarian sheets against counts made elsewhere, and against libhxl.
struct SheetTests {
    private static let data = Testbed.shared.map { $0 + "/data" }
    private static let hasLibrary = Python.has("hxl")
    private static let withoutLibrary = "no Python with libhxl at hand; run Scripts/setup.sh test, or set CONCORD_PYTHON"

    private func records(_ words: [String], as kind: String) -> CSVTable {
        Concord.run(["rows"] + words + ["--as", kind, "--format", "csv"]).table
    }

    /// The same files, rows and tags as libhxl; what it refuses is refused. The old workbooks (.xls) are refused with a word on what to do.
    @Test(.enabled(if: data != nil && hasLibrary, Comment(rawValue: Testbed.withoutShared + "; or " + withoutLibrary)))
    func readsWhatLibhxlReads() {
        let outcomes = Python.run("hxl_rows.py", [Concord.binary, Self.data! + "/hxl/libhxl-tests", Self.data! + "/hxl/3w"]).table
        #expect(outcomes["outcome"].count { $0 == "same" } >= 78)
        #expect(outcomes["outcome"].count { $0 == "refused" } == 10)
        let others = outcomes.rows.filter { $0[1] != "same" && $0[1] != "refused" }
        #expect(others.filter { !$0[0].hasSuffix(".xls") || $0[1] != "refused by concord" } == [])
    }

    /// Rows, organisations, people and money of each real sheet.
    @Test(.enabled(if: data != nil && Testbed.python != nil, Comment(rawValue: Testbed.withoutShared)))
    func realSheets() throws {
        let counted = Python.run("sheets.py", [Self.data!]).table
        #expect(counted.rows.count > 30)
        let scratch = Scratch()
        var sheets: [String: [[String]]] = [:]
        for row in counted.rows { sheets[row[0] + "\t" + row[1], default: []].append(row) }
        for (key, rows) in sheets {
            let parts = key.split(separator: "\t").map(String.init)
            var words = [Self.data! + "/" + parts[0]] + (parts[1] == "0" ? [] : ["--sheet", parts[1]])
            if Concord.run(["rows"] + words).code != 0 {
                let guess = Concord.run(["rows"] + words + ["--guess", "--format", "csv"])
                words += ["--map", scratch.write("map.csv", guess.output)]
            }
            for row in rows { compare(row, words, key) }
        }
    }

    private func compare(_ row: [String], _ words: [String], _ name: String) {
        let comment = Comment(rawValue: "\(name) \(row[2]) \(row[3])")
        switch row[2] {
        case "rows":
            let run = Concord.run(["rows"] + words + ["--format", "csv"])
            #expect(String(run.table.rows.count) == row[4], comment)
        case "presence":
            let presence = records(words, as: "presence")
            #expect(String(presence.rows.count) == row[4], comment)
            #expect(String(Set(presence["organisation"]).count) == row[5], comment)
        case "people":
            let people = records(words, as: "people")
            let keys = zip(zip(people["measure"], people["group"]), people["unit"]).map { "\($0.0) \($0.1) \($1)" }
            let counts = zip(zip(keys, people["breakdown"]), people["count"]).filter { $0.0.0 == row[3] && $0.0.1.isEmpty }.compactMap {
                Int($0.1)
            }
            #expect(String(counts.count) == row[4], comment)
            #expect(String(counts.reduce(0, +)) == row[5], comment)
        default:
            let funding = records(words, as: "funding")
            let isDollars = row[3] == "dollars"
            let amounts = zip(funding["currency"], funding[isDollars ? "amount" : "original"]).filter { isDollars || $0.0 == row[3] }
                .compactMap { Decimal(string: $0.1) }
            #expect(String(amounts.count) == row[4], comment)
            #expect(amounts.reduce(0, +) == Decimal(string: row[5]), comment)
        }
    }

    @Test func aSheetByHand() {
        let scratch = Scratch()
        let path = scratch.write("a.csv", "Org;Where;People\n#org;#adm1 +CODE;#reached\nA;SS01;5\nB;SS02;x\n")
        let rows = Concord.run(["rows", path, "--format", "csv"])
        #expect(rows.output == "line,#org,#adm1+code,#reached\n3,A,SS01,5\n4,B,SS02,x\n")
        let people = Concord.run(["rows", path, "--as", "people", "--format", "jsonl"])
        #expect(people.output.contains("\"count\":5"))
        #expect(people.errorLines.contains { $0.hasPrefix("line 4: ") && $0.hasSuffix("[people-unreadable]") })
    }

    @Test func refusals() {
        let scratch = Scratch()
        let untagged = scratch.write("b.csv", "state name,idps\nX,1\n")
        #expect(Concord.run(["rows", untagged]).code == 1)
        #expect(Concord.run(["rows", scratch.path("absent.csv")]).code == 1)
        #expect(Concord.run(["rows", scratch.write("c.csv", "p,q\n"), "--guess"]).code == 1)
        let guess = Concord.run(["rows", untagged, "--guess", "--format", "csv"])
        #expect(guess.output == "header,tag\nstate name,#adm1+name\nidps,#affected+idps+ind\n")
        let mapped = Concord.run(["rows", untagged, "--map", scratch.write("map.csv", guess.output), "--format", "csv"])
        #expect(mapped.output == "line,#adm1+name,#affected+idps+ind\n2,X,1\n")
    }

    /// A workbook of the old kind is told as one; a path that leads nowhere leaves no trace, a file that is gone does.
    @Test func importOfWhatIsNoFile() {
        let node = Node()
        let old = node.scratch.write("old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 600))
        let refused = node.load([old])
        #expect(refused.code == 3)
        #expect(refused.errors.contains("save it as .xlsx"))
        #expect(!refused.errors.contains("XML"))
        let real = node.scratch.write("a.xml", IATI.document([IATI.activity("A")]))
        #expect(node.load([real, node.scratch.path("b.xml")]).code == 3)
        node.scratch.remove("a.xml")
        #expect(node.load([real]).code == 3)
        let status = node.run(["status", "--format", "csv"]).table
        #expect(status["source"] == [real, old])
        #expect(status["state"] == ["failed", "failed"])
    }
}
