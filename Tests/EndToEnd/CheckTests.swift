import Foundation
import Testbed
import Testing

/// `concord check` as it is run: exit codes, formats, hostile files, and libxml2's own verdicts.
struct CheckTests {
    private let scratch = Scratch()

    private static let good = """
        <?xml version="1.0" encoding="UTF-8"?>
        <iati-activities version="2.03">
        <iati-activity xml:lang="en" default-currency="USD">
        <iati-identifier>XM-DAC-302-7</iati-identifier>
        <reporting-org ref="XM-DAC-302" type="10"><narrative>R</narrative></reporting-org>
        <title><narrative>Wells</narrative></title>
        <description><narrative>Wells for a village</narrative></description>
        <participating-org role="1" ref="XM-DAC-302"/>
        <activity-status code="2"/>
        <activity-date type="1" iso-date="2015-01-01"/>
        <recipient-country code="SS"/>
        <sector code="14030"/>
        </iati-activity>
        </iati-activities>
        """

    private func check(_ text: String, _ options: String..., limit: Double = 60) -> Run {
        Concord.run(["check"] + options + [scratch.write("file.xml", text)], limit: limit)
    }

    @Test func exitCodes() {
        #expect(check(Self.good).code == 0)
        #expect(check(Self.good.replacing("<sector code=\"14030\"/>", with: "<sector/>")).code == 1)
        #expect(check(Self.good.replacing("</title>", with: "")).code == 1)
        let badCode = Self.good.replacing("code=\"2\"", with: "code=\"77\"")
        #expect(check(badCode).code == 0)
        #expect(check(badCode, "--strict").code == 1)
        let badRule = Self.good.replacing("<recipient-country code=\"SS\"/>", with: "")
        #expect(check(badRule).code == 0)
        #expect(check(badRule, "--strict").code == 1)
        #expect(Concord.run(["check", scratch.path("nothing.xml")]).code == 3)
        #expect(check(Self.good, "--iati-version", "9.99").code == 2)
        #expect(check(Self.good, "-o", "report.txt").code == 2)
    }

