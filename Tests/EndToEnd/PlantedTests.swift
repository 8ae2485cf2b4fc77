import Foundation
import Testbed
import Testing

/// The counting traps of Examples/sudan-2011/PLANTED.md, with the figures that stand there; written with the example, by hand.
struct PlantedTests {
    static let node: Node = {
        let node = Node()
        node.load([Testbed.examples + "/sudan-2011"])
        return node
    }()

    struct Trap: Sendable, CustomTestStringConvertible {
        let name: String
        let identifiers: [String]
        let by: String
        let expected: [String]
        let options: [String]
        var testDescription: String { name }
        init(_ name: String, _ identifiers: String..., by: String, _ expected: String..., options: String...) {
            self.name = name
            self.identifiers = identifiers
            self.by = by
            self.expected = expected
            self.options = options
        }
    }

    static let traps = [
        Trap(
            "T1 countries 50 + 40", "US-GOV-11-PRM-11-0902", by: "country", "SD|USD|2600000.00", "SS|USD|2080000.00",
            "unspecified|USD|520000.00"),
        Trap(
            "T2 countries 50 + 30", "XM-DAC-701-8-2011X14", by: "country", "KE|JPY|120900000.00", "UG|JPY|72540000.00",
            "unspecified|JPY|48360000.00"),
        Trap(
            "T3 sectors 50 + 30", "JP-PWJ-SS-2012-03", by: "sector", "12261|JPY|4191000.00", "14030|JPY|6985000.00",
            "unspecified|JPY|2794000.00"),
        Trap(
            "T4 sectors 60 + 30", "XI-IATI-EC_DEVCO-2008/900125", by: "sector", "14030|EUR|3216000.00", "43040|EUR|6432000.00",
            "unspecified|EUR|1072000.00"),
        Trap("T4 by value-date", "XI-IATI-EC_DEVCO-2008/900125", by: "", "EUR|2100000.00", options: "--from", "2011", "--to", "2011"),
        Trap("T5 sectors 60 + 60", "41122-SDN-9505", by: "", "USD|16450000.00"),
        Trap("T6 countries 70 + 50", "US-GOV-11-AF-10-0801", by: "country", "SD|USD|1085000.00", "SS|USD|775000.00"),
        Trap(
            "T7 one sector with 60, two bare", "US-EIN-911148123-SD05", by: "sector", "16020|USD|75600.00", "32130|USD|75600.00",
            "43040|USD|226800.00"),
        Trap("T8 DAC and DAC-3", "XI-IATI-EC_DEVCO-2010/900126", by: "sector", "31120|EUR|5901000.00", "43040|EUR|2529000.00"),
        Trap("T9 a vocabulary of its own", "US-GOV-1-668-X-11-0012", by: "sector", "15110|USD|3588000.00", "15124|USD|2392000.00"),
        Trap("T10 commas", "XM-DAC-41140-P4P-900501", by: "", "USD|2290000.00"),
        Trap("T11 default currency", "JP-PWJ-SS-2012-04", by: "", "USD|406500.00"),
        Trap("T12 currency in small letters", "XM-DAC-701-2-2012-KUSA-913", by: "", "JPY|9412000.00"),
        Trap("T13 30 February", "XM-DAC-41310-UNMIS-DDR-04", by: "year", "2010|USD|610000.00", "2011|USD|935000.00"),
        Trap("T17 and T20 the later copy", "US-1-650-X-10-0031", by: "country", "SS|USD|8200000.00"),
        Trap("T19 restated", "XM-DAC-701-8-2011X06", by: "reporter", "XM-DAC-701-8|JPY|1631200000.00"),
        Trap("T19 restated, the other", "GB-1-900220", by: "", "GBP|6020000.00"),
        Trap("T21 then", "US-1-650-X-10-0103", by: "country", "SD|USD|6900000.00"),
        Trap("T21 now", "US-1-650-X-10-0103", by: "country", "Sudan (undivided)|USD|6900000.00", options: "--borders", "now"),
        Trap("T22 then", "XM-DAC-41310-UNMIS-DDR-04", by: "country", "SD|USD|1545000.00"),
        Trap("T22 now", "XM-DAC-41310-UNMIS-DDR-04", by: "country,place", "SS|SS-JG|USD|1545000.00", options: "--borders", "now"),
        Trap("T25 a refund", "US-1-650-X-08-0201", by: "", "USD|160450000.00"),
        Trap("T26 a loan", "XM-DAC-701-8-2010X13", by: "country,finance", "UG|410|JPY|1067000000.00"),
        Trap("T27 transactions with countries", "US-GOV-11-PRM-12-0903", by: "country", "ET|USD|4960000.00", "TD|USD|7440000.00"),
        Trap("T28 parts of a yen", "XM-DAC-701-8-2012X09", by: "", "JPY|262700000.75"),
        Trap("T24 neither country nor region", "XM-DAC-701-12-SML-X5", by: "country", "unspecified|JPY|7215000.00"),
        Trap(
            "T29 the revised budget", "XM-DAC-701-2-2011-HRD-931", by: "year", "2011|JPY|138320000.00", "2012|JPY|138320000.00",
            options: "--flow", "budgets", "--rule", "net"),
        Trap("T31 nothing in spend", "US-GOV-11-PM-11-0702", by: ""),
    ]

    @Test(arguments: traps)
    func trap(_ trap: Trap) {
        let by = trap.by.isEmpty ? "activity" : "activity," + trap.by
        let rows = Self.node.totals(by, ["--currency", "original"] + trap.options).rows
        let found = rows.filter { trap.identifiers.contains($0[0]) }.map { $0.dropFirst().joined(separator: "|") }
        #expect(found == trap.expected)
    }

