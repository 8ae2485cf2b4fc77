import Records
import Testing

@testable import Store

/// Numbers that stand in stores: one that changes makes every store say something else.
struct StoredNumberTests {
    @Test func flows() {
        let expected: [Flow: Int32] = [
            .incoming: 0, .commitments: 1, .spend: 2, .interest: 3, .repayments: 4, .equity: 5, .equitySales: 6, .guarantees: 7,
            .incomingCommitments: 8, .pledges: 9, .incomingPledges: 10, .budgets: 11,
        ]
        #expect(Dictionary(uniqueKeysWithValues: Flow.allCases.map { ($0, FlowNumber.number($0)) }) == expected)
        for (flow, number) in expected { #expect(FlowNumber.flow(number) == flow) }
    }

    @Test func columnsOfFacts() {
        let expected = [
            "activity", "entry", "flow", "currency", "day", "rateMonth", "country", "countryNow", "sector", "place", "reporterRef",
            "reporter",
            "funder", "implementer", "finance", "aidType", "assistance", "rules",
        ]
        #expect(names(FactColumn.self) == numbered(expected))
    }

    @Test func columnsOfRollups() {
        let expected = [
            "audience", "flow", "currency", "day", "rateMonth", "country", "countryNow", "sector", "place", "reporterRef", "reporter",
            "funder", "implementer", "finance", "aidType", "assistance", "rules",
        ]
        #expect(names(RollupColumn.self) == numbered(expected))
        for column in RollupColumn.allCases.dropFirst() { #expect("\(FactColumn.allCases[column.factColumn])" == "\(column)") }
    }

    @Test func kindsOfTerms() {
        let expected = [
            1: "currency", 2: "country", 3: "sector", 4: "place", 5: "reporterRef", 6: "organisation", 7: "finance", 8: "aidType",
            9: "assistance", 11: "eventType", 12: "eventSides", 13: "cluster", 14: "policyMarker",
        ]
        #expect(names(TermKind.self) == expected)
    }

    @Test func rules() {
        #expect(names(CountingRule.self) == [1: "reporter", 2: "funder", 4: "implementer", 8: "net"])
    }

    @Test func rollups() {
        #expect([RollupLevel.fine, .coarse].map(\.rawValue) == [0, 1])
        #expect([Rollups.Kind.facts, .adjustments].map(\.rawValue) == [0, 1])
    }

    @Test func states() {
        let states: [PreparedActivity.State] = [.current, .replaced, .withdrawn, .apart, .organisation, .lost]
        #expect(states.map(\.rawValue) == [0, 1, 2, 3, 4, 5])
    }

    private func names<Value: CaseIterable & RawRepresentable>(_ type: Value.Type) -> [Int: String] where Value.RawValue: BinaryInteger {
        Dictionary(uniqueKeysWithValues: Value.allCases.map { (Int($0.rawValue), "\($0)") })
    }

    private func numbered(_ names: [String]) -> [Int: String] {
        Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0, $1) })
    }
}
