import Glibc

/// RFC 4180 with LF line ends and no byte order mark; quotation marks only where needed.
///
/// A cell of free text that a spreadsheet would run as a formula gets a leading apostrophe. Identifiers and codes are left alone.
final class CSVRows: RowWriter {
    private let names: [String]
    private let isText: [Bool]
    private let hasText: Bool
    private let line = ByteBuffer()
    private var hasHeader = false

    init(_ columns: [Column]) {
        names = columns.map(\.name)
        isText = columns.map { $0.kind == .text }
        hasText = isText.contains(true)
    }

    /// Rows are looked at one by one only where any of them needs it.
    func write(_ batch: RowBatch, to output: Output) throws(OutputError) {
        guard isPlain(batch) else {
            for index in 0..<batch.rows { try write(batch.row(index), to: output) }
            return
        }
        try writeHeader(to: output)
        try batch.withBytes { bytes throws(OutputError) in try output.write(bytes) }
    }

    /// No cell has one of the bytes that stand between cells or need quotes.
    private func isPlain(_ batch: RowBatch) -> Bool {
        !hasText && names.count > 1 && batch.withBytes(marks) == batch.rows * names.count
    }

    func write(_ row: Row, to output: Output) throws(OutputError) {
        try writeHeader(to: output)
        line.clear()
        row.visit { index, cell in append(cell, isFirst: index == 0, isText: isText[index]) }
        try endLine(to: output)
    }

    func finish(to output: Output) throws(OutputError) {
        try writeHeader(to: output)
    }

    private func writeHeader(to output: Output) throws(OutputError) {
        if hasHeader { return }
        hasHeader = true
        for (index, name) in names.enumerated() {
            var name = name
            name.withUTF8 { append($0, isFirst: index == 0, isText: false) }
        }
        try endLine(to: output)
    }

    private func endLine(to output: Output) throws(OutputError) {
        if line.isEmpty { line.append("\"\"") }
        line.append(10)
        try output.write(line)
    }

    private func append(_ cell: UnsafeBufferPointer<UInt8>, isFirst: Bool, isText: Bool) {
        if !isFirst { line.append(UInt8(ascii: ",")) }
        let isFormula = isText && looksLikeFormula(cell)
        guard needsQuotes(cell) else {
            if isFormula { line.append(UInt8(ascii: "'")) }
            return line.append(cell)
        }
        line.append(UInt8(ascii: "\""))
        if isFormula { line.append(UInt8(ascii: "'")) }
        for byte in cell {
            if byte == UInt8(ascii: "\"") { line.append(byte) }
            line.append(byte)
        }
        line.append(UInt8(ascii: "\""))
    }
}

private func looksLikeFormula(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    switch cell.first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: true
    case UInt8(ascii: "+"), UInt8(ascii: "-"): !isPlainNumber(cell)
    default: false
    }
}

/// How many bytes are commas, quotation marks or ends of lines; few of them are counted in a byte, which a processor does for many at once.
private func marks(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: 128) {
        var few: UInt8 = 0
        for index in start..<min(start + 128, bytes.count) {
            let byte = bytes[index]
            few &+= one(byte, UInt8(ascii: ",")) &+ one(byte, UInt8(ascii: "\"")) &+ one(byte, 10) &+ one(byte, 13)
        }
        count += Int(few)
    }
    return count
}

@inline(__always)
private func one(_ byte: UInt8, _ mark: UInt8) -> UInt8 { byte == mark ? 1 : 0 }

private func needsQuotes(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = cell.baseAddress else { return false }
    return [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains { memchr(start, Int32($0), cell.count) != nil }
}
