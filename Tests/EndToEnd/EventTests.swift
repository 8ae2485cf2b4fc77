import Foundation
import Testbed
import Testing

/// Conflict events: each counted once, each dataset apart, nothing of them for who may not see them.
struct EventTests {
    private static let header = """
        id,year,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,country,country_id,date_prec,\
        date_start,date_end,best,high,low\n
        """

    /// A state-based event in Juba on 3 March 2015.
    private static func ucdp(_ id: String, deaths: (Int, Int, Int) = (1, 2, 3), precision: Int = 1) -> String {
        let (low, best, high) = deaths
        return "\(id),2015,1,Government,Rebels,1,Juba,Central Equatoria,Juba,4.85,31.6,South Sudan,626,\(precision),2015-03-03,2015-03-03,"
            + "\(best),\(high),\(low)\n"
    }

    private static func acled(_ id: String, deaths: Int, stamp: Int, date: String = "28-Jul-21") -> String {
        "\(id),\(date),2021,1,Battles,Armed clash,Army,Militia,728,South Sudan,Jonglei,Bor,Bor,6.2,31.55,1,\(deaths),\(stamp)\n"
    }

    private static let acledHeader = """
        event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,iso,country,admin1,admin2,location,latitude,\
        longitude,geo_precision,fatalities,timestamp\n
        """

    private func counts(_ node: Node, _ by: String = "country,year", reader: String? = nil) -> [String] {
        let words = reader.map { ["--reader", $0] } ?? []
        return node.run(words + ["events", "--by", by, "--format", "csv"]).table.rows.map { $0.joined(separator: "|") }
    }

    @Test func datasetsStandApart() {
        let node = Node()
        node.scratch.write("ucdp.csv", Self.header + Self.ucdp("1"))
        node.scratch.write("acled.csv", Self.acledHeader + Self.acled("SSD1", deaths: 7, stamp: 1))
        node.load([node.scratch.folder])
        #expect(counts(node, "country,place,month") == ["UCDP GED|SS|SS-EC|2015-03|1|1|2|3", "ACLED|SS|SS-JG|2021-07|1|7|7|7"])
        #expect(counts(node, "type") == ["UCDP GED|state-based conflict|1|1|2|3", "ACLED|Battles: Armed clash|1|7|7|7"])
    }

    @Test(arguments: ["28-Jul-21", "28 July 2021", "2021-07-28", "28/07/2021", "28-July-2021"])
    func everyFormOfDate(text: String) {
        let node = Node()
        node.load([node.scratch.write("acled.csv", Self.acledHeader + Self.acled("SSD1", deaths: 7, stamp: 1, date: text))])
        #expect(counts(node, "month") == ["ACLED|2021-07|1|7|7|7"])
    }

    /// A month that is not known is not guessed.
    @Test func onlyTheYear() {
        let node = Node()
        node.load([node.scratch.write("ucdp.csv", Self.header + Self.ucdp("1", precision: 5))])
        #expect(counts(node, "month") == ["UCDP GED|2015-00|1|1|2|3"])
        #expect(counts(node, "year") == ["UCDP GED|2015|1|1|2|3"])
    }

    @Test func aBadRowLosesItself() {
        let node = Node()
        let bad = Self.ucdp("2").replacingOccurrences(of: "2015-03-03", with: "2015-13-45")
        let run = node.load([node.scratch.write("ucdp.csv", Self.header + Self.ucdp("1") + bad + "\n" + Self.ucdp("3"))])
        #expect(run.code == 0)
        #expect(counts(node, "year") == ["UCDP GED|2015|2|2|4|6"])
        let problems = node.run(["problems", "--format", "csv"]).table
        #expect(problems["rule"] == ["event-unreadable"] && problems["line"] == ["3"])
        #expect(node.run(["status", "--format", "csv"]).table["records"] == ["3"])
    }

    /// The copy that its dataset changed last counts, whatever the order of import.
    @Test(arguments: [["a.csv", "b.csv"], ["b.csv", "a.csv"]])
    func oneEventOnce(order: [String]) {
        let node = Node()
        node.scratch.write("a.csv", Self.acledHeader + Self.acled("SSD1", deaths: 7, stamp: 1_600_000_002))
        node.scratch.write(
            "b.csv", Self.acledHeader + Self.acled("SSD1", deaths: 5, stamp: 1_600_000_001) + Self.acled("SSD2", deaths: 1, stamp: 1))
        for name in order { node.load([node.scratch.path(name)]) }
        #expect(counts(node, "year") == ["ACLED|2021|2|8|8|8"])
    }

