import Foundation
import Records
import Testing

@testable import Ingest

/// Real files, where they are at hand: each reads, and holds what its list of sources says.
struct SharedDataTests {
    struct Source: Sendable, CustomTestStringConvertible {
        let path: String
        let expected: Counts
        var testDescription: String { path }
    }

    struct Counts: Equatable, Sendable {
        var activities = 0
        var organisations = 0
        var transactions = 0
        var locations = 0
    }

    /// `CONCORD_SHARED`, or the folder `shared` beside the package.
    static let folder =
        ProcessInfo.processInfo.environment["CONCORD_SHARED"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared").path

    /// Rows `| iati/... | bytes | version | activities / organisations | transactions | locations | ...` of SOURCES.md.
    static let sources: [Source] = {
        guard let list = try? String(contentsOfFile: folder + "/data/SOURCES.md", encoding: .utf8) else { return [] }
        return list.split(separator: "\n").filter { $0.hasPrefix("| iati/") }.compactMap(source)
    }()

    private static func source(_ row: Substring) -> Source? {
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        let both = cells[3].split(separator: "/").compactMap { Int($0.trimmingCharacters(in: .whitespaces)) }
        guard both.count == 2, let transactions = Int(cells[4]), let locations = Int(cells[5]) else { return nil }
        let counts = Counts(activities: both[0], organisations: both[1], transactions: transactions, locations: locations)
        return Source(path: folder + "/data/" + cells[0], expected: counts)
    }

    @Test(.enabled(if: !sources.isEmpty, "no shared data at hand; set CONCORD_SHARED"), arguments: sources)
    func reads(source: Source) throws {
        let file = try IATIFile(path: source.path, detail: .everything)
        var found = Counts()
        while let item = try file.next() { found.add(item) }
        #expect(found == source.expected)
    }

    /// What a store keeps of a record reads back as the same activity.
    @Test(.enabled(if: !sources.isEmpty, "no shared data at hand; set CONCORD_SHARED"), arguments: sources.prefix(8))
    func originalsReadBack(source: Source) throws {
        let file = try IATIFile(path: source.path, detail: .everything)
        while let item = try file.next() {
            guard case .activity(let activity, let record, _) = item else { continue }
            let again = try IATIFile.read(original: record.bytes, line: record.line, rootAttributes: file.rootAttributes)
            #expect(again == activity)
        }
    }
}

extension SharedDataTests.Counts {
    mutating func add(_ item: IATIFile.Item) {
        switch item {
        case .activity(let activity, _, _):
            activities += 1
            transactions += activity.transactions.count
            locations += activity.locations.count
        case .organisation: organisations += 1
        case .lost(let record, let problem): Issue.record("lost \(record.name) in line \(record.line): \(problem.message)")
        }
    }
}
