import Glibc
import Records

/// On which terms a file is read; nil keeps what the file had, or follows the import.
public struct FileTerms: Sendable {
    public var handling: HandlingMark?
    public var licence: String?

    public init(handling: HandlingMark? = nil, licence: String? = nil) { (self.handling, self.licence) = (handling, licence) }
}

/// The files that the arguments of an import mean: folders walked, links to files followed, loops refused, each file once.
///
/// A file is known by its name: its path, or the address that it was fetched from.
public struct FileList: Sendable {
    private var found: [String] = []
    /// Folders given as arguments: a file that is gone from one of them is withdrawn.
    public private(set) var folders: [String] = []
    /// Paths that lead nowhere, with the reason.
    public private(set) var unreadable: [(path: String, reason: String)] = []
    /// Addresses that could not be fetched, with the reason.
    public private(set) var unfetched: [(address: String, reason: String)] = []
    private var copies: [String: String] = [:]
    private var terms: [String: FileTerms] = [:]
    private var seenFiles: Set<String> = []
    private var seenFolders: Set<[UInt64]> = []

    /// - Parameter store: a store's own files are no data.
    public init(_ paths: [String] = [], store: String = "") {
        if !store.isEmpty {
            let path = Files.absolute(store)
            for suffix in ["", "-wal", "-shm", "-journal"] { seenFiles.insert(Files.resolved(path + suffix) ?? path + suffix) }
            if let identity = Files.identity(SourceFolder.path(of: store)) { seenFolders.insert(identity) }
        }
        for path in paths { add(Files.absolute(path), isArgument: true) }
    }

    /// The names of all files, in path order.
    public var files: [String] { found.sorted { PathOrder($0) < PathOrder($1) } }

    /// Adds a file or folder, and says which files it holds.
    @discardableResult
    public mutating func add(_ path: String) -> [String] {
        let path = Files.absolute(path)
        add(path, isArgument: true)
        return names(in: path)
    }

    /// Says on which terms a file is read.
    mutating func set(_ terms: FileTerms, for name: String) { self.terms[name] = terms }

    /// Lets what was read of a folder stay, whatever is gone from it.
    mutating func spare(folder: String) { folders.removeAll { $0 == folder } }

    private func names(in path: String) -> [String] {
        switch Files.kind(path) {
        case .file: [path]
        case .folder: found.filter { $0.hasPrefix(path == "/" ? path : path + "/") }
        case .other, nil: []
        }
    }

    /// Adds a file by the address that it was fetched from.
    public mutating func add(copy path: String, of address: String, _ terms: FileTerms = FileTerms()) {
        guard copies.updateValue(path, forKey: address) == nil else { return }
        found.append(address)
        self.terms[address] = terms
    }

    /// Notes an address that could not be fetched: what was read from there before stays.
    public mutating func miss(_ address: String, because reason: String, _ terms: FileTerms = FileTerms()) {
        unfetched.append((address, reason))
        self.terms[address] = terms
    }

    /// Where a file's bytes lie.
    public func path(of name: String) -> String { copies[name] ?? name }

    func terms(of name: String) -> FileTerms { terms[name] ?? FileTerms() }

    private mutating func add(_ path: String, isArgument: Bool) {
        switch Files.kind(path) {
        case .file: addFile(path)
        case .folder: addFolder(path, isArgument: isArgument)
        case .other: unreadable.append((path, "it is neither a file nor a folder"))
        case nil: unreadable.append((path, Self.reason(errno, path)))
        }
    }

    /// A name that is not UTF-8 has lost its odd bytes by the time it is looked for, and leads nowhere.
    private static func reason(_ code: Int32, _ path: String) -> String {
        if code == EACCES { return "permission is denied" }
        return path.contains("\u{FFFD}") ? "its name is not UTF-8: rename it, then import it" : "there is no such file or folder"
    }

    /// What stands beside data to explain it; named on its own it is still tried.
    private static func isProse(_ name: String) -> Bool { name.hasSuffix(".md") }

    private mutating func addFile(_ path: String) {
        guard seenFiles.insert(Files.resolved(path) ?? path).inserted else { return }
        found.append(path)
    }

    /// A folder met before, by a link or by name, is not entered again: that is how loops end.
    private mutating func addFolder(_ path: String, isArgument: Bool) {
        guard let identity = Files.identity(path), seenFolders.insert(identity).inserted else { return }
        guard let names = Files.names(in: path) else {
            unreadable.append((path, "the folder cannot be listed: check its permissions"))
            return
        }
        if isArgument { folders.append(path) }
        for name in names where !Self.isProse(name) { add(path == "/" ? "/" + name : path + "/" + name, isArgument: false) }
    }
}
