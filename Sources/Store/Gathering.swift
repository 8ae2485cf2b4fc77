import Ingest
import Transfer

/// What a source brought to an import, and why not all of it.
public struct Gathered: Sendable {
    public let location: String
    /// What the store calls the files that it names, whether they could be fetched or not.
    public internal(set) var files: [String] = []
    /// Why there is nothing to read, or not all.
    public internal(set) var failure: String?
    /// Files that a listing names and that are of kinds that are not read.
    public internal(set) var others = 0
    /// A listing that was read to its end: what is not in it is no longer offered.
    var isWholeListing = false
    /// More than one file may stand behind it.
    public internal(set) var isListing = false
}

/// Brings what lies at addresses and paths to where an import reads it: copies beside the store, listings resolved into their files.
public final class Gatherer {
    private let store: Store
    private let downloads: Downloads
    private let claims: SourceClaims

    /// - Parameter report: told each address before it is fetched.
    public init(_ store: Store, report: @escaping (String) -> Void = { _ in }) throws {
        self.store = store
        downloads = Downloads(store, report: report)
        claims = try SourceClaims(store)
    }

    /// Adds what lies at a source to `list`, fetched where it has to be.
    public func gather(_ source: Source, at location: SourceLocation, into list: inout FileList) -> Gathered {
        switch location {
        case .path(let path): gather(path, source, &list)
        case .address(let address): gather(downloads.whole(address), source, &list)
        }
    }

    private func gather(_ path: String, _ source: Source, _ list: inout FileList) -> Gathered {
        var gathered = Gathered(location: path)
        let before = list.unreadable.count
        gathered.files = list.add(path)
        for file in gathered.files { list.set(terms(of: file, source), for: file) }
        if list.unreadable.count > before, list.unreadable[before].path == path { gathered.failure = list.unreadable[before].reason }
        // More likely a disk that is not there today than files that were all taken away.
        if gathered.files.isEmpty, !source.added.isEmpty { list.spare(folder: path) }
        return gathered
    }

    private func terms(of file: String, _ source: Source, licence: String? = nil) -> FileTerms {
        let owner = claims.owner(of: file, in: source)
        return FileTerms(handling: owner.handling, licence: owner.licence ?? licence)
    }

    private func gather(_ address: WebAddress, _ source: Source, _ list: inout FileList) -> Gathered {
        var gathered = Gathered(location: address.shown)
        do {
            if let listing = try page(address, source) {
                gather(listing, at: address, source, &gathered, &list)
            } else {
                gathered.files = [address.shown]
                list.add(copy: try downloads.copy(of: address), of: address.shown, terms(of: address.shown, source))
            }
        } catch {
            gathered.failure = "\(error)"
            if !isListing(source) { list.miss(address.shown, because: "\(error)", terms(of: address.shown, source)) }
        }
        return gathered
    }

    /// Nil when what lies there is no page of a listing; its copy stays then.
    private func page(_ address: WebAddress, _ source: Source) throws -> CatalogueListing? {
        try downloads.read(address, allowsLocal: source.allowsLocal) { try CatalogueListing.read(path: $0) }
    }

    /// A listing is no file: that it cannot be had shows with the source.
    private func isListing(_ source: Source) -> Bool {
        let isFile = try? store.database.first("SELECT 1 FROM document WHERE path = ?", source.location) { $0.int(0) }
        return !source.added.isEmpty && isFile == nil
    }
}

// MARK: - Listings

extension Gatherer {
    private func gather(
        _ first: CatalogueListing, at address: WebAddress, _ source: Source, _ gathered: inout Gathered, _ list: inout FileList
    ) {
        var walk = ListingWalk { try self.page($0, source) }
        walk.walk(from: first, at: address)
        var names: Set<String> = []
        for resource in walk.resources {
            guard let place = try? WebAddress(resource.address) else {
                gathered.others += 1
                continue
            }
            guard names.insert(place.shown).inserted else { continue }
            gathered.files.append(place.shown)
            fetch(place, source, licence: resource.licence, &list)
        }
        (gathered.isListing, gathered.failure) = (true, walk.failure)
        gathered.others += walk.others
        gathered.isWholeListing = walk.failure == nil
    }

    private func fetch(_ address: WebAddress, _ source: Source, licence: String, _ list: inout FileList) {
        let terms = terms(of: address.shown, source, licence: licence.isEmpty ? nil : licence)
        do {
            list.add(copy: try downloads.fetch(address, allowsLocal: source.allowsLocal), of: address.shown, terms)
        } catch {
            list.miss(address.shown, because: "\(error)", terms)
        }
    }
}

// MARK: - After the import

extension Gatherer {
    /// Notes in the store how each source fared and which files belong to it.
    public func conclude(_ all: [Gathered], _ tally: ImportTally) throws -> [SourceOutcome] {
        try Store.explained(store.path) {
            try store.database.transaction {
                try downloads.remember()
                return try all.map { try conclude($0, tally) }
            }
        }
    }

    private func conclude(_ gathered: Gathered, _ tally: ImportTally) throws -> SourceOutcome {
        var outcome = SourceOutcome(gathered, tally)
        let now = Clock.now()
        let source = try store.database.first("SELECT id FROM source WHERE location = ?", gathered.location) { $0.int(0) }
        guard let source else { return outcome }
        for file in gathered.files {
            let owner = claims.owner(of: file, in: gathered.location)
            try store.database.run(
                "UPDATE document SET source = (SELECT id FROM source WHERE location = ?) WHERE path = ?", owner, file)
        }
        if gathered.isWholeListing { outcome.vanished = try letGo(source, but: gathered) }
        try store.database.run(
            """
            UPDATE source SET tried = ?, succeeded = CASE WHEN ? = 1 THEN ? ELSE succeeded END, failure = ? WHERE id = ?
            """, now, outcome.isRead ? 1 : 0, now,
            outcome.reason, source)
        return outcome
    }

    /// Files that the listing no longer has: what was read of them stays, and nobody waits for them any more.
    private func letGo(_ source: Int, but gathered: Gathered) throws -> [String] {
        let known = try store.database.rows("SELECT path FROM document WHERE source = ?", source) { $0.text(0) }
        let gone = Set(known).subtracting(gathered.files).sorted()
        for path in gone {
            try store.database.run(
                "UPDATE document SET source = NULL, failure = ? WHERE path = ?",
                "gone: it is no longer in the listing \(gathered.location)", path)
        }
        return gone
    }
}