    /// A hidden copy that wins takes nothing from who may not see it.
    @Test func handling() {
        let node = Node()
        node.load([node.scratch.write("open/a.csv", Self.acledHeader + Self.acled("SSD1", deaths: 5, stamp: 1_600_000_001))])
        let hidden = Self.acledHeader + Self.acled("SSD1", deaths: 9, stamp: 1_600_000_002) + Self.acled("SSD9", deaths: 4, stamp: 1)
        node.load([node.scratch.write("hidden/b.csv", hidden)], handling: "named:USA")
        #expect(counts(node, "year", reader: "JPN") == ["ACLED|2021|1|5|5|5"])
        #expect(counts(node, "year", reader: "USA") == ["ACLED|2021|2|13|13|13"])
        #expect(counts(node, "year") == ["ACLED|2021|2|13|13|13"])
    }

    /// A file that is gone counts no more, and its copy in another file counts again.
    @Test func withdrawn() {
        let node = Node()
        node.scratch.write("d/a.csv", Self.acledHeader + Self.acled("SSD1", deaths: 5, stamp: 1_600_000_001))
        let later = node.scratch.write("d/b.csv", Self.acledHeader + Self.acled("SSD1", deaths: 9, stamp: 1_600_000_002))
        node.load([node.scratch.path("d")])
        #expect(counts(node, "year") == ["ACLED|2021|1|9|9|9"])
        try? FileManager.default.removeItem(atPath: later)
        node.load([node.scratch.path("d")])
        #expect(counts(node, "year") == ["ACLED|2021|1|5|5|5"])
    }

    /// Sudan's events of before 9 July 2011: southern places are South Sudan's now, what has no place stays with undivided Sudan, Abyei is of no country.
    @Test func borders() {
        let node = Node()
        func event(_ id: Int, _ day: String, _ province: String) -> String {
            "\(id),\(day.prefix(4)),1,Government,Rebels,\(province.isEmpty ? 6 : 4),Somewhere,\(province),,,,Sudan,625,1,\(day),\(day),2,2,2\n"
        }
        let rows = [
            event(1, "2011-07-08", "Jonglei"), event(2, "2011-07-08", ""), event(3, "2011-07-09", ""), event(4, "2010-01-01", "Abyei"),
            event(5, "2010-01-01", "Khartoum"),
        ]
        node.load([node.scratch.write("ucdp.csv", Self.header + rows.joined())])
        func counts(_ words: String...) -> [String] {
            node.run(["events", "--format", "csv"] + words).table.rows.map { $0.joined(separator: "|") }
        }
        #expect(counts("--by", "country") == ["UCDP GED|SD|5|10|10|10"])
        let now = ["UCDP GED|Abyei|1|2|2|2", "UCDP GED|SD|2|4|4|4", "UCDP GED|SS|1|2|2|2", "UCDP GED|Sudan (undivided)|1|2|2|2"]
        #expect(counts("--by", "country", "--borders", "now") == now)
        #expect(counts("--by", "place", "--borders", "now", "--country", "SS") == ["UCDP GED|SS-JG|1|2|2|2"])
        #expect(node.run(["events", "--list", "--borders", "now", "--country", "SS", "--format", "csv"]).table["identifier"] == ["1"])
    }

    @Test func changedFileReplacesItself() {
        let node = Node()
        let path = node.scratch.write("a.csv", Self.header + Self.ucdp("1") + Self.ucdp("2"))
        node.load([path])
        node.scratch.write("a.csv", Self.header + Self.ucdp("2", deaths: (4, 5, 6)))
        node.load([path])
        #expect(counts(node, "year") == ["UCDP GED|2015|1|4|5|6"])
    }

    @Test func twiceInOneFile() {
        let node = Node()
        let first = Self.acled("SSD1", deaths: 5, stamp: 2) + Self.acled("SSD2", deaths: 1, stamp: 1)
        let rows = first + Self.acled("SSD1", deaths: 9, stamp: 1)
        node.load([node.scratch.write("a.csv", Self.acledHeader + rows)])
        #expect(counts(node, "year") == ["ACLED|2021|2|6|6|6"])
        #expect(counts(node, "place") == ["ACLED|SS-JG|2|6|6|6"])
    }

