import Foundation
import Testbed
import Testing

/// Listings of CKAN, as the IATI Registry and HDX serve them: their files are the source's files.
struct CatalogueTests {
    private let publisher = Publisher()
    private let node = Node()

    private func run(_ words: String...) -> Run { node.run(words, environment: ["no_proxy": "*"]) }

    private var listing: String { publisher.address("api/3/action/package_search?q=ss") }

    /// A dataset of one file of its own.
    private func dataset(_ name: String, format: String = "IATI-XML", licence: String = "CC BY 4.0") -> String {
        publisher.scratch.write(name + ".xml", IATI.document([IATI.activity(name, inside: IATI.country("SS"), IATI.transaction("1"))]))
        return dataset(name, licence: licence, (publisher.address("files/\(name).xml"), format))
    }

    private func dataset(_ name: String, licence: String = "", _ resources: (address: String, format: String)...) -> String {
        let list = resources.map { "{\"url\":\"\($0.address)\",\"format\":\"\($0.format)\",\"position\":0}" }
        return """
            {"name":"\(name)","license_title":"\(licence)","private":false,"num_resources":1,"resources":[\(list.joined(separator: ","))]}
            """
    }

    private func publish(_ datasets: [String], count: Int? = nil, as name: String = "package_search") {
        let results = datasets.joined(separator: ",")
        publisher.scratch.write(
            name + ".json", "{\"help\":\"\",\"success\":true,\"result\":{\"count\":\(count ?? datasets.count),\"results\":[\(results)]}}")
    }

    private func status(_ column: String) -> [String: String] {
        let rows = run("status", "--format", "csv").table.dictionary("source", column)
        return Dictionary(rows.map { ($0.key.split(separator: "/").last.map(String.init) ?? "", $0.value) }) { $1 }
    }

    /// Twenty-five datasets by pages of ten, as the server has them without being asked otherwise.
    @Test func allPagesAreRead() {
        publish((10..<35).map { dataset("d\($0)") })
        let run = run("import", "--allow-local", listing + "&rows=10")
        #expect(run.code == 0 && run.errors.contains("a listing of 25 files"), "\(run)")
        #expect(publisher.requests.filter { $0.contains("package_search") }.count == 3)
        #expect(node.sums("activity").count == 25)
        #expect(Set(status("licence").values) == ["CC BY 4.0"])
        #expect(status("state").count == 25)
    }

    @Test func whatIsGivenGoesBeforeTheListingsLicence() {
        publish([dataset("a"), dataset("b", licence: "")])
        _ = run("import", "--allow-local", listing)
        #expect(status("licence") == ["a.xml": "CC BY 4.0", "b.xml": ""])
        _ = run("import", "--allow-local", "--licence", "as agreed", listing)
        #expect(status("licence") == ["a.xml": "as agreed", "b.xml": "as agreed"])
    }

    @Test func otherKindsAndHostileAddressesAreLeftOut() {
        publish([
            dataset("a"), dataset("a"), dataset("b", format: "PDF"), dataset("c", format: "XLS"),
            dataset("d", ("file:///etc/passwd", "CSV"), ("http://[::1", "CSV"), ("", "CSV"), ("ftp://example.org/x.csv", "CSV")),
            "{\"name\":\"e\",\"resources\":7}", "null", "{\"resources\":[null,{\"url\":[]}]}",
        ])
        let run = run("import", "--allow-local", listing)
        #expect(run.code == 0 && run.errors.contains("a listing of 1 files, 8 of other kinds left out"), "\(run)")
        #expect(status("state") == ["a.xml": "read"])
    }

    /// Addresses inwards are refused one by one; the rest is read.
    @Test func aListingLeadsNowhereInwards() {
        publish([dataset("a")])
        let run = run("import", listing)
        #expect(run.code == 3 && publisher.requests.isEmpty, "\(run)")
    }

