import Compression
import Gzip
import Testing

@testable import XML

@Suite struct CompressedFileTests {
    static let text = file((0..<2000).map { activity("A\($0)", title: "\($0 &* 2_654_435_761 % 1_000_003)") }.joined())

    @Test func gzipAndZstdAreReadLikePlainFiles() throws {
        let plain = Array(Self.text.utf8)
        for packed in [plain, gzip(plain), Zstd.compress(plain)] {
            let outcome = try read(packed)
            #expect(outcome.identifiers.count == 2000)
            #expect(outcome.problems.isEmpty)
        }
    }

    @Test func membersFollowEachOther() throws {
        let plain = Array(Self.text.utf8)
        let outcome = try read(gzip(Array(plain[..<70_000])) + gzip(Array(plain[70_000...])) + [0, 0, 0])
        #expect(outcome.identifiers.count == 2000)
        #expect(outcome.problems.isEmpty)
    }

    @Test func aTruncatedStreamKeepsWhatWasWhole() throws {
        let plain = Array(Self.text.utf8)
        for packed in [gzip(plain), Zstd.compress(plain)] {
            let outcome = try read(Array(packed[..<(packed.count * 9 / 10)]))
            #expect(outcome.identifiers.count > 100)
            #expect(outcome.identifiers.count < 2000)
            #expect(outcome.rules.contains("compressed-truncated"))
        }
    }

    @Test func aDamagedStreamKeepsWhatWasWhole() throws {
        var packed = gzip(Array(Self.text.utf8))
        for place in packed.count * 2 / 3..<packed.count * 2 / 3 + 40 { packed[place] = 0xFF }
        let outcome = try read(packed)
        #expect(outcome.identifiers.count > 100)
        #expect(outcome.rules.contains("compressed-damaged"))
    }

    @Test func damageBeforeTheRootIsSaid() {
        let packed = gzip(Array(Self.text.utf8))
        #expect { try RecordReader(bytes: Array(packed[..<12]), roots: roots) } throws: { ($0 as? ReadError)?.reason == .damagedArchive }
    }

    @Test func aBombIsNotUnpacked() throws {
        let bomb = Array("<iati-activities>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 200_000_000)
        let reader = try RecordReader(bytes: gzip(bomb), roots: roots)
        #expect(try reader.next() == nil)
        #expect(reader.decodedBytes < 70_000_000)
        #expect(reader.drainProblems().map(\.rule).contains("compressed-bomb"))
    }
}
