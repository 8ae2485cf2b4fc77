internal import CZip
import Glibc

/// A zip archive, read: its entries by name, each as a stream of bytes. One thread at a time.
public final class ZipArchive {
    /// Why an archive, or an entry of it, cannot be read.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// Not a zip archive, or its directory is damaged.
        case damaged
        /// More entries than any honest file has.
        case crowded
        case missing(String)
        case encrypted(String)
        /// An entry that says it unpacks to more than its reader allows.
        case tooLarge(String)

        public var description: String {
            switch self {
            case .damaged: "The archive is damaged; publish it again."
            case .crowded: "The archive has more than \(ZipArchive.mostEntries) entries."
            case .missing(let name): "The archive has no \(name)."
            case .encrypted: "The archive is encrypted: save it without a password."
            case .tooLarge(let name): "\(name) unpacks to more than is read."
            }
        }
    }

    public struct Entry: Sendable {
        public let name: String
        /// Unpacked bytes, as the archive says; what is read may prove it wrong.
        public let size: Int
        public let packedSize: Int
        public let isEncrypted: Bool
    }

    static let mostEntries = 10_000

    public let entries: [Entry]
    private let places: [String: Int]
    private let handle: OpaquePointer

    /// Opens a regular file.
    public convenience init(path: String) throws(Failure) {
        var code: Int32 = 0
        try self.init(zip_open(path, ZIP_RDONLY, &code))
    }

    /// An archive that is already in memory.
    public convenience init(bytes: [UInt8]) throws(Failure) {
        // The archive owns its copy and frees it when it is closed.
        guard let copy = malloc(max(bytes.count, 1)) else { fatalError("out of memory") }
        UnsafeMutableRawBufferPointer(start: copy, count: bytes.count).copyBytes(from: bytes)
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 1, nil) else { fatalError("out of memory") }
        let handle = zip_open_from_source(source, ZIP_RDONLY, nil)
        if handle == nil { zip_source_free(source) }
        try self.init(handle)
    }

    private init(_ handle: OpaquePointer?) throws(Failure) {
        guard let handle else { throw .damaged }
        let count = Int(zip_get_num_entries(handle, 0))
        guard count <= Self.mostEntries else {
            zip_discard(handle)
            throw .crowded
        }
        self.handle = handle
        let entries = (0..<count).map { Self.entry(handle, $0) }
        self.entries = entries
        places = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    deinit { zip_discard(handle) }

    /// The entry's unpacked bytes; `maximum` bounds them. Damage never throws while reading: `ByteSource.fault` tells of it.
    public func open(_ name: String, maximum: Int) throws(Failure) -> ByteSource {
        guard let place = places[name] else { throw .missing(name) }
        let entry = entries[place]
        guard !entry.isEncrypted else { throw .encrypted(name) }
        guard entry.size <= maximum else { throw .tooLarge(name) }
        guard let file = zip_fopen_index(handle, UInt64(place), 0) else { throw .damaged }
        return ByteSource(stream: ZipStream(self, file, packedSize: entry.packedSize, maximum: maximum))
    }

    public func has(_ name: String) -> Bool { places[name] != nil }

    private static func entry(_ handle: OpaquePointer, _ place: Int) -> Entry {
        var status = zip_stat_t()
        zip_stat_init(&status)
        zip_stat_index(handle, UInt64(place), 0, &status)
        return Entry(
            name: status.name.map { String(cString: $0) } ?? "", size: Int(clamping: status.size),
            packedSize: Int(clamping: status.comp_size),
            isEncrypted: status.encryption_method != 0)
    }
}

/// An entry on its way out of its archive, which it keeps open.
private final class ZipStream: ByteStream {
    private let archive: ZipArchive
    private let file: OpaquePointer
    private let packedSize: Int
    private let maximum: Int
    private var delivered = 0
    private(set) var fault: ByteSource.Fault?

    init(_ archive: ZipArchive, _ file: OpaquePointer, packedSize: Int, maximum: Int) {
        self.archive = archive
        self.file = file
        self.packedSize = packedSize
        self.maximum = maximum
    }

    deinit { zip_fclose(file) }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard fault == nil, let base = buffer.baseAddress else { return 0 }
        let count = Int(zip_fread(file, base, UInt64(buffer.count)))
        guard count >= 0 else {
            fault = .damaged
            return 0
        }
        delivered += count
        let isTrap = delivered > ByteSource.freeExpansion && delivered / ByteSource.greatestRatio > packedSize
        if isTrap || delivered > maximum { fault = .expansion }
        return count
    }
}
