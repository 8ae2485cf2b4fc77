import Compression
import Glibc
import SQL
import Transfer

/// The folder beside a store for copies of what lies on the network, and for the passwords and keys of addresses: for its owner alone.
struct SourceFolder {
    private let path: String

    init(of store: String) { path = Self.path(of: store) }

    static func path(of store: String) -> String {
        DatabaseAddress.isServer(store) ? ofServer(store) : Files.absolute(store) + ".sources"
    }

    /// One folder a database, where the user's programs keep their data by the XDG base directories.
    private static func ofServer(_ store: String) -> String {
        let data =
            getenv("XDG_DATA_HOME").map { String(cString: $0) } ?? (getenv("HOME").map { String(cString: $0) } ?? "") + "/.local/share"
        return "\(data)/concord/\(ContentHash(of: Array(DatabaseAddress.shown(store).utf8)).description.prefix(16)).sources"
    }

    /// Where the copy of a file lies: always in a folder for its host, under a name that begins with a fingerprint of its address.
    func copy(of address: WebAddress) throws -> String {
        let folder = path + "/" + Self.safe(address.host)
        guard Files.makeFolders(folder) else { throw SourceFolderError(path: folder, code: errno) }
        let fingerprint = ContentHash(of: Array(address.shown.utf8)).description.prefix(16)
        return "\(folder)/\(fingerprint)-\(Self.safe(address.fileName).suffix(80))"
    }

    /// Removes what fetches that were cut off, by a power cut say, left half written a day ago or longer.
    func tidy() {
        for host in Files.names(in: path) ?? [] {
            for name in Files.names(in: "\(path)/\(host)") ?? [] where Downloader.isPartial(name) {
                let file = "\(path)/\(host)/\(name)"
                if Files.secondsSinceChange(file) > 86_400 { unlink(file) }
            }
        }
    }

    /// Letters, digits, dots and dashes stay; what begins with a dot would be hidden, or lead elsewhere.
    private static func safe(_ name: String) -> String {
        let bytes = name.utf8.prefix(200).map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D
            return isPlain || byte == 0x2E ? byte : UInt8(ascii: "_")
        }
        return (bytes.first == 0x2E ? "_" : "") + String(decoding: bytes, as: UTF8.self)
    }
}

// MARK: - Passwords and keys

extension SourceFolder {
    private var secrets: String { path + "/.secrets" }

    /// The address with its password or key, as it was kept; the same address when nothing was.
    func whole(_ address: WebAddress) -> WebAddress {
        if address.hasSecrets { return address }
        return kept().first { $0.shown == address.shown }.flatMap { try? WebAddress($0.whole) } ?? address
    }

    /// Keeps an address with what is secret in it; without any, forgets what was kept of it.
    func keep(_ address: WebAddress) throws {
        let others = kept().filter { $0.shown != address.shown }
        try write(others + (address.hasSecrets ? [(address.shown, address.whole)] : []))
    }

    func forget(_ name: String) throws { try write(kept().filter { $0.shown != name }) }

    private func kept() -> [(shown: String, whole: String)] {
        (Files.text(secrets) ?? "").split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ").map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
    }

    /// Written anew beside the old file and moved into its place; readable for the owner alone from the start.
    private func write(_ lines: [(shown: String, whole: String)]) throws {
        guard !lines.isEmpty || Files.exists(secrets) else { return }
        guard Files.makeFolders(path) else { throw SourceFolderError(path: path, code: errno) }
        let text = lines.map { "\($0.shown) \($0.whole)\n" }.joined()
        guard Files.replace(secrets, with: text) else { throw SourceFolderError(path: secrets, code: errno) }
    }
}

/// What keeps a copy from being written.
struct SourceFolderError: Error, CustomStringConvertible {
    let path: String
    let code: Int32
    var description: String { "\(path) cannot be written (\(String(cString: strerror(code)))): check its permissions and the disk" }
}
