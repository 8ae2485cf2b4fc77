import Compression

/// What stands between the cells, told from the first rows.
struct Separator {
    static let candidates = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")]
    private static let sampleBytes = 64 << 10
    private static let sampleRows = 50

    var byte: UInt8
    /// Bytes and lines of a first line `sep=;`, which some programs write.
    var skipped = 0
    var skippedLines = 0

    init(byte: UInt8) { self.byte = byte }

    init(of window: TextWindow) throws(FileError) {
        while window.text.count < Self.sampleBytes { guard try window.extend() else { break } }
        let sample = UnsafeBufferPointer(rebasing: window.text.prefix(Self.sampleBytes))
        if let stated = Self.stated(sample) {
            self = stated
        } else {
            byte = Self.likeliest(sample)
        }
    }

    private static func stated(_ sample: UnsafeBufferPointer<UInt8>) -> Separator? {
        guard sample.count > 5, sample.starts(with: "sep=".utf8), sample[5] == 10 || sample[5] == 13 else { return nil }
        var separator = Separator(byte: sample[4])
        guard separator.byte > 0x20 && separator.byte < 0x7F && separator.byte != 0x22 || separator.byte == 9 else { return nil }
        separator.skipped = sample[5] == 13 && sample.count > 6 && sample[6] == 10 ? 7 : 6
        separator.skippedLines = 1
        return separator
    }

    /// The candidate by which most rows have the same number of cells, of those equal the one that makes more of them.
    private static func likeliest(_ sample: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var best = (byte: candidates[0], agreeing: 0, cells: 1)
        for candidate in candidates {
            var tally: [Int: Int] = [:]
            for count in counts(candidate, sample) where count > 1 { tally[count, default: 0] += 1 }
            for (cells, agreeing) in tally
            where agreeing > best.agreeing || agreeing == best.agreeing && cells > best.cells {
                best = (candidate, agreeing, cells)
            }
        }
        return best.byte
    }

    /// Cells in each of the first rows that are not empty, quotes heeded.
    private static func counts(_ separator: UInt8, _ sample: UnsafeBufferPointer<UInt8>) -> [Int] {
        var counts: [Int] = []
        var cells = 1
        var isQuoted = false
        var isCellStart = true
        var isEmpty = true
        for byte in sample {
            if byte == 0x22, isCellStart || isQuoted {
                isQuoted.toggle()
                isCellStart = false
            } else if isQuoted {
                continue
            } else if byte == separator {
                cells += 1
                isCellStart = true
            } else if byte == 10 || byte == 13 {
                if !isEmpty { counts.append(cells) }
                if counts.count == sampleRows { return counts }
                (cells, isCellStart, isEmpty) = (1, true, true)
                continue
            } else {
                isCellStart = false
            }
            isEmpty = false
        }
        if !isEmpty, sample.count < sampleBytes { counts.append(cells) }
        return counts
    }
}
