import Glibc
import Records

/// The files that the arguments of an import mean: folders walked, links to files followed, loops refused, each file once.
public struct FileList: Sendable {
    public private(set) var files: [String] = []
    /// Folders given as arguments: a file that is gone from one of them is withdrawn.
    public private(set) var folders: [String] = []
    /// Paths that lead nowhere, with the reason.
    public private(set) var unreadable: [(path: String, reason: String)] = []
    private var seenFiles: Set<String> = []
    private var seenFolders: Set<[UInt64]> = []

    /// - Parameter store: a store's own files are no data.
    public init(_ paths: [String], store: String = "") {
        if !store.isEmpty {
            let path = Files.absolute(store)
            for suffix in ["", "-wal", "-shm", "-journal"] { seenFiles.insert(Files.resolved(path + suffix) ?? path + suffix) }
        }
        for path in paths { add(Files.absolute(path), isArgument: true) }
        files.sort { PathOrder($0) < PathOrder($1) }
    }

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
        files.append(path)
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
