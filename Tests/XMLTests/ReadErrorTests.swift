import Glibc
import Testing

@testable import XML

@Suite struct ReadErrorTests {
    @Test(arguments: [
        ("", ReadError.Reason.empty), (" \n\t ", .empty), ("<!DOCTYPE html><html><body>Not found</body></html>", .html),
        ("<html lang='en'><iati-activities/></html>", .html), ("{\"a\": 1}", .json), ("[1]", .json), ("PK\u{3}\u{4}...", .zip),
        ("%PDF-1.4", .pdf), ("a,b,c\n1,2,3\n", .notXML), ("<registry/>", .otherRoot("registry")),
        ("<?xml version='1.0'?><!-- c --><data><iati-activity-count/></data>", .otherRoot("data")), ("<", .notXML),
    ])
    func saysWhatTheFileIs(_ text: String, _ reason: ReadError.Reason) {
        #expect { try RecordReader(bytes: Array(text.utf8), roots: roots) } throws: { ($0 as? ReadError)?.reason == reason }
    }

    @Test func saysWhatCannotBeRead() {
        #expect(explanation("/") == "This is a folder, not a file.")
        #expect(explanation("/dev/null") == "This is a device or a socket, not a file.")
        #expect(explanation("/nowhere/at-all.xml") == "The file cannot be read: No such file or directory.")
    }

    @Test func textBeforeTheRootIsNoObstacle() throws {
        let outcome = try read("Warning: something\n<?xml version='1.0'?>" + file(activity("A1")))
        #expect(outcome.identifiers == ["A1"])
        #expect(outcome.rules == ["junk-before-root"])
    }

    @Test func rootInsideAnotherElementIsRead() throws {
        let outcome = try read("<result><ok/>" + "<iati-activities>" + activity("A1") + "</iati-activities></result>")
        #expect(outcome.identifiers == ["A1"])
        #expect(outcome.rules.contains("root-nested"))
    }

    @Test func aLongNameAroundTheRootIsCutShort() throws {
        let name = String(repeating: "漾", count: 400)
        let outcome = try read("<\(name)><iati-activities>" + activity("A1") + "</iati-activities></\(name)>")
        let message = try #require(outcome.problems.first { $0.rule == "root-nested" }?.message)
        #expect(message.utf8.count < 1000 && message.contains("漾漾"))
    }

    @Test func recordsWithoutRootAreRead() throws {
        let outcome = try read("<?xml version='1.0'?>\n" + activity("A1") + activity("A2"))
        #expect(outcome.identifiers == ["A1", "A2"])
        #expect(outcome.rules == ["root-missing"])
    }

    private func explanation(_ path: String) -> String? {
        do {
            _ = try RecordReader(path: path, roots: roots)
            return nil
        } catch {
            return error.explanation
        }
    }
}