    @Test func rulesetsCount() {
        let ruleset = scratch.write("rules.json", #"{"//iati-activity": {"atleast_one": {"cases": [{"paths": ["budget"]}]}}}"#)
        #expect(check(Self.good, "--ruleset", ruleset).code == 1)
        let other = scratch.write("others.json", #"{"//iati-activity": {"atleast_one": {"cases": [{"paths": ["sector"]}]}}}"#)
        #expect(check(Self.good, "--ruleset", other).code == 0)
        #expect(check(Self.good, "--ruleset", scratch.path("none.json")).code == 2)
        #expect(check(Self.good, "--ruleset", scratch.write("bad.json", "{")).code == 2)
    }

    @Test func rowsAndPages() {
        let run = check(Self.good.replacing("<sector code=\"14030\"/>", with: "<sector/>"), "--format", "csv")
        #expect(run.table.header == ["file", "line", "rule", "severity", "message"])
        #expect(run.table.rows.contains { Array($0[1...3]) == ["12", "attribute-missing", "error"] })
        let page = scratch.path("report.html")
        #expect(check(Self.good.replacing("<sector code=\"14030\"/>", with: "<sector colour=\"&lt;script&gt;\"/>"), "-o", page).code == 1)
        let html = Testbed.text(of: page)
        #expect(html.contains("attribute-missing") && !html.contains("<script"))
    }

    // MARK: Hostile files

    private static let hostile: [(name: String, text: @Sendable () -> String)] = [
        (
            "bomb",
            {
                "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">" + (1...40).map { "<!ENTITY a\($0) \"&a;&a;&a;&a;\">" }.joined() + "]>"
                    + good.replacing("Wells<", with: "&a40;<")
            }
        ),
        ("depth", { good.replacing("<sector code=\"14030\"/>", with: String(repeating: "<a>", count: 100_000)) }),
        ("foreign depth", { good.replacing("<sector code=\"14030\"/>", with: String(repeating: "<x:a xmlns:x=\"y\">", count: 100_000)) }),
        ("huge text", { good.replacing("Wells<", with: String(repeating: "Wells ", count: 4_000_000) + "<") }),
        ("huge attribute", { good.replacing("14030", with: String(repeating: "1", count: 20_000_000)) }),
        (
            "many attributes",
            { good.replacing("<sector code", with: "<sector " + (0..<200_000).map { "a\($0)=\"\"" }.joined(separator: " ") + " code") }
        ),
        (
            "many attributes of the root",
            { good.replacing("version=\"2.03\"", with: (0..<200_000).map { "a\($0)=\"\"" }.joined(separator: " ")) }
        ),
        ("junk", { good + String(repeating: "<junk>", count: 1_000_000) }),
        ("junk between", { good.replacing("<iati-activity ", with: String(repeating: "x", count: 30_000_000) + "<iati-activity ") }),
        ("open comment", { good.replacing("<sector", with: "<!-- " + String(repeating: "<sector ", count: 1_000_000)) }),
        ("zeros", { String(repeating: "\0", count: 1_000_000) }),
        ("nothing", { "" }), ("markup alone", { String(repeating: "<", count: 3_000_000) }),
        ("many children", { good.replacing("<sector code=\"14030\"/>", with: String(repeating: "<sector/>", count: 300_000)) }),
    ]

    @Test(arguments: hostile.indices) func hostileFilesNeitherCrashNorFill(index: Int) {
        let (name, text) = Self.hostile[index]
        let run = check(text(), "--format", "csv", limit: 120)
        #expect(run.signal == 0 && !run.isTimedOut, "\(name): \(run)")
        #expect(run.code == 0 || run.code == 1, "\(name)")
        #expect(run.peak < 400 << 20, "\(name): \(run.peak >> 20) MB")
    }

    @Test func encodingsThatLie() {
        let wide = "<?xml version=\"1.0\"?><other>".utf8.flatMap { [0, 0, 0, $0] as [UInt8] }
        for bytes: [UInt8] in [
            Array(Self.good.replacing("UTF-8", with: "UTF-16").utf8),
            Array(Self.good.replacing("Wells", with: "W\u{e9}lls").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }),
            [0xFF, 0xFE] + Array(Self.good.utf8),
            wide + [0x7F, 0xFF, 0xFF, 0xFF],
        ] {
            let run = Concord.run(["check", scratch.write("lie.xml", bytes)])
            #expect(run.code == 1 || run.code == 0)
            // libxml2 has nothing to say past us.
            #expect(run.errorLines.count == 1, "\(run)")
        }
    }

    /// Records stream: ten times the file does not take ten times the memory.
    @Test func memoryStaysFlat() {
        let record = Self.good.split(separator: "\n").dropFirst(2).dropLast().joined(separator: "\n")
        func peak(_ count: Int) -> Int {
            let records = (0..<count).map { record.replacing("302-7", with: "302-\($0)") }.joined(separator: "\n")
            return check("<iati-activities version=\"2.03\">\n\(records)\n</iati-activities>", "--format", "csv").peak
        }
        let (small, large) = (peak(3_000), peak(60_000))
        #expect(large < small + 48 << 20, "\(small >> 20) MB, \(large >> 20) MB")
    }

    // MARK: libxml2

    @Test(.enabled(if: Testbed.shared != nil && Testbed.python != nil, Comment(rawValue: Testbed.withoutShared)))
    func verdictsAreLibxml2s() {
        let folders = ["iati", "iati-broken"].map { Testbed.shared! + "/data/" + $0 }
        compare("structure.py", ["--random", "200", "--files"] + folders)
    }

    @Test(.enabled(if: Testbed.shared != nil && Testbed.python != nil, Comment(rawValue: Testbed.withoutShared)))
    func reasonsAreLibxml2s() { compare("mutate_iati.py", ["--share", "0.006"]) }

    private func compare(_ script: String, _ words: [String]) {
        let peers = ["--concord", Concord.binary, "--schemas", Testbed.shared! + "/data/schemas"]
        let script = Testbed.package + "/Tests/Independent/" + script
        let run = Child(Testbed.python!, [script] + peers + words, environment: Concord.environment).wait(limit: 900)
        #expect(run.code == 0, "\(run)")
    }
}
