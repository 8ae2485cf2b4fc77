import Foundation

/// The built program, run as a process.
public enum Concord {
    /// `CONCORD_BINARY`, or the one built together with the tests.
    public static let binary: String = {
        if let named = Testbed.environment["CONCORD_BINARY"] { return named }
        let products = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let beside = products.prefix(upTo: products.lastIndex(of: "/") ?? products.startIndex) + "/concord"
        return Testbed.exists(String(beside)) ? String(beside) : Testbed.package + "/.build/debug/concord"
    }()

    public static let environment = ["CONCORD_RESOURCES": Testbed.resources, "CONCORD_STORE": "", "COLUMNS": "100"]

    public static func start(_ words: [String], environment: [String: String] = [:], in folder: String? = nil) -> Child {
        Child(binary, words, environment: Self.environment.merging(environment) { $1 }, in: folder)
    }

    public static func run(
        _ words: [String], environment: [String: String] = [:], in folder: String? = nil, limit: Double = 300
    ) -> Run {
        start(words, environment: environment, in: folder).wait(limit: limit)
    }
}

/// A store in a folder of its own, and the program's answers from it.
public struct Node: Sendable {
    public let scratch: Scratch
    public let store: String

    public init(_ scratch: Scratch = Scratch(), store: String = "store.db") {
        self.scratch = scratch
        self.store = scratch.path(store)
    }

    /// A store of its own on the server that tests run beside.
    public static func onServer() throws -> Node { Node(Scratch(), address: try Server.database()) }

    private init(_ scratch: Scratch, address: String) {
        self.scratch = scratch
        store = address
    }

    public func run(_ words: [String], environment: [String: String] = [:], limit: Double = 300) -> Run {
        Concord.run(["--store", store] + words, environment: environment, in: scratch.folder, limit: limit)
    }

    @discardableResult
    public func load(_ paths: [String], handling: String? = nil, environment: [String: String] = [:], limit: Double = 300) -> Run {
        run(["import"] + (handling.map { ["--handling", $0] } ?? []) + paths, environment: environment, limit: limit)
    }

    public func totals(_ by: String, _ words: [String] = []) -> CSVTable {
        run(["totals", "--by", by, "--format", "csv"] + words).table
    }

    /// Totals in published currencies, as `dimension dimension currency amount` with bars between.
    public func sums(_ by: String, _ words: [String] = []) -> [String] {
        totals(by, ["--currency", "original"] + words).rows.map { $0.joined(separator: "|") }
    }
}
