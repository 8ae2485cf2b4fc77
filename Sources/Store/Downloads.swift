import Glibc
import SQL
import Transfer

/// Copies of files on the network, fetched again only when the server has another version.
final class Downloads {
    private let database: Database
    private let folder: SourceFolder
    private let limits: TransferLimits
    private let local: Reach
    private let report: (String) -> Void
    private var downloaders: [Bool: Downloader] = [:]
    /// What the servers said of the copies that are new.
    private var versions: [String: Validators] = [:]
    /// How often a server failed since it last answered, and how.
    private var failures: [String: (count: Int, last: TransferError)] = [:]
    /// A listing may name thousands of files on a server that is gone, and each takes its time to fail.
    private static let patience = 3

    /// - Parameters:
    ///   - limits: for each file.
    ///   - local: for what may lie in one's own network.
    ///   - report: told each address before it is fetched.
    init(
        _ store: Store, limits: TransferLimits = TransferLimits(), local: Reach = .anywhereByProxy, report: @escaping (String) -> Void
    ) {
        (database, self.limits, self.local, self.report) = (store.database, limits, local, report)
        folder = SourceFolder(of: store.path)
        folder.tidy()
    }

    /// Where the copy of a file lies, as its publisher has it now.
    func fetch(_ address: WebAddress, allowsLocal: Bool) throws -> String {
        report(address.shown)
        let copy = try folder.copy(of: address)
        let known = Files.exists(copy) ? try version(address.shown) : nil
        if let failed = failures[address.host], failed.count >= Self.patience { throw failed.last }
        do {
            let outcome = try downloader(allowsLocal).fetch(address, to: copy, unless: known)
            if case .fetched(let version) = outcome { versions[address.shown] = version }
            failures[address.host] = nil
        } catch {
            failures[address.host] = error.isOfTheServer ? ((failures[address.host]?.count ?? 0) + 1, error) : nil
            throw error
        }
        return copy
    }

    /// The address with the password or key that the store keeps for it.
    func whole(_ address: WebAddress) -> WebAddress { folder.whole(address) }

    /// Where the copy lies that was fetched last.
    func copy(of address: WebAddress) throws -> String { try folder.copy(of: address) }

    /// A page that is read at once and not kept.
    func read<T>(_ address: WebAddress, allowsLocal: Bool, _ body: (String) throws -> T?) throws -> T? {
        let copy = try fetch(address, allowsLocal: allowsLocal)
        guard let found = try body(copy) else { return nil }
        unlink(copy)
        versions[address.shown] = nil
        return found
    }

    /// Keeps what the servers said, once the copies are in the store.
    func remember() throws {
        for (address, version) in versions {
            try database.run(
                "INSERT INTO copy VALUES (?, ?, ?) ON CONFLICT (address) DO UPDATE SET etag = excluded.etag, modified = excluded.modified",
                address, version.etag, version.modified)
        }
        versions = [:]
    }

    private func version(_ address: String) throws -> Validators? {
        if let version = versions[address] { return version }
        return try database.first("SELECT etag, modified FROM copy WHERE address = ?", address) {
            Validators(etag: $0.text(0), modified: $0.text(1))
        }
    }

    /// One for each reach: it keeps its connections.
    private func downloader(_ allowsLocal: Bool) -> Downloader {
        if let made = downloaders[allowsLocal] { return made }
        let made = Downloader(allowsLocal ? local : .publicNetwork, limits: limits)
        downloaders[allowsLocal] = made
        return made
    }
}
