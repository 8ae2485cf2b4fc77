import Foundation
import Testbed
import Testing
import Transfer

@testable import Store

/// Copies beside the store, and patience that comes to an end.
struct DownloadsTests {
    private let publisher = Publisher()
    private let scratch = Scratch()

    private func downloads() throws -> Downloads {
        var limits = TransferLimits()
        limits.pauses = []
        return Downloads(try Store.forWriting(scratch.path("store.db")), limits: limits, local: .anywhere) { _ in }
    }

    private func address(_ path: String) throws -> WebAddress { try WebAddress(publisher.address(path)) }

    @Test func aServerThatFailsAgainAndAgainIsAskedNoMore() throws {
        let downloads = try downloads()
        for number in 1...5 {
            #expect(throws: TransferError.busy(500, seconds: nil)) {
                try downloads.fetch(address("status/500?\(number)"), allowsLocal: true)
            }
        }
        #expect(publisher.requests.count == 3)
    }

    @Test func aFileThatIsNotThereIsNoFaultOfTheServer() throws {
        let downloads = try downloads()
        for number in 1...5 {
            #expect(throws: TransferError.status(404)) { try downloads.fetch(address("none?\(number)"), allowsLocal: true) }
        }
        #expect(publisher.requests.count == 5)
    }

    @Test func whatWasLeftHalfWrittenIsRemovedAfterADay() throws {
        publisher.scratch.write("a.xml", "one")
        let copy = try downloads().fetch(address("files/a.xml"), allowsLocal: true)
        let (old, new) = (copy + ".part-aaaaaa", copy + ".part-bbbbbb")
        for path in [old, new] { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -90_000)], ofItemAtPath: old)
        _ = try downloads()
        #expect(Set(Testbed.files(under: scratch.path("store.db.sources"))) == [copy, new])
    }
}
