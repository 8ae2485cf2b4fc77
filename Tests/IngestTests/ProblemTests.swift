import Records
import Testing

@testable import Ingest

/// Each irregularity is told where it stands, and what is broken loses itself only (rule 15).
struct ProblemTests {
    @Test(arguments: [
        ("<value value-date=\"2015-01-01\">1,000</value>", "number-commas"),
        ("<value>n/a</value>", "number-unreadable"),
        ("<value/>", "number-unreadable"),
        ("<value>1e15</value>", "number-out-of-range"),
        ("", "value-missing"),
        ("<value currency=\"US$\">1</value>", "currency-unknown"),
        ("<value value-date=\"2015-02-30\">1</value>", "date-impossible"),
        ("<value value-date=\"1/2/2015\">1</value>", "date-unreadable"),
        ("<value>1</value><recipient-country code=\"AF\" percentage=\"40\"/>", "percentages-short"),
        ("<value>1</value><recipient-country code=\"AF\" percentage=\"99.9\"/>", "percentages-rounded"),
        ("<value>1</value><sector code=\"11110\" percentage=\"101\"/>", "percentages-over"),
        ("<value>1</value><recipient-country code=\"AF\"/><recipient-country code=\"SS\" percentage=\"4\"/>", "percentages-partly-missing"),
        ("<value>1</value><recipient-country code=\"AF\"/><recipient-country code=\"SS\"/>", "percentages-missing"),
        ("<value>1</value><recipient-country code=\"AF\" percentage=\"-4\"/>", "percentages-unreadable"),
    ])
    func ofTransactions(inside: String, rule: String) {
        let (transaction, problems) = Reading.transaction(inside)
        #expect(problems.rules == [rule])
        #expect(problems.first?.identifier == "A-1")
        #expect(transaction.type == "3")
    }

    @Test(arguments: [
        ("<transaction-type code=\"X\"/><transaction-date iso-date=\"2015-06-30\"/>", ["transaction-type-unknown"], "2015-06-30"),
        ("<transaction-date iso-date=\"2015-06-30\"/>", ["transaction-type-unknown"], "2015-06-30"),
        ("<transaction-type code=\"3\"/><transaction-date iso-date=\"2015-06-31\"/>", ["date-impossible"], "2015-06-31"),
        (
            "<transaction-type code=\"3\"/><transaction-date iso-date=\"soon\">01-01-2014</transaction-date>", ["date-unreadable"],
            "2014-01-01"
        ),
        ("<transaction-type code=\"3\"/><transaction-date iso-date=\"soon\">later</transaction-date>", ["date-unreadable"], "2013-01-02"),
        ("<transaction-type code=\"3\"/>", [], "2013-01-02"),
    ])
    func ofTypesAndDates(head: String, rules: [String], date: String) {
        let (activity, problems) = Reading.activity(inside: "<transaction>\(head)<value value-date=\"2013-01-02\">1</value></transaction>")
        #expect(problems.rules == rules)
        #expect(activity.transactions.first?.date?.description == date)
    }

    @Test func aTransactionWithoutAnyDate() {
        let (activity, problems) = Reading.activity(inside: "<transaction><transaction-type code=\"3\"/><value>1</value></transaction>")
        #expect(problems.rules == ["date-missing"])
        #expect(activity.transactions.first?.date == nil)
    }

    @Test(arguments: [
        ("<location><point><pos>4.85</pos></point></location>", ["point-unreadable"]),
        ("<location><point><pos>31.6 104.85</pos></point></location>", []),
        ("<location><point><pos>104.85 31.6</pos></point></location>", ["point-unreadable"]),
        ("<location><point><pos>nan 1</pos></point></location>", ["point-unreadable"]),
        ("<location><point><pos>0 0.0</pos></point></location>", ["point-zero"]),
        ("<location><point><pos/></point></location>", []),
        ("<location><coordinates latitude=\"\" longitude=\"\"/></location>", []),
        ("<location><coordinates latitude=\"5\"/></location>", ["point-unreadable"]),
        ("<participating-org role=\"[]\"/>", ["role-unknown"]),
        ("<activity-date type=\"end planned\" iso-date=\"2015-01-01\"/>", ["date-type-unknown"]),
        ("<activity-date type=\"1\">2015</activity-date>", ["date-unreadable"]),
        (
            "<budget><period-start iso-date=\"2015-02-01\"/><period-end iso-date=\"2015-01-01\"/><value>1</value></budget>",
            ["period-reversed"]
        ),
    ])
    func ofActivities(inside: String, rules: [String]) {
        #expect(Reading.activity(inside: inside).1.rules == rules)
    }

    @Test func anActivityWithoutNameOrReporter() {
        let (activity, problems) = Reading.activity("<iati-activity><iati-identifier> </iati-identifier></iati-activity>")
        #expect(problems.rules == ["identifier-missing", "reporter-missing"])
        #expect(activity.identifier == "")
    }

    @Test func aBrokenTransactionDoesNotLoseItsNeighbours() {
        let fine = "<transaction><transaction-type code=\"3\"/><transaction-date iso-date=\"2015-06-30\"/><value>1</value></transaction>"
        let (activity, problems) = Reading.activity(inside: fine + "\n<transaction/>\n" + fine)
        #expect(activity.transactions.map(\.money.amount) == [Amount(micros: 1_000_000), nil, Amount(micros: 1_000_000)])
        #expect(problems.allSatisfy { $0.line == 2 })
        #expect(problems.rules == ["value-missing", "transaction-type-unknown", "date-missing"])
    }

    @Test func anIncompleteRecordIsLost() {
        let parser = RecordParser(root: .init(name: "iati-activities", attributes: [], line: 1), detail: .figures)
        let record = parser.read(
            .init(name: "iati-activity", line: 7, offset: 0, bytes: Array("<iati-activity><title>".utf8), isComplete: false))
        guard case .lost(_, let problem) = record else {
            Issue.record("read an incomplete record")
            return
        }
        #expect(problem.line == 7)
        #expect(problem.severity == .error)
    }

    @Test func messagesQuoteLittleAndEndWithARemedy() throws {
        let (_, problems) = Reading.transaction("<value>1\u{202E}2 \(String(repeating: "x", count: 100))</value>")
        let message = try #require(problems.first?.message)
        #expect(
            message
                == "The value \"12 \(String(repeating: "x", count: 36))…\" is no number: write digits with at most one decimal point, such as 1234.50."
        )
    }

    @Test func contactsAreNeverQuoted() {
        let contact = "<contact-info type=\"?\"><telephone>12 34</telephone><person-name>A. Person</person-name></contact-info>"
        #expect(Reading.activity(inside: contact).1 == [])
    }
}

struct ProblemRulesTests {
    @Test func namesAreKebabCaseAndUnique() {
        let names = ProblemRules.all.map(\.rule)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0 == "-" } })
    }

    @Test func explanationsAreSentencesAndRemediesClauses() {
        for rule in ProblemRules.all {
            #expect(rule.explanation.first?.isUppercase == true && rule.explanation.hasSuffix("."))
            #expect(rule.remedy.first?.isLowercase == true && !rule.remedy.hasSuffix("."))
        }
    }
}

struct NameTests {
    @Test(arguments: [
        (Name.iatiActivity, "iati-activity"), (.xmlLang, "xml:lang"), (.adm1, "adm1"), (.recipientOrgBudget, "recipient-org-budget"),
        (.locationId, "location-id"),
        (.pos, "pos"), (.lastUpdatedDatetime, "last-updated-datetime"),
    ])
    func spelling(name: Name, expected: String) {
        #expect(name.spelling == expected)
    }
}