    @Test func aFileThatIsNoLongerListedStays() {
        publish([dataset("a"), dataset("b")])
        _ = run("sources", "add", "--allow-local", "--every", "7", listing)
        let first = run("sources", "refresh", "--format", "csv")
        #expect(first.table.rows == [[listing, "new", "2", "0", "0", "0", "0", ""]], "\(first)")
        publish([dataset("a")])
        let second = run("sources", "refresh", "--all", "--format", "csv")
        #expect(second.table.rows == [[listing, "unchanged", "0", "1", "0", "1", "0", ""]], "\(second)")
        #expect(second.errors.contains("b.xml: no longer in the listing"), "\(second)")
        #expect(node.sums("activity").count == 2)
        #expect(status("failure")["b.xml"]?.contains("no longer in the listing") == true)
        #expect(run("sources", "refresh", "--all", "--format", "csv").table["vanished"] == ["0"])
    }

    @Test func oneFileThatFailsDoesNotStopTheOthers() {
        publish([dataset("a"), dataset("b", (publisher.address("files/none.xml"), "XML"))])
        _ = run("sources", "add", "--allow-local", "--every", "7", listing)
        let run = run("sources", "refresh", "--format", "csv")
        #expect(run.code == 3 && run.table["result"] == ["partial"] && run.table["failed"] == ["1"], "\(run)")
        #expect(status("state") == ["a.xml": "read", "none.xml": "failed"])
    }

    /// A listing that ends before it should says nothing of what it no longer has.
    @Test func aListingThatBreaksOff() {
        publish([dataset("a"), dataset("b")])
        _ = run("sources", "add", "--allow-local", "--every", "7", listing)
        _ = run("sources", "refresh")
        publish([dataset("a")], count: 40)
        let cut = run("sources", "refresh", "--all", "--format", "csv")
        #expect(cut.code == 3 && cut.table["vanished"] == ["0"] && cut.table["reason"][0].contains("1 of 40"), "\(cut)")
        publish([])
        let empty = run("sources", "refresh", "--all", "--format", "csv")
        #expect(empty.code == 3 && empty.table["result"] == ["failed"] && empty.table["vanished"] == ["0"], "\(empty)")
        #expect(Set(status("failure").values) == [""])
    }

    @Test func oneDatasetAndAnOrganisation() {
        publisher.scratch.write("package_show.json", "{\"success\":true,\"result\":[\(dataset("a"))]}")
        publisher.scratch.write(
            "organization_show.json", "{\"success\":true,\"result\":{\"package_count\":2,\"packages\":[\(dataset("b"))]}}")
        #expect(run("import", "--allow-local", publisher.address("api/3/action/package_show?id=a")).code == 0)
        let part = run("import", "--allow-local", publisher.address("api/3/action/organization_show?id=x"))
        #expect(part.code == 3 && part.errors.contains("1 of 2 datasets"), "\(part)")
        #expect(status("state") == ["a.xml": "read", "b.xml": "read"])
    }

    @Test(arguments: [
        "{\"success\":true}", "{\"success\":true,\"result\":[\"a\",\"b\"]}", "{\"success\":false,\"result\":{\"results\":[]}}",
        "{\"success\":true,\"result\":",
        "{\"success\":true,\"result\":{\"results\":[{\"resources\":7}],\"count\":-5}}",
        "{\"success\":true,\"result\":{\"count\":1e999,\"results\":{}}}",
    ])
    func whatOnlyLooksLikeAListing(text: String) {
        publisher.scratch.write("odd.json", text)
        let run = run("import", "--allow-local", publisher.address("files/odd.json"))
        #expect(run.code == 3 && !run.errors.contains("Fatal"), "\(run)")
    }

    @Test func aDeepNest() {
        publisher.scratch.write("odd.json", "{\"success\":true,\"result\":" + String(repeating: "[", count: 1_000_000))
        #expect(run("import", "--allow-local", publisher.address("files/odd.json")).code == 3)
    }
}
