import Compression
import Glibc

/// Rows of comma-separated values and their kin: RFC 4180, and quotes as people write them.
///
/// - A quote opens a cell only at its beginning; elsewhere it is a character.
/// - A quoted cell may hold separators and line ends; these come out as line feeds.
/// - A closing quote stands before a separator or the row's end. Where one does not, a later quote on the same line that does closes the
///   cell, and those between are characters; else what follows belongs to the cell, up to the separator.
/// - A quote that never closes, or first after the line's end and then in the middle of a cell, opened nothing: it is a character.
final class DelimitedRows: RowSource {
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    private let path: String
    private let limits: SheetLimits
    private let window: TextWindow
    private let separator: UInt8
    /// Non-zero for what ends a run of plain bytes: the separator, line ends, the zero behind the last byte.
    private let stops: UnsafeMutablePointer<UInt8>
    private var cells: CellList
    private var line = 1
    private var problems = ProblemList()
    /// No closing quote lies before this place in the stream.
    private var unclosedTo = 0
    private var droppedCells = 0
    private var isEnded = false

    init(_ window: TextWindow, path: String, separator: UInt8?, limits: SheetLimits) throws(SheetError) {
        self.path = path
        self.window = window
        self.limits = limits
        var found = Separator(byte: separator ?? UInt8(ascii: ","))
        if separator == nil {
            do throws(FileError) {
                found = try Separator(of: window)
            } catch { throw SheetError(path, error) }
        }
        self.separator = found.byte
        // Only now: what fails before would leave them behind.
        stops = .allocate(capacity: 256)
        cells = CellList()
        stops.initialize(repeating: 0, count: 256)
        for byte in [found.byte, Self.lineFeed, Self.carriageReturn, 0] { stops[Int(byte)] = 1 }
        window.start += found.skipped
        line += found.skippedLines
    }

    deinit {
        stops.deallocate()
        cells.free()
    }

    var bytesRead: Int { window.bytesRead }

    func drainProblems() -> [SheetProblem] { problems.drain() }

    func next() throws(SheetError) -> SheetRow? {
        do throws(FileError) {
            while true {
                if window.start == window.end, try !window.extend() {
                    finish()
                    return nil
                }
                if let row = try row() { return row }
            }
        } catch { throw SheetError(path, error) }
    }

    // MARK: A row

    /// Nil when the row was passed over.
    private func row() throws(FileError) -> SheetRow? {
        let first = line
        cells.clear()
        var offset = 0
        while true {
            if cells.count >= limits.columns { droppedCells += 1 }
            let isKept = cells.count < limits.columns
            offset = try isQuote(at: offset) ? quoted(offset, isKept) : plain(offset, from: offset, isKept)
            if offset > limits.rowBytes { return try passOver(from: offset, first) }
            let end = window.memory[window.start + offset]
            if end == separator, end != 0 {
                offset += 1
                continue
            }
            return try finishRow(offset, first)
        }
    }

    private func finishRow(_ offset: Int, _ first: Int) throws(FileError) -> SheetRow {
        var next = offset
        let end = window.memory[window.start + offset]
        if end == Self.carriageReturn {
            next += 1
            if try byte(at: next) == Self.lineFeed { next += 1 }
        } else if end == Self.lineFeed {
            next += 1
        }
        line += 1
        note(next, first)
        if cells.count == 1, offset == 0 { cells.clear() }
        let row = cells.row(UnsafePointer(window.memory + window.start), line: first, of: self)
        window.start += next
        return row
    }

    /// The byte at an offset of the row, reading on as needed; zero at the end.
    @inline(__always)
    private func byte(at offset: Int) throws(FileError) -> UInt8 {
        while window.start + offset >= window.end { guard try window.extend() else { return 0 } }
        return window.memory[window.start + offset]
    }

    private func isQuote(at offset: Int) throws(FileError) -> Bool { try byte(at: offset) == Self.quote }

    // MARK: Plain cells

