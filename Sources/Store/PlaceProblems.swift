import Geography
import Ingest
import Records

/// What a publisher should know about places that were not found, or not as published.
enum PlaceProblems {
    static func problems(_ located: [Gazetteer.Located], identifier: String, _ names: PlaceNames) -> [Problem] {
        located.flatMap { one in
            problems(one.placement, names).map { rule, message in
                Problem(rule.severity, rule: rule.rule, line: one.location.line, identifier: identifier, message: message)
            }
        }
    }

    /// A place that was found in spite of an unknown name or code is no problem.
    static func problems(_ placement: Placement, _ names: PlaceNames) -> [(ProblemRule, String)] {
        guard !placement.isPlaced else { return wrongPoints(placement) }
        return wrongPoints(placement)
            + placement.issues.compactMap { issue in
                switch issue {
                case .nameAmbiguous(let name, let codes):
                    let places = codes.map { names.name($0) ?? $0 }.joined(separator: ", ")
                    return told(ProblemRules.placeAmbiguous, "\(Quote.quoted(name)) may be in \(places)")
                case .nameUnknown(let text), .codeUnknown(let text), .codeElsewhere(let text):
                    return told(ProblemRules.placeUnknown, "\(Quote.quoted(text)) is no place that is known in the country")
                default: return nil
                }
            }
    }

    /// Those of a placement that need no names.
    static func wrongPoints(_ placement: Placement) -> [(ProblemRule, String)] {
        placement.issues.compactMap { issue in
            switch issue {
            case .pointElsewhere(let country):
                let place = country.isEmpty ? "at sea" : "in \(country)"
                return told(ProblemRules.pointElsewhere, "The point is \(place), not in a country that the record names")
            case .pointSwapped: return told(ProblemRules.pointSwapped, "Latitude and longitude are exchanged")
            case .disagreement, .codesDisagree:
                return told(ProblemRules.placeContradicted, "Codes, names and point do not agree on a place")
            default: return nil
            }
        }
    }

    private static func told(_ rule: ProblemRule, _ what: String) -> (ProblemRule, String) { (rule, "\(what): \(rule.remedy).") }
}
