import Foundation
import Records
import Testing

@testable import Ingest

struct EventSheetTests {
    private func read(_ text: String) throws -> (events: [ConflictEvent], problems: [Problem]) {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let codes = CountryCodes(
            countries: Tabular("code\talpha3\tnumeric\nSS\tSSD\t728\n"), gleditschWard: Tabular("number\tcode\n626\tSS\n"))
        var sheet = try #require(try EventSheet(path: path, countries: codes))
        var events: [ConflictEvent] = []
        while let item = try sheet.next() { events.append(item.event) }
        return (events, sheet.drainProblems())
    }

    /// Two rows of this size would be more than a sum can hold, and take the rest of the file with them.
    @Test(arguments: ["9223372036854775807", "1000000000", "-1", "1e3", "many"])
    func countsThatNobodyCanHaveCounted(count: String) throws {
        let (events, problems) = try read(
            """
            month,year,events,iso3,admin1,fatalities
            July,2021,1,SSD,Lakes,\(count)
            July,2021,\(count),SSD,Lakes,1
            July,2021,2,SSD,Lakes,3
            """)
        #expect(events.map(\.events) == [2])
        #expect(problems.map(\.line) == [2, 3])
        #expect(problems.allSatisfy { $0.rule == "event-unreadable" })
    }
}
