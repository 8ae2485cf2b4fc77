import Glibc
import Testing

@testable import XML

@Suite struct LimitTests {
    @Test func aTextIsCutAtItsLimit() throws {
        let text = String(repeating: "é", count: 7_500_000)
        for title in [text, "<![CDATA[\(text)]]>"] {
            let outcome = try read(file(activity("A1", title: title), activity("A2")))
            #expect(outcome.identifiers == ["A1", "A2"])
            #expect(outcome.titles[0].utf8.count == 1024 * 1024)
            #expect(outcome.rules == ["text-too-long"])
        }
    }

    @Test func anAttributeIsCutAtItsLimit() throws {
        let outcome = try read(file(activity("A1", extra: "<value code='\(String(repeating: "x\n", count: 7_500_000))'/>"), activity("A2")))
        #expect(outcome.identifiers == ["A1", "A2"])
        #expect(outcome.rules == ["text-too-long"])
        #expect(outcome.lines == [3, 9 + 7_500_000])
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "<value>", count: 100_000)
        let outcome = try read(
            file(activity("A1", extra: deep), activity("A2", extra: deep + String(repeating: "</value>", count: 100_000)), activity("A3")))
        #expect(outcome.identifiers == ["A3"])
        #expect(outcome.errors.map(\.rule) == ["record-too-deep", "record-too-deep"])
        let just = String(repeating: "<value>", count: 63) + String(repeating: "</value>", count: 63)
        #expect(try read(file(activity("A1", extra: just))).identifiers == ["A1"])
    }

    @Test func aRecordThatIsTooLongIsSkipped() throws {
        let long = String(repeating: "<value>1</value>\n", count: 100_000)
        let outcome = try read(
            file(
                activity("A1"), activity("A2", extra: long), activity("A3"),
                activity("A4", extra: long).replacing("</iati-activity>", with: ""), activity("A5")),
            limits: Limits(recordBytes: 100_000))
        #expect(outcome.identifiers == ["A1", "A3", "A5"])
        #expect(outcome.rules == ["record-too-long", "record-too-long"])
        #expect(outcome.lines == [3, 100_015, 200_027])
    }

    @Test func elementsAndAttributesAreBounded() throws {
        let limits = Limits(elements: 1000)
        #expect(
            try read(file(activity("A1", extra: String(repeating: "<value/>", count: 1001))), limits: limits).errors.map(\.rule) == [
                "record-too-large"
            ])
        let attributes = (0..<200_000).map { " a\($0)=''" }.joined()
        let outcome = try read(file(activity("A1", extra: "<value\(attributes)/>"), activity("A2")))
        #expect(outcome.errors.map(\.rule) == ["record-too-large"])
        #expect(outcome.identifiers == ["A2"])
    }

    @Test func namespaceDeclarationsAreBounded() throws {
        let declarations = (0..<300).map { " xmlns:n\($0)='urn:\($0)'" }.joined()
        let outcome = try read(file(activity("A1", extra: "<value\(declarations)/>"), activity("A2")))
        #expect(outcome.errors.map(\.rule) == ["record-too-large"])
        let repeated = String(repeating: "<x:value xmlns:x='urn:x'/>", count: 5000)
        #expect(try read(file(activity("A1", extra: repeated))).identifiers == ["A1"])
    }

    /// Searching for each one's end anew would take minutes.
    @Test(arguments: [
        "<!--", "<![CDATA[", "<?", "<iati-activity", "<iati-activity a='", "</iati-activity", "<!DOCTYPE [", "&", "<a b='<a c=\"", "]]>",
        "<", "<a ", "<!-- --", "<?x</iati-activity>",
    ])
    func repeatedOpenersTakeLinearTime(_ opener: String) throws {
        let flood = String(repeating: opener, count: 50_000 / opener.utf8.count)
        for text in [file(activity("A1", title: flood), activity("A2")), file(flood, activity("A2")), flood + file(activity("A2"))] {
            #expect(processorTime { _ = try? read(text) } < 3)
        }
    }

    /// Seconds of this thread alone, whatever else the machine is busy with.
    private func processorTime(_ body: () -> Void) -> Double {
        var (start, end) = (timespec(), timespec())
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &start)
        body()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &end)
        return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1e9
    }
}