    /// Where the cell ends: the offset of the separator, the line end or the file's end. The bytes before `from` are known.
    @inline(__always)
    private func plain(_ start: Int, from: Int, _ isKept: Bool) throws(FileError) -> Int {
        var offset = from
        while true {
            let memory = UnsafePointer(window.memory + window.start)
            while stops[Int(memory[offset])] == 0 { offset &+= 1 }
            // Zeros are nowhere but behind the last byte.
            if memory[offset] != 0 { break }
            if offset > limits.rowBytes { return offset }
            guard try window.extend() else { break }
        }
        if isKept { cells.add(start, offset - start) }
        return offset
    }

    // MARK: Quoted cells

    private func quoted(_ start: Int, _ isKept: Bool) throws(FileError) -> Int {
        guard let closing = try closing(start) else { return try literal(start, isKept) }
        let lines = lineEnds(start + 1..<closing.offset)
        if closing.isProper {
            line += lines
            if isKept { addContent(start + 1..<closing.offset, isDoubled: closing.isDoubled) }
            return closing.offset + 1
        }
        if lines > 0 { return try literal(start, isKept) }
        problem(.warning, "quote-misplaced", "A quote stands inside a quoted cell: write it twice.")
        if let end = try properQuote(after: closing.offset) {
            if isKept { addContent(start + 1..<end, isDoubled: false) }
            return end + 1
        }
        return try spill(start, closing.offset, isKept)
    }

    /// The next quote that is not one of two.
    private func closing(_ start: Int) throws(FileError) -> (offset: Int, isProper: Bool, isDoubled: Bool)? {
        var offset = start + 1
        var isDoubled = false
        while let found = try find(Self.quote, from: offset, limit: start + limits.cellBytes) {
            let next = try byte(at: found + 1)
            if next == Self.quote {
                isDoubled = true
                offset = found + 2
            } else {
                return (found, isEnd(next), isDoubled)
            }
        }
        return nil
    }

    private func isEnd(_ byte: UInt8) -> Bool { stops[Int(byte)] != 0 }

    private func find(_ wanted: UInt8, from: Int, limit: Int) throws(FileError) -> Int? {
        var offset = from
        while offset < limit {
            let available = min(window.end - window.start, limit)
            if offset < available {
                let base = window.memory + window.start
                if let found = memchr(base + offset, Int32(wanted), available - offset) {
                    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
                }
                offset = available
            }
            guard offset < limit, try window.extend() else { return nil }
        }
        return nil
    }

    /// A quote on the same line that stands before a separator or the row's end.
    private func properQuote(after start: Int) throws(FileError) -> Int? {
        guard window.origin + window.start + start >= unclosedTo else { return nil }
        var offset = start + 1
        while offset < start + limits.cellBytes {
            let byte = try byte(at: offset)
            if byte == Self.quote, isEnd(try self.byte(at: offset + 1)) { return offset }
            if byte == 0 || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            offset += 1
        }
        unclosedTo = window.origin + window.start + offset
        return nil
    }

    /// The quote opened nothing.
    private func literal(_ start: Int, _ isKept: Bool) throws(FileError) -> Int {
        problem(.warning, "quote-unclosed", "A quote opens a cell and never closes; it is read as a character: close it or write it twice.")
        return try plain(start, from: start + 1, isKept)
    }

    /// What follows the closing quote belongs to the cell.
    private func spill(_ start: Int, _ closing: Int, _ isKept: Bool) throws(FileError) -> Int {
        let end = try plain(start, from: closing + 1, false)
        guard isKept else { return end }
        let content = collapse(start + 1..<closing)
        let place = closing + 1 - content.count
        let base = window.memory + window.start
        memmove(base + place, base + content.lowerBound, content.count)
        cells.add(place, end - place)
        return end
    }

    private func addContent(_ range: Range<Int>, isDoubled: Bool) {
        let content = isDoubled || hasReturn(range) ? collapse(range) : range
        cells.add(content.lowerBound, content.count)
    }

