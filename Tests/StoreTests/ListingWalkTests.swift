import Ingest
import Testbed
import Testing
import Transfer

@testable import Store

/// A server that never comes to an end does not keep the program.
struct ListingWalkTests {
    private let scratch = Scratch()

    private func page(files: Int, count: Int) throws -> CatalogueListing {
        let resources = (0..<files).map { "{\"url\":\"https://example.org/\($0).csv\",\"format\":\"CSV\"}" }.joined(separator: ",")
        let text = "{\"success\":true,\"result\":{\"count\":\(count),\"results\":[{\"resources\":[\(resources)]}]}}"
        return try #require(try CatalogueListing.read(path: scratch.write("page.json", text)))
    }

    private func walk(most: Int, files: Int) throws -> (walk: ListingWalk, pages: Int) {
        let page = try page(files: files, count: .max)
        var pages = 0
        var walk = ListingWalk(most: most) { _ in
            pages += 1
            return page
        }
        walk.walk(from: page, at: try WebAddress("https://example.org/package_search"))
        return (walk, pages)
    }

    @Test func soManyFilesAndNoMore() throws {
        let (walk, pages) = try walk(most: 10, files: 3)
        #expect(walk.resources.count == 10 && pages == 3)
        #expect(walk.failure?.contains("more than 10 files") == true)
    }

    @Test func soManyPagesAndNoMore() throws {
        let (walk, pages) = try walk(most: 10, files: 0)
        #expect(walk.resources.isEmpty && pages == 999)
        #expect(walk.failure != nil)
    }

    @Test func eachPageBeginsWhereTheLastEnded() throws {
        let page = try page(files: 1, count: 3)
        var asked: [String] = []
        var walk = ListingWalk { address in
            asked.append(address.shown)
            return page
        }
        walk.walk(from: page, at: try WebAddress("https://example.org/package_search?q=a"))
        #expect(asked.map { $0.split(separator: "?")[1] } == ["q=a&start=1&rows=200", "q=a&start=2&rows=200"])
        #expect(walk.failure == nil && walk.resources.count == 3)
    }
}
