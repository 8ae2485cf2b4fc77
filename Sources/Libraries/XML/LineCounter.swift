/// Counts line breaks in stretches of bytes, eight at a time.
enum LineCounter {
    static func count(_ lineBreak: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let start = bytes.baseAddress else { return 0 }
        let words = bytes.count / 8
        var total = 0
        var word = 0
        while word < words {
            // A byte of the sum holds no more than 255 matches.
            let stop = min(words, word + 255)
            total += sum(matches(lineBreak, start, word..<stop))
            word = stop
        }
        for index in words * 8..<bytes.count where bytes[index] == lineBreak { total += 1 }
        return total
    }

    /// Matches in each of the eight places of a word; no carry reaches a neighbour.
    private static func matches(_ lineBreak: UInt8, _ start: UnsafeRawPointer, _ words: Range<Int>) -> UInt64 {
        let pattern = UInt64(lineBreak) &* 0x0101_0101_0101_0101
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        var sums: UInt64 = 0
        for word in words {
            let difference = start.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self) ^ pattern
            sums &+= ~(((difference & low) &+ low) | difference | low) >> 7
        }
        return sums
    }

    private static func sum(_ places: UInt64) -> Int {
        let pairs = (places & 0x00FF_00FF_00FF_00FF) &+ ((places >> 8) & 0x00FF_00FF_00FF_00FF)
        return Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
}
