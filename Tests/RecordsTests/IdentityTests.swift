import Records
import Testing

/// Rule 8.
struct IdentityTests {
    @Test(arguments: [
        ("A 1", "A 1"), ("\n A\t1 ", "A 1"), ("A  1", "A 1"), (" ", ""), ("a-B", "a-B"), ("A\u{A0}1", "A 1"), ("é  à", "é à"), ("", ""),
    ])
    func whiteSpaceIsFolded(text: String, expected: String) {
        #expect(Identity.normalised(text) == expected)
    }

    private func copy(
        _ updated: String = "", _ generated: String = "", _ path: String = "a.xml", _ ordinal: Int = 0, secondary: Bool = false
    ) -> Precedence {
        Precedence(isSecondary: secondary, lastUpdated: updated, generated: generated, path: path, ordinal: ordinal)
    }

    @Test func aPrimaryReporterBeatsALaterSecondaryOne() {
        #expect(copy("2030-01-01", secondary: true) < copy("2001-01-01"))
        #expect(copy("2029-01-01", secondary: true) < copy("2030-01-01", secondary: true))
    }

    @Test func theLatestUpdateWins() {
        #expect(copy("2020-01-01T23:59:59", "2021-01-01", "b.xml") < copy("2020-01-02T00:00:00", "2020-01-02"))
        #expect(copy("", "2022") < copy("2020-01-01", "2021"))
    }

    @Test func onlyNineteenCharactersCount() {
        #expect(copy("2020-01-01T00:00:00.9", "2021-01-01") < copy("2020-01-01T00:00:00Z", "2021-02-01"))
        #expect(Identity.stamp(" 2020-01-01T00:00:00+02:00") == "2020-01-01T00:00:00")
    }

    @Test func thenTheLatestFileThenThePathThenTheOrdinal() {
        #expect(copy("", "", "b.xml") < copy("", "2021", "a.xml"))
        #expect(copy("", "", "a.xml", 9) < copy("", "", "b.xml", 1))
        #expect(copy("", "", "a.xml", 1) < copy("", "", "a.xml", 2))
    }

    /// Hyphen stands before slash, capitals before small letters, a folder's own files before those of its folders.
    @Test func pathOrderGoesByFolderThenName() {
        let ordered = ["z.xml", "a/a.xml", "x/b.xml", "x-y/a.xml", "x/z/a.xml"]
        #expect(ordered.shuffled().map(PathOrder.init).sorted().map { $0.folder.isEmpty ? $0.name : $0.folder + "/" + $0.name } == ordered)
        #expect(PathOrder("Z.xml") < PathOrder("a.xml"))
        #expect(PathOrder("z.xml") < PathOrder("é.xml"))
    }

    @Test func theRegisterNamesSecondaryReporters() {
        var activity = Activity()
        activity.reporter.ref = "US-501c3-522318905"
        #expect(Identity.isSecondary(activity))
        activity.reporter.ref = "US-GOV-1"
        #expect(!Identity.isSecondary(activity))
        activity.isSecondaryReporter = true
        #expect(Identity.isSecondary(activity))
    }
}

/// Rule 11.
struct FlowTests {
    @Test(arguments: [
        ("1", "incoming"), ("2", "commitments"), ("3", "spend"), ("4", "spend"), ("5", "interest"), ("6", "repayments"),
        ("7", "repayments"),
        ("8", "equity"), ("9", "equity-sales"), ("10", "guarantees"), ("11", "incoming-commitments"), ("12", "pledges"),
        ("13", "incoming-pledges"),
    ])
    func ofTransactionType(code: String, flow: String) {
        #expect(Flow(transactionType: code)?.rawValue == flow)
    }

    @Test(arguments: ["", "0", "14", "D", "Disbursement", "03"])
    func unknownTypesHaveNone(code: String) {
        #expect(Flow(transactionType: code) == nil)
    }
}
