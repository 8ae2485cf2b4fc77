import Compression

/// A file, or its beginning, in memory: for sheets that are small by nature.
enum SmallFile {
    /// Up to `maximum` bytes, decompressed.
    static func read(_ path: String, maximum: Int) throws -> [UInt8] {
        let source = try ByteSource(path: path)
        var bytes = [UInt8](repeating: 0, count: 0)
        var block = [UInt8](repeating: 0, count: min(maximum, 1 << 16))
        while bytes.count < maximum {
            let count = try block.withUnsafeMutableBytes { try source.read(into: $0) }
            if count == 0 { break }
            bytes.append(contentsOf: block[..<min(count, maximum - bytes.count)])
        }
        return bytes
    }
}