    private func hasReturn(_ range: Range<Int>) -> Bool {
        memchr(window.memory + window.start + range.lowerBound, Int32(Self.carriageReturn), range.count) != nil
    }

    /// Doubled quotes made one and line ends line feeds, where they are: what comes out is never longer.
    private func collapse(_ range: Range<Int>) -> Range<Int> {
        let base = window.memory + window.start
        var from = range.lowerBound
        var to = range.lowerBound
        while from < range.upperBound {
            var byte = base[from]
            from += 1
            if from < range.upperBound {
                if byte == Self.quote, base[from] == Self.quote { from += 1 }
                if byte == Self.carriageReturn, base[from] == Self.lineFeed { from += 1 }
            }
            if byte == Self.carriageReturn { byte = Self.lineFeed }
            base[to] = byte
            to += 1
        }
        return range.lowerBound..<to
    }

    private func lineEnds(_ range: Range<Int>) -> Int {
        let base = window.memory + window.start
        var count = 0
        var last: UInt8 = 0
        for offset in range {
            let byte = base[offset]
            if byte == Self.carriageReturn || byte == Self.lineFeed && last != Self.carriageReturn { count += 1 }
            last = byte
        }
        return count
    }

    // MARK: Problems

    private func problem(_ severity: SheetProblem.Severity, _ rule: String, _ message: String) {
        problems.add(SheetProblem(severity, rule, line: line, message))
    }

    /// An endless row loses itself, up to the next line end.
    private func passOver(from offset: Int, _ first: Int) throws(FileError) -> SheetRow? {
        problems.add(
            SheetProblem(
                .error, "row-too-long", line: first,
                "The row is longer than \(limits.rowBytes) bytes and is passed over: end each row with a line end."))
        window.start += offset
        while true {
            let rest = window.text
            if let end = rest.firstIndex(where: { $0 == Self.lineFeed || $0 == Self.carriageReturn }) {
                window.start += end
                let isReturn = try byte(at: 0) == Self.carriageReturn
                let second = try byte(at: 1)
                window.start += isReturn && second == Self.lineFeed ? 2 : 1
                line += 1
                return nil
            }
            window.start = window.end
            guard try window.extend() else { return nil }
        }
    }

    private func note(_ next: Int, _ first: Int) {
        if droppedCells > 0 {
            problems.add(
                SheetProblem(
                    .error, "row-too-wide", line: first, "The row has more than \(limits.columns) cells; those beyond are not read."))
            droppedCells = 0
        }
        if !window.losses.isEmpty, window.takeLoss(before: window.origin + window.start + next) {
            problems.add(
                SheetProblem(
                    .warning, "text-damaged", line: first,
                    "Bytes here or in the rows that follow are no text in the file's encoding and are lost: save the file as UTF-8."))
        }
    }

    private func finish() {
        guard !isEnded else { return }
        isEnded = true
        if window.decoder.westernBytes > 0 {
            problems.add(
                SheetProblem(
                    .note, "encoding-guessed", line: 0, "The file is not UTF-8 and was read as Windows-1252: save it as UTF-8."))
        }
        if let fault = window.fault { problems.add(.fault(fault, line: line)) }
    }
}

extension SheetProblem {
    static func fault(_ fault: ByteSource.Fault, line: Int) -> SheetProblem {
        switch fault {
        case .truncated: SheetProblem(.error, "compressed-truncated", line: line, "The compressed file ends too early; publish it whole.")
        case .damaged: SheetProblem(.error, "compressed-damaged", line: line, "The compressed file is damaged; what follows is lost.")
        case .expansion:
            SheetProblem(
                .error, "compressed-bomb", line: line, "The compressed file unpacks to far more than it holds; it was not read on.")
        case .trailing: SheetProblem(.warning, "compressed-trailing", line: line, "Bytes after the compressed data were not read.")
        }
    }
}