    /// Flow type 10 is aid, 20 in the files of ministries of defence security assistance, 30 private money.
    @Test(arguments: [
        ("10", nil, ["oda"]), ("20", "dod", ["security"]), ("20", "japan-mod", ["security"]), ("30", "peacewinds", ["private"]),
        ("30", "mercycorps", ["private"]),
    ])
    func assistance(flow: String, file: String?, expected: [String]) {
        let identifiers = Self.identifiers(flow: flow, file: file)
        #expect(identifiers.count >= 2)
        let rows = Self.node.totals("activity,assistance", ["--currency", "original"]).rows.filter { identifiers.contains($0[0]) }
        #expect(Set(rows.map { $0[1] }) == Set(expected))
    }

    @Test func whatIsNoFlowIsNoAid() {
        let identifiers = Self.identifiers(flow: "40", file: "unmiss")
        let rows = Self.node.totals("activity,assistance", ["--currency", "original"]).rows.filter { identifiers.contains($0[0]) }
        #expect(rows.count >= 3)
        #expect(!rows.contains { $0[1] == "oda" })
    }

    /// Identifiers of the activities whose default flow type is `flow`, as they stand in the files.
    private static func identifiers(flow: String, file: String?) -> Set<String> {
        let files = Testbed.files(under: Testbed.examples + "/sudan-2011").filter { $0.hasSuffix("\(file ?? "").xml") }
        let activities = files.flatMap { Testbed.text(of: $0).split(separator: "<iati-activity ").dropFirst() }
        let chosen = activities.filter { $0.contains("<default-flow-type code=\"\(flow)\"") }
        return Set(chosen.map { String($0.split(separator: "<iati-identifier>")[1].prefix { $0 != "<" }) })
    }

    /// T14 to T17: a parent repeats its children; `reporter` shows both levels, `net` the lower one.
    @Test(arguments: [
        ("US-1-650-P-GOV", "spend", "57550000.00"), ("US-1-650-P-GOV", "commitments", "64500000.00"),
        ("US-1-650-P-INF", "spend", "173350000.00"), ("US-1-650-P-INF", "commitments", "189100000.00"),
        ("41114-PROJECT-900101", "spend", "34090000.00"), ("41114-PROJECT-900101", "commitments", "35900000.00"),
        ("41114-PROJECT-900301", "spend", "9290000.00"), ("41114-PROJECT-900301", "commitments", "9500000.00"),
    ])
    func parents(parent: String, flow: String, amount: String) {
        #expect(amounts("reporter", flow)[parent] == Decimal(string: amount))
        #expect(amounts("net", flow)[parent] == nil)
    }

    /// What the children of the two U.S. parents spent: awards that hand on and receive nothing.
    @Test(arguments: [
        (["US-1-650-X-09-0101", "US-1-650-X-10-0102", "US-1-650-X-10-0103", "US-1-650-X-08-0104"], "57550000.00"),
        (["US-1-650-X-08-0201", "US-1-650-X-10-0202", "US-1-650-X-11-0203"], "173350000.00"),
    ])
    func children(identifiers: [String], amount: String) {
        let net = amounts("net", "spend")
        #expect(identifiers.reduce(Decimal(0)) { $0 + (net[$1] ?? 0) } == Decimal(string: amount))
    }

    /// Double counts with a link: the downstream spend less the linked dollars that PLANTED.md gives.
    @Test(arguments: [
        ("D1", "41114-OUTPUT-900112", 17_000_000), ("D2 and D12", "XM-DAC-41121-2011-SSD-9101", 9_500_000 + 5_000_000),
        ("D11", "XM-DAC-41140-SO-900103", 4_200_000), ("D13", "XM-DAC-41310-UNMISS-MA-03", 2_800_000),
        ("D14", "XM-DAC-41310-UNMISS-POL-02", 1_500_000), ("D15", "XM-DAC-41121-2012-TCD-9202", 7_440_000),
        ("D15", "XM-DAC-41121-2012-ETH-9301", 4_960_000), ("D16", "XM-DAC-41140-EMOP-900338", 22_400_000),
        ("D19", "41114-OUTPUT-900111", 6_200_000),
    ])
    func linked(case: String, identifier: String, linked: Int) throws {
        let reported = try #require(amounts("reporter", "spend")[identifier])
        #expect(amounts("net", "spend")[identifier] ?? 0 == max(0, reported - Decimal(linked)))
    }

    /// Double counts without a link stay until somebody confirms them.
    @Test(arguments: ["JP-PWJ-SS-2011-01", "US-GOV-1-668-X-10-0041", "41122-SDN-9501", "XM-DAC-701-8-2012X07"])
    func unlinked(identifier: String) {
        #expect(amounts("net", "spend")[identifier] == amounts("reporter", "spend")[identifier])
    }

    /// By activity, in the one currency that each of these has.
    private func amounts(_ rule: String, _ flow: String) -> [String: Decimal] { Self.sums[rule + flow]! }

    private static let sums: [String: [String: Decimal]] = {
        var found: [String: [String: Decimal]] = [:]
        for rule in ["reporter", "net"] {
            for flow in ["spend", "commitments"] {
                let rows = node.totals("activity", ["--currency", "original", "--rule", rule, "--flow", flow]).rows
                let amounts = rows.map { ($0[0], Decimal(string: $0[2])!) }
                found[rule + flow] = Dictionary(amounts, uniquingKeysWith: { first, _ in first })
            }
        }
        return found
    }()
}
