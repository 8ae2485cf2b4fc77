import Records
import Testing
import XML

@testable import Ingest

/// Whole files: their heads, and damage that loses itself only (rule 15).
struct FileTests {
    private func activity(_ name: String, _ inside: String = "") -> String {
        "<iati-activity><iati-identifier>\(name)</iati-identifier><reporting-org ref=\"R\"/>\(inside)</iati-activity>"
    }

    private func open(_ xml: String) throws -> IATIFile { try IATIFile(bytes: Array(xml.utf8), detail: .everything) }

    /// Identifiers of what was read, those of what was lost with an exclamation mark.
    private func identifiers(_ file: IATIFile) throws -> [String] {
        var found: [String] = []
        while let item = try file.next() {
            switch item {
            case .activity(let activity, _, _): found.append(activity.identifier)
            case .organisation(let organisation, _, _): found.append(organisation.identifier)
            case .lost(_, let problem): found.append("!" + problem.identifier)
            }
        }
        return found
    }

    @Test func theHeadOfAFile() throws {
        let head = "version=\" 2.03 \" generated-datetime=\"2020-01-01\" xml:lang=\"fr\""
        let file = try open("<iati-activities \(head)>\(activity("A"))</iati-activities>")
        #expect(file.kind == .activities)
        #expect(file.version == "2.03")
        #expect(file.generated == "2020-01-01")
        #expect(file.rootAttributes.map(\.name) == ["version", "generated-datetime", "xml:lang"])
    }

    @Test func theRootsLanguageIsTheLastResort() throws {
        let file = try open("<iati-activities xml:lang=\"fr\">\(activity("A", "<title>Puits</title>"))</iati-activities>")
        guard case .activity(let activity, let record, _) = try file.next() else {
            Issue.record("no activity")
            return
        }
        #expect(activity.titles == [LocalText(language: "fr", text: "Puits")])
        let again = try IATIFile.read(original: record.bytes, line: record.line, rootAttributes: file.rootAttributes)
        #expect(again == activity)
    }

    @Test func organisationFiles() throws {
        let record = "<iati-organisation><organisation-identifier>O</organisation-identifier></iati-organisation>"
        let file = try open("<iati-organisations version=\"2.03\">\(record)</iati-organisations>")
        #expect(file.kind == .organisations)
        #expect(try identifiers(file) == ["O"])
    }

    @Test func aTruncatedFileKeepsWhatWasWhole() throws {
        let whole = "<iati-activities>" + activity("A") + activity("B", "<title>")
        let file = try open(String(whole.dropLast("</iati-activity>".count)))
        #expect(try identifiers(file) == ["A", "!B"])
        #expect(file.drainProblems().contains { $0.severity == .error })
    }

    @Test func aMissingEndTagLosesOneActivity() throws {
        let first = activity("A").replacing("</iati-activity>", with: "")
        #expect(try identifiers(open("<iati-activities>\(first)\n\(activity("B"))</iati-activities>")) == ["!A", "B"])
    }

    @Test func damageInTheMiddleIsReadPast() throws {
        let file = try open("<iati-activities>\(activity("A", "<title>Food & water</title>"))\(activity("B"))</iati-activities>")
        #expect(try identifiers(file) == ["A", "B"])
    }

    @Test func recordsCanBeSkippedUnparsed() throws {
        let file = try open("<iati-activities>\(activity("A"))\(activity("B"))</iati-activities>")
        _ = try file.nextRecord()
        #expect(try identifiers(file) == ["B"])
    }

    @Test func whatIsNoIATIFileThrows() {
        #expect(throws: ReadError.self) { try open("<html/>") }
    }
}
