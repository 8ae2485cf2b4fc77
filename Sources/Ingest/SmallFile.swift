import Compression
import Records
import Sheets

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

    /// The cells of a sheet's first rows, trimmed: of text from the file's beginning, of a workbook or archive from the file. Empty when it is none.
    static func head(_ path: String, rows count: Int) throws -> [[String]] {
        let start = try read(path, maximum: 4096)
        let isText = !start.starts(with: "PK".utf8)
        guard let rows = try? (isText ? SheetFile(bytes: start, path: path) : SheetFile(path: path)).rows() else { return [] }
        return (0..<count).compactMap { _ in (try? rows.next())?.texts.map(WhiteSpace.trimmed) }
    }
}

extension Problem {
    init(_ problem: SheetProblem) {
        self.init(
            Severity(rawValue: problem.severity.rawValue) ?? .warning, rule: problem.rule, line: problem.line, message: problem.message)
    }
}
