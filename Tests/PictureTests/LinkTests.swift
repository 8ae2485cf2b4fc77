import Picture
import Records
import Store
import Testbed
import Testing

/// Rule 12, `net` over links: what one record gives to another counts once. Every expected sum is worked out in its row.
struct LinkTests {
    private static func donor(_ identifier: String = "A", _ transactions: String...) -> String {
        IATI.activity(identifier, by: "R-\(identifier)", inside: transactions.joined())
    }

    static let cases = [
        NetCase(
            "no links: as published", [donor("A", IATI.transaction("100")), donor("B", IATI.transaction("80"))],
            net: ["A USD 100.00", "B USD 80.00"]),
        NetCase(
            "the giver names the receiver: B's 80 are of A's 100",
            [donor("A", IATI.transaction("100", "3", IATI.to("B"))), donor("B", IATI.transaction("80"))], net: ["A USD 100.00"]),
        NetCase(
            "the receiver names the giver: the same",
            [donor("A", IATI.transaction("100")), donor("B", IATI.transaction("100", "1", IATI.from("A")), IATI.transaction("80"))],
            net: ["A USD 100.00"]),
        NetCase(
            "both say it: 100 are linked, not 200; of B's 150 another 50 remain",
            [
                donor("A", IATI.transaction("100", "3", IATI.to("B"))),
                donor("B", IATI.transaction("100", "1", IATI.from("A")), IATI.transaction("150")),
            ], net: ["A USD 100.00", "B USD 50.00"]),
        NetCase(
            "in part: 100 less the 40 linked",
            [donor("A", IATI.transaction("40", "3", IATI.to("B"))), donor("B", IATI.transaction("100"))],
            net: ["A USD 40.00", "B USD 60.00"]),
        NetCase(
            "the giver reports only 30 of the 100 that B received: only these are told twice",
            [donor("A", IATI.transaction("30")), donor("B", IATI.transaction("100", "1", IATI.from("A")), IATI.transaction("100"))],
            net: ["A USD 30.00", "B USD 70.00"]),
        NetCase(
            "the giver is in no file", [donor("B", IATI.transaction("100", "1", IATI.from("A")), IATI.transaction("100"))],
            net: ["B USD 100.00"]),
        NetCase(
            "a chain: B passes on 60 of A's 100 and C spends 50 of them; all of it is A's",
            [
                donor("A", IATI.transaction("100", "3", IATI.to("B"))),
                donor("B", IATI.transaction("60", "3", IATI.to("C")), IATI.transaction("40")), donor("C", IATI.transaction("50")),
            ], net: ["A USD 100.00"]),
        NetCase(
            "a chain that adds: B adds 20 to A's 100 and C 30 to B's 120",
            [
                donor("A", IATI.transaction("100", "3", IATI.to("B"))), donor("B", IATI.transaction("120", "3", IATI.to("C"))),
                donor("C", IATI.transaction("150")),
            ], net: ["A USD 100.00", "B USD 20.00", "C USD 30.00"]),
        NetCase(
            "two givers: 60 and 70 are more than B's 100",
            [
                donor("A", IATI.transaction("60", "3", IATI.to("C"))), donor("B", IATI.transaction("70", "3", IATI.to("C"))),
                donor("C", IATI.transaction("100")),
            ], net: ["A USD 60.00", "B USD 70.00"]),
        NetCase(
            "two receivers of 40 and 60: 40 and 50 are told twice",
            [
                donor("A", IATI.transaction("40", "3", IATI.to("B")), IATI.transaction("60", "3", IATI.to("C"))),
                donor("B", IATI.transaction("40")), donor("C", IATI.transaction("50")),
            ], net: ["A USD 100.00"]),
        NetCase(
            "a record that names itself", [donor("A", IATI.transaction("100", "3", IATI.to("A")))], net: ["A USD 100.00"]),
        NetCase(
            "unlike currencies stay apart when nothing is linked",
            [donor("A", IATI.transaction("100"), IATI.transaction("5", "3", currency: "EUR"))], net: ["A EUR 5.00", "A USD 100.00"]),
        NetCase(
            "incoming money is not spend: B's 100 received are no spend to drop",
            [donor("A", IATI.transaction("100", "3", IATI.to("B"))), donor("B", IATI.transaction("100", "1"))], net: ["A USD 100.00"]),
    ]

    @Test(arguments: cases)
    func net(_ given: NetCase) throws {
        let world = World()
        try world.load([world.scratch.write("a.xml", IATI.document(given.activities))])
        #expect(try world.totals(.net, by: [.activity]) == given.net)
    }

    /// Each unit once: A and B each report 100 that came from the other. Which of them keeps it, no one can say; that it is 100, everyone.
    @Test func aLoopKeepsOneOfTheTwo() throws {
        let world = try World(
            Self.donor("A", IATI.transaction("100", "3", IATI.to("B"))), Self.donor("B", IATI.transaction("100", "3", IATI.to("A"))))
        #expect(try world.totals(.net, by: []) == ["USD 100.00"])
    }

    /// A reports 100 in all, B and C each received 100 from it: at most 100 can be told twice, so 200 of the 300 remain.
    @Test func aGiverExplainsNoMoreThanItReports() throws {
        let received = [IATI.transaction("100", "1", IATI.from("A")), IATI.transaction("100")].joined()
        let world = try World(Self.donor("A", IATI.transaction("100")), Self.donor("B", received), Self.donor("C", received))
        #expect(try world.totals(.net, by: []) == ["USD 200.00"])
    }

