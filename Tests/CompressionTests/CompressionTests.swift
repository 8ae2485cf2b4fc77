import Glibc
import Gzip
import Testing

@testable import Compression

@Suite struct ContentHashTests {
    /// Values of `xxhsum -H2`.
    @Test(arguments: [("", "99aa06d3014798d86001c324468d497f"), ("abc", "06b05ab6733a618578af5f94892f3950")])
    func knownValues(_ text: String, _ hash: String) {
        #expect(ContentHash(of: Array(text.utf8)).description == hash)
    }

    @Test func piecesAddUp() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hasher = ContentHasher()
        for start in stride(from: 0, to: bytes.count, by: 777) { hasher.update(Array(bytes[start..<min(start + 777, bytes.count)])) }
        #expect(hasher.hash() == ContentHash(of: bytes))
        #expect(hasher.hash().bytes.count == 16)
    }

    @Test func aFileOnDisk() throws {
        let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 >> 3) }
        try withFile(bytes) { path in
            let hash = try ContentHash.ofFile(path)
            #expect(hash == ContentHash(of: bytes))
        }
        #expect(throws: FileError.self) { try ContentHash.ofFile("/nowhere/at-all") }
    }
}

@Suite struct ZstdTests {
    static let text = Array(String(repeating: "<iati-activity>much the same</iati-activity>", count: 500).utf8)

    @Test func thereAndBack() throws {
        for bytes in [[], [7], Self.text] as [[UInt8]] {
            #expect(try Zstd.decompress(Zstd.compress(bytes), maximum: 1_000_000) == bytes)
        }
    }

    @Test func aCompressorIsReused() throws {
        let compressor = ZstdCompressor(level: 6)
        for length in [100, 20_000, 5] {
            let bytes = Array(Self.text[..<length])
            #expect(try Zstd.decompress(compressor.compress(bytes), maximum: length) == bytes)
        }
    }

    @Test func aDictionaryHelpsSmallBlobs() throws {
        let dictionary = ZstdDictionary(Array(Self.text[..<400]))
        let compressor = ZstdCompressor(dictionary: dictionary)
        let bytes = Array(Self.text[..<60])
        let packed = compressor.compress(bytes)
        #expect(packed.count < Zstd.compress(bytes).count)
        #expect(try ZstdDecompressor(dictionary: dictionary).decompress(packed, maximum: 60) == bytes)
        #expect(throws: Zstd.Failure.damaged) { try ZstdDecompressor().decompress(packed, maximum: 60) }
    }

    @Test func damageAndGreedAreRefused() {
        let packed = Zstd.compress(Self.text)
        #expect(throws: Zstd.Failure.tooLarge(maximum: 100)) { try Zstd.decompress(packed, maximum: 100) }
        #expect(throws: Zstd.Failure.damaged) { try Zstd.decompress(Array(packed.dropLast(3)), maximum: 1_000_000) }
        #expect(throws: Zstd.Failure.damaged) { try Zstd.decompress([], maximum: 10) }
        #expect(throws: Zstd.Failure.damaged) { try Zstd.decompress([1, 2, 3, 4, 5, 6], maximum: 10) }
    }
}

@Suite struct ByteSourceTests {
    static let text = (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

    @Test func formatsAreToldApart() throws {
        let cases: [([UInt8], ByteSource.Format)] = [
            (Self.text, .plain), ([], .plain), ([0x1F], .plain), (gzip(Self.text), .gzip), (Zstd.compress(Self.text), .zstd),
        ]
        for (bytes, format) in cases {
            let source = try ByteSource(bytes: bytes)
            #expect(source.format == format)
            #expect(try readAll(source) == (format == .plain ? bytes : Self.text))
            #expect(source.fault == nil)
            #expect(try source.contentHash() == ContentHash(of: bytes))
            #expect(source.bytesRead == bytes.count)
        }
    }

    @Test func framesAndMembersFollowEachOther() throws {
        let skippable: [UInt8] = [0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3]
        let frames = skippable + Zstd.compress(Self.text) + Zstd.compress([1, 2]) + skippable
        #expect(try readAll(ByteSource(bytes: frames)) == Self.text + [1, 2])
        let members = gzip(Self.text) + gzip([]) + gzip([1, 2]) + [0, 0]
        #expect(try readAll(ByteSource(bytes: members)) == Self.text + [1, 2])
    }

    @Test func faultsAreNamed() throws {
        #expect(try fault(gzip(Self.text).dropLast(1)) == .truncated)
        #expect(try fault(Zstd.compress(Self.text).dropLast(1)) == .truncated)
        #expect(try fault(gzip(Self.text) + [7, 7]) == .trailing)
        #expect(try fault(Zstd.compress(Self.text) + [7, 7, 7, 7]) == .trailing)
        #expect(try fault([0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]) == .damaged)
        #expect(try fault(gzip([UInt8](repeating: 0, count: 300_000_000))[...]) == .expansion)
    }

    @Test func everyTruncationEnds() throws {
        let packed = gzip(Array(Self.text[..<3000]))
        for length in 2..<packed.count {
            let source = try ByteSource(bytes: Array(packed[..<length]))
            #expect(try Self.text.starts(with: readAll(source)))
            #expect(source.fault == .truncated)
        }
    }

    @Test func whatCannotBeReadIsSaidInWords() {
        #expect(reason("/") == .folder)
        #expect(reason("/dev/zero") == .notAFile)
        #expect(reason("/nowhere/at-all") == .system(ENOENT))
        #expect(FileError("a.xml", .system(EACCES)).description == "a.xml: The file cannot be read: Permission denied.")
    }

    private func reason(_ path: String) -> FileError.Reason? {
        do {
            _ = try ByteSource(path: path)
            return nil
        } catch {
            return error.reason
        }
    }

    private func fault(_ bytes: some Sequence<UInt8>) throws -> ByteSource.Fault? {
        let source = try ByteSource(bytes: Array(bytes))
        _ = try readAll(source)
        return source.fault
    }
}

func readAll(_ source: ByteSource) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 10_007)
    while true {
        let count = try buffer.withUnsafeMutableBytes { (bytes) throws(FileError) in try source.read(into: bytes) }
        if count == 0 { return result }
        result += buffer[..<count]
    }
}

func withFile(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    var name = Array("/tmp/compression-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
    try body(path)
}
