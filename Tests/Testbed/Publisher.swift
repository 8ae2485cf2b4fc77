import Foundation

/// A publisher on loopback that serves a folder of its own (Tests/Publisher/publisher.py), ended with the value that holds it.
public final class Publisher: @unchecked Sendable {
    // `@unchecked Sendable`: nothing changes after it is made.
    public let scratch = Scratch()
    public let port: Int
    private let child: Child

    public init() {
        child = Child(Testbed.python ?? "/usr/bin/python3", [Testbed.package + "/Tests/Publisher/publisher.py", scratch.folder])
        for _ in 0..<10_000 where !Testbed.exists(scratch.path(".port")) { usleep(2000) }
        precondition(Testbed.exists(scratch.path(".port")), "the publisher does not start: \(child.killed(after: 0))")
        port = Int(Testbed.text(of: scratch.path(".port")))!
    }

    deinit { _ = child.killed(after: 0) }

    public var host: String { "127.0.0.1:\(port)" }

    public func address(_ path: String) -> String { "http://\(host)/\(path)" }

    /// Each request so far, as `200 /files/a.xml`.
    public var requests: [String] {
        let log = scratch.path(".requests")
        return Testbed.exists(log) ? Testbed.text(of: log).split(separator: "\n").map(String.init) : []
    }
}
