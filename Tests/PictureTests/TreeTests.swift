import Picture
import Records
import Store
import Testbed
import Testing

/// Rule 12, `net` over one publisher's parents and children: each flow at one level, the lowest that agrees within 1 %.
struct TreeTests {
    private static func node(_ name: String, _ amount: String?, parent: String? = nil, children: [String] = [], by reporter: String = "R-1")
        -> String
    {
        let up = parent.map { IATI.related($0, IATI.parent) } ?? ""
        let down = children.map { IATI.related($0, IATI.child) }.joined()
        return IATI.activity(name, by: reporter, inside: up + down, amount.map { IATI.transaction($0) } ?? "")
    }

    static let cases = [
        NetCase(
            "children name the parent: 60 + 40 are the parent's 100",
            [node("P", "100"), node("P-1", "60", parent: "P"), node("P-2", "40", parent: "P")], net: ["P-1 USD 60.00", "P-2 USD 40.00"]),
        NetCase(
            "the parent names the children", [node("P", "100", children: ["P-1", "P-2"]), node("P-1", "60"), node("P-2", "40")],
            net: ["P-1 USD 60.00", "P-2 USD 40.00"]),
        NetCase(
            "rounding: 99.50 is within 1 % of 100", [node("P", "100"), node("P-1", "60", parent: "P"), node("P-2", "39.5", parent: "P")],
            net: ["P-1 USD 60.00", "P-2 USD 39.50"]),
        NetCase(
            "exactly 1 % apart still agrees", [node("P", "100"), node("P-1", "99", parent: "P")], net: ["P-1 USD 99.00"]),
        NetCase(
            "further apart: as published", [node("P", "100"), node("P-1", "98.99", parent: "P")], net: ["P USD 100.00", "P-1 USD 98.99"]),
        NetCase(
            "three levels: the lowest counts",
            [
                node("P", "100"), node("P-1", "60", parent: "P"), node("P-2", "40", parent: "P"), node("P-1-1", "60", parent: "P-1"),
                node("P-2-1", "25", parent: "P-2"), node("P-2-2", "15", parent: "P-2"),
            ], net: ["P-1-1 USD 60.00", "P-2-1 USD 25.00", "P-2-2 USD 15.00"]),
        NetCase(
            "three levels, one branch ends at the second",
            [
                node("P", "100"), node("P-1", "60", parent: "P"), node("P-2", "40", parent: "P"), node("P-1-1", "60", parent: "P-1"),
            ], net: ["P-1-1 USD 60.00", "P-2 USD 40.00"]),
        NetCase(
            "a middle level without money of its own",
            [node("P", "100"), node("P-1", nil, parent: "P"), node("P-1-1", "100", parent: "P-1")], net: ["P-1-1 USD 100.00"]),
        NetCase(
            "money at the children only", [node("P", nil), node("P-1", "60", parent: "P")], net: ["P-1 USD 60.00"]),
        NetCase(
            "another publisher's child is no level of this tree",
            [node("P", "100"), node("P-1", "100", parent: "P", by: "R-2")], net: ["P USD 100.00", "P-1 USD 100.00"]),
        NetCase(
            "a child that is in no file", [node("P", "100", children: ["P-1"])], net: ["P USD 100.00"]),
        NetCase(
            "siblings that call each other children, but name their parent: 50 + 50 are its 100",
            [node("P", "100"), node("P-1", "50", parent: "P", children: ["P-2"]), node("P-2", "50", parent: "P", children: ["P-1"])],
            net: ["P-1 USD 50.00", "P-2 USD 50.00"]),
    ]

    @Test(arguments: cases)
    func net(_ given: NetCase) throws {
        let world = World()
        try world.load([world.scratch.write("a.xml", IATI.document(given.activities))])
        #expect(try world.totals(.net, by: [.activity]) == given.net)
    }

    /// A loop of parents is no tree; none of the 100 may vanish.
    @Test func aLoopOfParentsLosesNothing() throws {
        let world = try World(Self.node("P", "100", parent: "Q"), Self.node("Q", "100", parent: "P"))
        #expect(try world.totals(.net, by: []) == ["USD 100.00"])
    }

    /// Each flow at one level of its own: commitments stand at the parent, spend at the child.
    @Test func flowsHaveLevelsOfTheirOwn() throws {
        let child = IATI.activity("P-1", inside: IATI.related("P", IATI.parent), IATI.transaction("60"))
        let world = try World(IATI.activity("P", inside: IATI.transaction("100", "2")), child)
        #expect(try world.totals(.net, by: [.activity]) == ["P-1 USD 60.00"])
        #expect(try world.totals(.net, by: [.activity]) { $0.flow = .commitments } == ["P USD 100.00"])
    }

    /// A's 100 go to parent P, whose child P-1 reports them again: A's 100 once.
    @Test func aLinkReachesTheLevelThatCounts() throws {
        let world = try World(
            IATI.activity("A", by: "R-A", inside: IATI.transaction("100", "3", IATI.to("P"))), Self.node("P", "100"),
            Self.node("P-1", "100", parent: "P"))
        #expect(try world.totals(.net, by: [.activity]) == ["A USD 100.00"])
    }

    @Test func theSameUnderEveryOtherRule() throws {
        let world = try World(Self.node("P", "100"), Self.node("P-1", "100", parent: "P"))
        for rule in [CountingRule.reporter, .funder, .implementer] {
            #expect(try world.totals(rule, by: []) == ["USD 200.00"])
        }
    }
}

/// What `net` leaves out beside links and trees.
struct RestatementTests {
    /// 38,000 revised to 34,580 for the same year, and 5,000 for the next: reporter adds what was published, net takes the revision.
    @Test func aRevisedBudgetSpeaksForItsPeriod() throws {
        let budgets = [
            IATI.budget("38000", from: "2011-04-01", to: "2012-03-31"),
            IATI.budget("34580", type: "2", from: "2011-04-01", to: "2012-03-31"),
            IATI.budget("5000", from: "2012-04-01", to: "2013-03-31"),
        ]
        let world = try World(IATI.activity("A", inside: budgets.joined()))
        #expect(try world.totals(.reporter, by: [.year]) { $0.flow = .budgets } == ["2011 USD 72580.00", "2012 USD 5000.00"])
        #expect(try world.totals(.net, by: [.year]) { $0.flow = .budgets } == ["2011 USD 34580.00", "2012 USD 5000.00"])
    }

    @Test func aSecondaryReportIsInNoNet() throws {
        let world = try World(
            IATI.activity("A", inside: IATI.transaction("100")),
            IATI.activity("S-A", by: "S-1", secondary: true, inside: IATI.transaction("100")))
        #expect(try world.totals(.reporter, by: [.activity]) == ["A USD 100.00", "S-A USD 100.00"])
        #expect(try world.totals(.net, by: [.activity]) == ["A USD 100.00"])
    }

    /// AidData is a secondary reporter by the register, flagged or not.
    @Test func aReporterThatTheRegisterCallsSecondary() throws {
        let world = try World(IATI.activity("S-A", by: "US-501c3-522318905", inside: IATI.transaction("100")))
        #expect(try world.totals(.net, by: [.activity]) == [])
    }

    /// Under one identifier the original wins, though the restatement is newer.
    @Test func underOneIdentifierTheOriginalCounts() throws {
        let world = try World(
            IATI.activity("A", updated: "2010-01-01", inside: IATI.transaction("100")),
            IATI.activity("A", by: "S-1", updated: "2014-01-01", secondary: true, inside: IATI.transaction("999")))
        for rule in CountingRule.allCases { #expect(try world.totals(rule, by: []) == ["USD 100.00"]) }
    }
}
