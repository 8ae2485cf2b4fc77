import Testing

@testable import Check

/// Each kind of rule that a ruleset may hold, with a record that meets it and one that does not.
struct RuleKindTests {
    struct Case: CustomTestStringConvertible {
        var kind: String
        var arguments: String
        var good: String
        var bad: String
        var testDescription: String { kind }

        init(_ kind: String, _ arguments: String, good: String, bad: String) {
            self.kind = kind
            self.arguments = arguments
            self.good = good
            self.bad = bad
        }
    }

    static let cases = [
        Case("no_more_than_one", #""paths": ["a", "b"]"#, good: "<a/>", bad: "<a/><b/>"),
        Case("atleast_one", #""paths": ["a", "b/@c"]"#, good: #"<b c=""/>"#, bad: "<b/>"),
        Case("only_one_of", #""excluded": ["x"], "paths": ["a"]"#, good: "<x/>", bad: "<x/><a/>"),
        Case("only_one_of", #""excluded": ["x"], "paths": ["a"]"#, good: "<a/>", bad: "<a/><a/>"),
        Case("one_or_all", #""one": "@z", "all": "lang""#, good: #"<t><narrative xml:lang="en"/></t>"#, bad: "<t><narrative/></t>"),
        Case("one_or_all", #""one": "sector", "all": "sector""#, good: "<sector/><transaction/>", bad: "<transaction/>"),
        Case("one_or_all", #""one": "@z", "all": "currency""#, good: #"<b><value currency="USD"/></b>"#, bad: "<b><value/></b>"),
        Case("dependent", #""paths": ["a", "b"]"#, good: "<a/><b/>", bad: "<b/>"),
        Case("unique", #""paths": ["a", "b"]"#, good: "<a>1</a><b>2</b>", bad: "<a>1</a><b>1</b>"),
        Case("sum", #""paths": ["a/@n"], "sum": 9"#, good: #"<a n="5.5"/><a n="3.5"/>"#, bad: #"<a n="9.01"/>"#),
        Case("strict_sum", #""paths": ["a/@n"], "sum": 100"#, good: #"<a n="33.3"/><a n="66.7"/>"#, bad: ""),
        // 175 times 100/175, written with sixteen decimals: 99.999999999999995.
        Case(
            "strict_sum", #""paths": ["a/@n"], "sum": 100"#, good: String(repeating: #"<a n="0.5714285714285714"/>"#, count: 175),
            bad: #"<a n="99.9999"/>"#),
        Case(
            "date_order", #""less": "a/@d", "more": "b/@d""#, good: #"<a d="2015-01-01"/><b d="2015-01-01"/>"#,
            bad: #"<a d="2015-01-02"/><b d="2015-01-01"/>"#),
        Case("date_order", #""less": "a/@d", "more": "NOW""#, good: #"<a d="2015-01-01"/>"#, bad: #"<a d="2915-01-02"/>"#),
        Case("date_now", #""date": "a""#, good: "<a>2015-01-01T00:00:00</a>", bad: "<a>2915-01-01T00:00:00</a>"),
        Case(
            "time_limit", #""start": "a", "end": "b""#, good: "<a>2015-01-01</a><b>2016-01-01</b>",
            bad: "<a>2015-01-01</a><b>2016-01-02</b>"),
        Case(
            "between_dates", #""date": "d", "start": "a", "end": "b""#, good: "<a>2015-01-01</a><b>2016-01-01</b><d>2015-06-01</d>",
            bad: "<a>2015-01-01</a><b>2016-01-01</b><d>2014-12-31</d>"),
        Case("regex_matches", #""paths": ["a"], "regex": "^[^\\/\\&\\|\\?]+$""#, good: "<a>x-y</a>", bad: "<a>x/y</a>"),
        Case("regex_matches", #""paths": ["a"], "regex": "^\\d{2,3}$""#, good: "<a>123</a>", bad: "<a>1234</a>"),
        Case("regex_no_matches", #""paths": ["a"], "regex": "\\s$""#, good: "<a>x</a>", bad: "<a>x </a>"),
        Case(
            "startswith", #""start": "r/@ref", "paths": ["a"]"#, good: #"<r ref="A-B"/><a>A-B-1</a>"#, bad: #"<r ref="A-B"/><a>A-C-1</a>"#),
        Case(
            "startswith", #""prefix": ["r", "s"], "separator": "-", "paths": ["a"]"#, good: "<r>X</r><s>Y</s><a>Y-1</a>",
            bad: "<r>X</r><s>Y</s><a>Y1</a>"),
        Case("startswith", #""prefix": ["ORG-ID-PREFIX"], "paths": ["a"]"#, good: "<a>GB-CHC-1</a>", bad: "<a>QQ-CHC-1</a>"),
        Case("if_then", #""if": "count(a) > 1", "then": "count(a) = count(a/@p)""#, good: "<a/>", bad: #"<a p="1"/><a/>"#),
        Case("range", #""paths": ["a/@n"], "min": 0, "max": 100"#, good: #"<a n="100.0"/><a n="x"/>"#, bad: #"<a n="-0.1"/>"#),
        Case("range", #""paths": ["a/@n"], "min": 5"#, good: #"<a n="500"/>"#, bad: #"<a n="4"/>"#),
        Case("no_spaces", #""paths": ["a"]"#, good: "<a>x y</a>", bad: "<a> x</a>"),
        Case(
            "loop", #""foreach": "a/@v", "do": {"strict_sum": {"cases": [{"paths": ["a[@v = '$1']/@n"], "sum": 10}]}}, "subs": ["paths"]"#,
            good: #"<a v="1" n="4"/><a v="1" n="6"/><a v="2" n="10"/>"#, bad: #"<a v="1" n="10"/><a v="2" n="9"/>"#),
    ]

    private func problems(_ example: Case, _ content: String) throws -> Int {
        let ruleset = "{\"//iati-activity\": {\"\(example.kind)\": {\"cases\": [{\(example.arguments)}]}}}"
        return try Checking.problems(ruleset, Checking.file("<iati-activity>\(content)</iati-activity>")).count
    }

    @Test(arguments: cases) func goodAndBad(_ example: Case) throws {
        #expect(try problems(example, example.good) == 0)
        #expect(try problems(example, example.bad) == 1)
    }

    @Test func everyKindIsHeld() { #expect(Set(Self.cases.map(\.kind)) == Set(RuleKinds.all.map { $0.name })) }

    @Test func conditionsDecideWhetherARuleApplies() throws {
        let ruleset = #"{"//iati-activity": {"atleast_one": {"cases": [{"paths": ["b"], "condition": "a/@code = 3 or not(a)"}]}}}"#
        #expect(try Checking.problems(ruleset, Checking.file("<iati-activity><a code=\"2\"/></iati-activity>")).isEmpty)
        #expect(try Checking.problems(ruleset, Checking.file("<iati-activity><a code=\"3\"/></iati-activity>")).count == 1)
        #expect(try Checking.problems(ruleset, Checking.file("<iati-activity/>")).count == 1)
    }

    @Test func contextsMayBeAnywhere() throws {
        func count(_ context: String) throws -> Int {
            let ruleset = "{\"\(context)\": {\"atleast_one\": {\"cases\": [{\"paths\": [\"nothing\"]}]}}}"
            return try Checking.problems(ruleset, Checking.file("<iati-activity><a k='1'><b/><b/></a><a/></iati-activity>")).count
        }
        #expect(try count("//b") == 2)
        #expect(try count("/iati-activities/iati-activity/a") == 2)
        #expect(try count("//a[@k='1']/b/..") == 1)
        #expect(try count("//a/b | //a") == 4)
        #expect(try count("//b[2]") == 1)
        #expect(try count("/iati-activities[@version='2.03']//b[position() = last()]") == 1)
    }

    @Test func rulesTellWhatTheyAreCalled() throws {
        let ruleset =
            #"{"//iati-activity": {"atleast_one": {"cases": [{"paths": ["b"], "ruleInfo": {"id": "9.1", "severity": "warning"}}]}}}"#
        let problem = try Checking.problems(ruleset, Checking.file("<iati-activity/>"))[0]
        #expect(problem.rule == "ruleset-9.1" && problem.severity == .warning && problem.line == 2)
    }

    @Test(arguments: [
        "{", "[1,]", #"{"//a": {"unheard_of": {"cases": [{}]}}}"#, #"{"//a[": {}}"#, #"{"//a": {"sum": {"cases": [{"paths": ["b"]}]}}}"#,
        #"{"//a": {"regex_matches": {"cases": [{"paths": ["b"], "regex": "("}]}}}"#,
        #"{"//a": {"if_then": {"cases": [{"if": "f(x)", "then": "a"}]}}}"#,
    ])
    func rulesetsThatCannotBeUsedAreRefused(_ text: String) {
        #expect(throws: (any Error).self) { try Checking.problems(text, Checking.file()) }
    }
}