    /// 50 EUR at 0.8 EUR a dollar are 62.50 USD; of B's 100 USD 37.50 remain. In dollars 62.50 + 37.50.
    @Test func linksInAnotherCurrency() throws {
        let world = World()
        try world.load([world.scratch.write("rates.csv", "Date,Rate,Currency,Frequency\n2012-06-30,0.8,EUR,M\n")])
        let activities = [
            Self.donor("A", IATI.transaction("50", currency: "EUR", IATI.to("B"))), Self.donor("B", IATI.transaction("100")),
        ]
        try world.load([world.scratch.write("a.xml", IATI.document(activities))])
        #expect(try world.totals(.net, by: [.activity]) == ["A EUR 50.00", "B USD 37.50"])
        #expect(try world.totals(.net, by: []) { $0.currency = .converted("USD") } == ["USD 100.00"])
    }

    /// Commitments are linked by what B says was committed; where it says nothing, by what it was paid.
    @Test(arguments: [(IATI.transaction("90", "11", IATI.from("A")), "110"), (IATI.transaction("40", "1", IATI.from("A")), "160")])
    func commitments(received: String, left: String) throws {
        let world = try World(Self.donor("A", IATI.transaction("150", "2")), Self.donor("B", received, IATI.transaction("200", "2")))
        let net = try world.totals(.net, by: [.activity]) { $0.flow = .commitments }
        #expect(net == ["A USD 150.00", "B USD \(left).00"])
    }

    @Test func noRuleButNetAndFunderFollowsLinks() throws {
        let world = try World(
            Self.donor("A", IATI.transaction("100", "3", IATI.to("B"))), Self.donor("B", IATI.transaction("80")))
        for rule in [CountingRule.reporter, .implementer] {
            #expect(try world.totals(rule, by: [.activity]) == ["A USD 100.00", "B USD 80.00"])
        }
        #expect(try world.totals(.funder, by: [.activity]) == ["A USD 100.00"])
    }
}

/// Rule 12, `funder`: whose money it is.
struct FunderTests {
    private func participants(_ role: String, _ names: String...) -> String {
        names.map { "<participating-org role=\"\(role)\" ref=\"\($0)\"/>" }.joined()
    }

    @Test(arguments: [
        // The provider that the transaction names.
        ("<provider-org ref=\"P-9\"/>", ["F-1"], "P-9"),
        // Else the sole funding organisation.
        ("", ["F-1"], "F-1"),
        // Named twice it is still one.
        ("", ["F-1", "F-1"], "F-1"),
        // Several without amounts.
        ("", ["F-1", "F-2"], "shared"),
        // None: the reporter, marked.
        ("", [], "R-1 (source unknown)"),
        ("<provider-org ref=\" \"/>", [], "R-1 (source unknown)"),
    ])
    func funders(provider: String, funding: [String], expected: String) throws {
        let funding = funding.map { participants("1", $0) }.joined()
        let world = try World(IATI.activity("A", inside: funding, IATI.transaction("10", "3", provider)))
        #expect(try world.totals(.funder, by: [.funder]) == ["\(expected) USD 10.00"])
    }

    @Test(arguments: [
        ("<receiver-org ref=\"X-9\"/>", ["I-1"], "X-9"), ("", ["I-1"], "I-1"), ("", ["I-1", "I-2"], "unknown"), ("", [], "unknown"),
    ])
    func implementers(receiver: String, implementing: [String], expected: String) throws {
        let implementing = implementing.map { participants("4", $0) }.joined()
        let world = try World(IATI.activity("A", inside: implementing, IATI.transaction("10", "3", receiver)))
        #expect(try world.totals(.implementer, by: [.implementer]) == ["\(expected) USD 10.00"])
    }

    /// A core contribution stops at the multilateral: B's spending is B's own money. Each unit still counts once under `net`.
    @Test func coreMoneyStopsAtTheMultilateral() throws {
        let core = "<aid-type code=\"B02\"/>" + IATI.to("B", ref: "B-REF")
        let world = try World(
            IATI.activity("A", by: "A-REF", inside: IATI.transaction("100", "3", core)),
            IATI.activity("B", by: "B-REF", inside: IATI.transaction("80")))
        #expect(try world.totals(.funder, by: [.activity]) == ["A USD 100.00", "B USD 80.00"])
        #expect(try world.totals(.net, by: [.activity]) == ["A USD 100.00"])
    }

    /// Of 100 that A gives B, 30 are core and 70 earmarked: the 70 are A's, told twice; of B's 100 the 30 are B's.
    @Test func coreAndEarmarkedMoneyInOneRecord() throws {
        let core = "<aid-type code=\"B02\"/>" + IATI.to("B")
        let world = try World(
            IATI.activity("A", by: "A-REF", inside: IATI.transaction("30", "3", core), IATI.transaction("70", "3", IATI.to("B"))),
            IATI.activity("B", by: "B-REF", inside: IATI.transaction("100")))
        #expect(try world.totals(.funder, by: [.activity]) == ["A USD 100.00", "B USD 30.00"])
    }

    /// A reports no spend of its own; it names F as its funder, B names A as its source: B's money is F's.
    @Test func whatUpstreamDoesNotReportHasUpstreamsFunder() throws {
        let world = try World(
            IATI.activity("A", by: "A-REF", inside: participants("1", "F-7"), IATI.transaction("100", "2")),
            IATI.activity("B", by: "B-REF", inside: IATI.transaction("100", "1", IATI.from("A", ref: "A-REF")), IATI.transaction("80")))
        #expect(try world.totals(.funder, by: [.activity, .funder]) == ["B F-7 USD 80.00"])
    }
}
