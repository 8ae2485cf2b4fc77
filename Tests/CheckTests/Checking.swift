import Records
import Testbed

@testable import Check

/// Checks XML written in a test, as a file would be checked.
enum Checking {
    static let standard = try! Standard { Testbed.text(of: Testbed.resources + "/" + $0) }

    static func findings(
        _ documents: [String], families: Set<Finding.Family> = [.structure, .codes, .rules, .quality], version: String? = nil,
        standard: Standard = standard
    ) -> [[Finding]] {
        let scratch = Scratch()
        let paths = documents.enumerated().map { scratch.write("\($0).xml", $1) }
        return withExtendedLifetime(scratch) { findings(at: paths, families: families, version: version, standard: standard) }
    }

    static func findings(
        at paths: [String], families: Set<Finding.Family> = [.structure, .codes, .rules, .quality], version: String? = nil,
        standard: Standard = standard
    ) -> [[Finding]] {
        var options = Checker.Options()
        options.families = families
        options.version = version
        var found: [String: [Finding]] = [:]
        try? Checker(standard, options).run(paths) { event in
            if case .found(let path, let findings) = event { found[path, default: []] += findings }
        }
        return paths.map { found[$0] ?? [] }
    }

    /// The rules of the findings of one document.
    static func rules(_ document: String, families: Set<Finding.Family>, version: String? = nil) -> Set<String> {
        Set(findings([document], families: families, version: version)[0].map(\.problem.rule))
    }

    /// What a ruleset finds in one document.
    static func problems(_ ruleset: String, _ document: String) throws -> [Problem] {
        let standard = try Standard(ruleset: ruleset) { Testbed.text(of: Testbed.resources + "/" + $0) }
        return findings([document], families: [.rules], standard: standard)[0].map(\.problem)
    }

    /// A file of version 2.03 with these activities.
    static func file(_ activities: String..., version: String = "2.03") -> String {
        "<iati-activities version=\"\(version)\">\n\(activities.joined(separator: "\n"))\n</iati-activities>\n"
    }

    /// An activity that breaks no rule of any kind but what `parts` replaces or adds, keyed by element.
    static func activity(_ parts: [String: String] = [:], attributes: String = "xml:lang=\"en\" default-currency=\"USD\"") -> String {
        var whole = [
            "iati-identifier": "<iati-identifier>XM-DAC-302-7</iati-identifier>",
            "reporting-org": "<reporting-org ref=\"XM-DAC-302\" type=\"10\"><narrative>R</narrative></reporting-org>",
            "title": "<title><narrative>Wells</narrative></title>",
            "description": "<description><narrative>Wells for a village</narrative></description>",
            "participating-org": "<participating-org role=\"1\" ref=\"XM-DAC-302\"/>",
            "activity-status": "<activity-status code=\"2\"/>",
            "activity-date": "<activity-date type=\"1\" iso-date=\"2015-01-01\"/>",
            "recipient-country": "<recipient-country code=\"SS\"/>",
            "sector": "<sector code=\"14030\"/>",
        ]
        whole.merge(parts) { $1 }
        return "<iati-activity \(attributes)>\n" + order.compactMap { whole[$0] }.filter { !$0.isEmpty }.joined(separator: "\n")
            + "\n</iati-activity>"
    }

    private static let order = [
        "iati-identifier", "reporting-org", "title", "description", "participating-org", "other-identifier", "activity-status",
        "activity-date", "recipient-country", "recipient-region", "sector", "country-budget-items", "policy-marker", "default-aid-type",
        "budget", "planned-disbursement", "capital-spend", "transaction", "related-activity", "result", "end",
    ]
}
