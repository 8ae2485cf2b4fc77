import Records
import XML

/// What reading one record carries along: its defaults, and the problems found so far.
struct Scope {
    let detail: IATIReader.Detail
    /// As published; rule 3 judges it where it is used.
    var currency = ""
    /// Language of texts that name none.
    var language = ""
    var problems: [Problem] = []

    /// `finding` says what stands in the file; the rule's remedy ends the sentence.
    mutating func note(_ rule: ProblemRule, line: Int, _ finding: String) {
        problems.append(Problem(rule.severity, rule: rule.rule, line: line, message: "\(finding): \(rule.remedy)."))
    }

    /// The problems, each with the record's identifier.
    func signed(_ identifier: String) -> [Problem] {
        problems.map { problem in
            var signed = problem
            signed.identifier = identifier
            return signed
        }
    }
}

extension Scope {
    /// The first of several that is there wins.
    func keep<Value>(_ value: Value?, in slot: inout Value?) {
        if slot == nil { slot = value }
    }

    /// The first that is not empty wins.
    func keep(_ value: String, in slot: inout String) {
        if slot.isEmpty { slot = value }
    }
}