    /// An event that its file no longer has counts again in the other file.
    @Test func droppedCopy() {
        let node = Node()
        node.load([node.scratch.write("a.csv", Self.acledHeader + Self.acled("SSD1", deaths: 5, stamp: 1))])
        let copies = Self.acled("SSD1", deaths: 9, stamp: 2) + Self.acled("SSD2", deaths: 1, stamp: 2)
        let other = node.scratch.write("b.csv", Self.acledHeader + copies)
        node.load([other])
        #expect(counts(node, "year") == ["ACLED|2021|2|10|10|10"])
        node.scratch.write("b.csv", Self.acledHeader + Self.acled("SSD2", deaths: 1, stamp: 2))
        node.load([other])
        #expect(counts(node, "year") == ["ACLED|2021|2|6|6|6"])
    }

    /// More rows than are read at once, and room for a part of them only: one line, exit 1, all of them once there is room. Blocks of 512 bytes.
    @Test(arguments: [400, 2000])
    func noRoom(blocks: Int) {
        let node = Node()
        node.load([node.scratch.write("ucdp.csv", Self.header + Self.ucdp("1"))])
        let many = (1...8000).map { Self.acled("SSD\($0)", deaths: 2, stamp: $0) }.joined()
        let path = node.scratch.write("acled.csv", Self.acledHeader + many)
        let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\""
        let words = ["-c", script, Concord.binary, "--store", node.store, "import", path]
        let run = Child("/bin/sh", words, environment: Concord.environment).wait(limit: 120)
        #expect(run.code == 1 && run.errorLines.count == 1, "\(run)")
        #expect(counts(node, "year") == ["UCDP GED|2015|1|1|2|3"])
        node.load([path])
        #expect(counts(node, "year") == ["UCDP GED|2015|1|1|2|3", "ACLED|2021|8000|16000|16000|16000"])
    }

    /// From a count to the events, from an event to the row of its file.
    @Test func wayBack() {
        let node = Node()
        let path = node.scratch.write(
            "acled.csv", Self.acledHeader + Self.acled("SSD1", deaths: 7, stamp: 1) + Self.acled("SSD2", deaths: 1, stamp: 1))
        node.load([path])
        let list = node.run(["events", "--list", "--format", "csv"]).table
        #expect(list["identifier"] == ["SSD1", "SSD2"] && list["line"] == ["2", "3"] && list["file"] == [path, path])
        let trace = node.run(["trace", "SSD2", "--format", "csv"]).table
        #expect(trace.dictionary("column", "value")["event_date"] == "28-Jul-21")
        #expect(Set(trace["line"]) == ["3"] && trace.dictionary("column", "value")["admin1"] == "Jonglei")
    }

    /// ACLED's events stay with the store's owner; UCDP's may be passed on.
    @Test func onlyCountsLeave() {
        let node = Node()
        node.scratch.write("ucdp.csv", Self.header + Self.ucdp("1"))
        node.scratch.write("acled.csv", Self.acledHeader + Self.acled("SSD1", deaths: 7, stamp: 1))
        node.load([node.scratch.folder])
        #expect(node.run(["--reader", "JPN", "events", "--list", "--format", "csv"]).table["dataset"] == ["UCDP GED"])
        #expect(node.run(["--reader", "JPN", "trace", "SSD1"]).code == 1)
        #expect(counts(node, "year", reader: "JPN") == ["UCDP GED|2015|1|1|2|3", "ACLED|2021|1|7|7|7"])
    }

    /// Every dataset at hand against sums made in Python.
    @Test(.enabled(if: Testbed.shared != nil && Testbed.python != nil, Comment(rawValue: Testbed.withoutShared)))
    func realFiles() {
        let folder = Testbed.shared! + "/data/conflict"
        let node = Node()
        node.load([folder])
        let oracle = Python.run("events.py", Testbed.files(under: folder)).table.rows
        let names = World.reference.codes.alpha3
        let ours = node.run(["events", "--by", "country,year", "--format", "csv"]).table.rows.map { row in
            [row[0], names[row[1]] ?? row[1]] + row[2...]
        }
        #expect(oracle.count > 60)
        for row in oracle { #expect(ours.contains(row), "\(row)") }
    }
}
