import Glibc
import Testbed
import Testing
import Transfer

/// Files come whole or not at all, from where they may come, within limits.
struct DownloaderTests {
    private let publisher = Publisher()
    private let target = Scratch()
    private var path: String { target.path("a.xml") }

    /// What loopback's port of the publisher is to a test, the public network is to users.
    private var reach: Reach { .publicNetwork(and: [Endpoint(address: [127, 0, 0, 1], port: publisher.port)]) }

    private func downloader(_ reach: Reach? = nil, pauses: [Int] = [], wait: @escaping (Int) -> Void = { _ in }) -> Downloader {
        downloader(reach, wait: wait) { $0.pauses = pauses }
    }

    private func downloader(_ reach: Reach? = nil, wait: @escaping (Int) -> Void = { _ in }, limits change: (inout TransferLimits) -> Void)
        -> Downloader
    {
        var limits = TransferLimits()
        limits.pauses = []
        change(&limits)
        return Downloader(reach ?? self.reach, limits: limits, wait: wait)
    }

    private func address(_ path: String) throws -> WebAddress { try WebAddress(publisher.address(path)) }

    private func expect(
        _ error: TransferError, _ path: String, _ downloader: Downloader? = nil, at location: SourceLocation = #_sourceLocation
    ) {
        target.write("a.xml", "old")
        #expect(throws: error, sourceLocation: location) {
            try (downloader ?? self.downloader()).fetch(address(path), to: self.path)
        }
        #expect(Testbed.text(of: self.path) == "old", sourceLocation: location)
        #expect(Testbed.files(under: target.folder) == [self.path], sourceLocation: location)
    }

    @Test func aFileAndItsVersion() throws {
        publisher.scratch.write("a.xml", "one")
        let downloader = downloader()
        guard case .fetched(let known) = try downloader.fetch(address("files/a.xml"), to: path) else {
            Issue.record("it was not fetched")
            return
        }
        #expect(Testbed.text(of: path) == "one")
        #expect(try downloader.fetch(address("files/a.xml"), to: path, unless: known) == .unchanged)
        publisher.scratch.write("a.xml", "two")
        #expect(try downloader.fetch(address("files/a.xml"), to: path, unless: known) != .unchanged)
        #expect(Testbed.text(of: path) == "two")
        #expect(Testbed.files(under: target.folder) == [path])
    }

    @Test func aVersionByItsDate() throws {
        publisher.scratch.write("a.xml", "one")
        let downloader = downloader()
        guard case .fetched(let known) = try downloader.fetch(address("dated/a.xml"), to: path) else {
            Issue.record("it was not fetched")
            return
        }
        #expect(try downloader.fetch(address("dated/a.xml"), to: path, unless: known) == .unchanged)
    }

    @Test(arguments: ["a\r\nX-Planted: 1", "a\u{7}", String(repeating: "a", count: 600)])
    func aVersionThatWouldDoHarmIsNotSent(etag: String) throws {
        publisher.scratch.write("a.xml", "one")
        #expect(try downloader().fetch(address("files/a.xml"), to: path, unless: Validators(etag: etag)) != .unchanged)
    }

    @Test func aRedirectIsFollowed() throws {
        publisher.scratch.write("a.xml", "one")
        _ = try downloader().fetch(address("redirect?to=/files/a.xml"), to: path)
        #expect(Testbed.text(of: path) == "one")
    }

    /// The first hop is allowed; where it leads is not, whatever it is written like.
    @Test(arguments: [
        ("http://127.0.0.1:9/", "127.0.0.1"), ("http://169.254.169.254/latest/meta-data/", "169.254.169.254"), ("http://[::1]/", "::1"),
        ("http://0x7f000001:9/", "127.0.0.1"), ("http://2130706433:9/", "127.0.0.1"),
        ("http://[::ffff:10.0.0.1]/", "::ffff:10.0.0.1"), ("http://0.0.0.0:9/", "0.0.0.0"), ("http://192.168.0.1/", "192.168.0.1"),
    ])
    func aRedirectInwardsIsRefused(to: String, end: String) { expect(.refused(end), "redirect?to=\(to)") }

    @Test func addressesOfOnesOwnNetworkAreRefused() throws {
        #expect(throws: TransferError.refused("127.0.0.1")) { try Downloader().fetch(address("files/a.xml"), to: path) }
        publisher.scratch.write("a.xml", "one")
        #expect(try Downloader(.anywhere).fetch(address("files/a.xml"), to: path) != .unchanged)
        #expect(publisher.requests == ["200 /files/a.xml"])
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://example.org/x", "gopher://example.org/"])
    func aRedirectToAnotherProtocolIsRefused(to: String) { expect(.otherScheme("another kind"), "redirect?to=\(to)") }

    @Test func redirectsWithoutEnd() {
        expect(.redirects, "loop")
        #expect(publisher.requests.count == 6)
    }

    @Test func largerThanMayBe() {
        publisher.scratch.write("a.xml", String(repeating: "a", count: 5000))
        for path in ["files/a.xml", "endless"] { expect(.tooLarge(4999), path, downloader(limits: { $0.bytes = 4999 })) }
    }

    @Test func aBombIsLargerThanMayBe() { expect(.tooLarge(1 << 20), "bomb", downloader(limits: { $0.bytes = 1 << 20 })) }

    @Test func aServerThatStalls() { expect(.tooSlow, "stall", downloader(limits: { $0.stallSeconds = 1 })) }

    @Test func aServerOutOfOrderForAWhile() throws {
        publisher.scratch.write("a.xml", "one")
        var waited: [Int] = []
        _ = try downloader(pauses: [1, 2, 3], wait: { waited.append($0) }).fetch(address("flaky/2/a.xml"), to: path)
        #expect(Testbed.text(of: path) == "one")
        #expect(waited == [7, 7])
        #expect(publisher.requests == ["503 /flaky/2/a.xml", "503 /flaky/2/a.xml", "200 /flaky/2/a.xml"])
    }

    @Test func aServerMayNotAskToWaitForEver() throws {
        publisher.scratch.write("a.xml", "one")
        var waited: [Int] = []
        _ = try downloader(wait: { waited.append($0) }, limits: { ($0.pauses, $0.longestPause) = ([1], 3) })
            .fetch(address("flaky/1/a.xml"), to: path)
        #expect(waited == [3])
    }

    @Test func aServerOutOfOrder() {
        var waited: [Int] = []
        expect(.busy(500, seconds: nil), "status/500", downloader(pauses: [1, 2], wait: { waited.append($0) }))
        #expect(waited == [1, 2])
    }

    @Test(arguments: [400, 401, 403, 404, 410])
    func whatIsNotThereIsAskedForOnce(code: Int) {
        expect(.status(code), "status/\(code)", downloader(pauses: [1, 2]))
        #expect(publisher.requests.count == 1)
    }

    @Test func aBodyThatBreaksOff() {
        var waited: [Int] = []
        expect(.cutShort, "short", downloader(pauses: [1], wait: { waited.append($0) }))
        #expect(waited == [1])
    }

    @Test func aServerThatIsNotThere() {
        #expect(throws: TransferError.unreachable) { try downloader(.anywhere).fetch(WebAddress("http://127.0.0.1:9/"), to: path) }
    }

    @Test func aHostThatIsNotThere() throws {
        let error = #expect(throws: TransferError.self) { try downloader().fetch(WebAddress("http://nowhere.invalid/"), to: path) }
        #expect(error == .hostUnknown && error?.isGone == true)
    }

    @Test func userAndPasswordAreForTheirHostAlone() throws {
        publisher.scratch.write("a.xml", "one")
        let secret = "http://desk:open-sesame@\(publisher.host)/"
        _ = try downloader().fetch(WebAddress(secret + "private/a.xml"), to: path)
        #expect(Testbed.text(of: path) == "one")
        #expect(throws: TransferError.refused("::1")) { try downloader().fetch(WebAddress(secret + "redirect?to=http://[::1]/"), to: path) }
        #expect(throws: TransferError.status(401)) { try downloader().fetch(address("private/a.xml"), to: path) }
    }

    @Test func aFolderThatIsNotThere() throws {
        publisher.scratch.write("a.xml", "one")
        #expect(throws: TransferError.file(ENOENT)) { try downloader().fetch(address("files/a.xml"), to: target.path("none/a.xml")) }
    }
}
