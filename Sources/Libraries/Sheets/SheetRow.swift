/// A row of cells: a view on bytes that its reader holds, valid until the reader's next row.
public struct SheetRow {
    /// What a cell says it is. Delimited text only knows texts.
    public enum Kind: UInt8, Sendable { case text, number, date, boolean, error }

    private let cells: UnsafePointer<Cell>
    /// Keeps the bytes.
    private let reader: AnyObject
    /// Cells of this row; those behind the last one are empty.
    public let count: Int
    /// Line in the file on which the row begins, counted from 1; in a workbook the row's number.
    public let line: Int

    init(_ cells: UnsafePointer<Cell>, count: Int, line: Int, of reader: AnyObject) {
        (self.cells, self.count, self.line, self.reader) = (cells, count, line, reader)
    }

    /// The cell as text, empty when the row is shorter.
    public subscript(column: Int) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

    /// The cell's UTF-8, well-formed; the bytes are lent for the call only.
    @inline(__always)
    public func withBytes<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        guard column >= 0, column < count else { return try body(UnsafeBufferPointer(start: nil, count: 0)) }
        return try body(UnsafeBufferPointer(start: cells[column].start, count: Int(cells[column].length)))
    }

    /// The first cells as `withBytes` gives them, in one call; those behind the last one are empty.
    public func withCells(_ wanted: Int, _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: wanted) { texts in
            for column in 0..<wanted { texts.initializeElement(at: column, to: withBytes(column) { $0 }) }
            body(UnsafeBufferPointer(texts))
        }
    }

    /// Whether the cell holds nothing but white space.
    public func isBlank(_ column: Int) -> Bool { withBytes(column) { $0.allSatisfy { $0 <= 0x20 } } }

    /// Whether all cells hold nothing but white space.
    public var isBlank: Bool { (0..<count).allSatisfy { isBlank($0) } }

    public func kind(_ column: Int) -> Kind { column >= 0 && column < count ? cells[column].kind : .text }

    /// All cells as texts.
    public var texts: [String] { (0..<count).map { self[$0] } }
}

struct Cell {
    var start: UnsafePointer<UInt8>?
    var length: Int32
    var kind: SheetRow.Kind
}

/// The cells of one row while they are found: places relative to a base that may still move.
struct CellList {
    private(set) var cells: UnsafeMutablePointer<Cell>
    private var places: UnsafeMutablePointer<(offset: Int, length: Int32, kind: SheetRow.Kind)>
    private var capacity = 64
    private(set) var count = 0

    init() {
        cells = .allocate(capacity: capacity)
        places = .allocate(capacity: capacity)
    }

    func free() {
        cells.deallocate()
        places.deallocate()
    }

    mutating func clear() { count = 0 }

    @inline(__always)
    mutating func add(_ offset: Int, _ length: Int, _ kind: SheetRow.Kind = .text) {
        if count == capacity { grow() }
        places[count] = (offset, Int32(truncatingIfNeeded: length), kind)
        count += 1
    }

    /// A cell at a column further on; those between are empty.
    mutating func set(_ column: Int, _ offset: Int, _ length: Int, _ kind: SheetRow.Kind) {
        while count < column { add(0, 0) }
        if column == count { return add(offset, length, kind) }
        places[column] = (offset, Int32(truncatingIfNeeded: length), kind)
    }

    /// The row, once its bytes stay where they are. Places below zero are in the shared bytes, -1 the first.
    @inline(__always)
    func row(_ base: UnsafePointer<UInt8>, shared: UnsafePointer<UInt8>? = nil, line: Int, of reader: AnyObject) -> SheetRow {
        for index in 0..<count {
            let place = places[index]
            let start = place.offset >= 0 ? base + place.offset : shared.unsafelyUnwrapped + (-1 - place.offset)
            cells[index] = Cell(start: start, length: place.length, kind: place.kind)
        }
        return SheetRow(cells, count: count, line: line, of: reader)
    }

    private mutating func grow() {
        let wider = UnsafeMutablePointer<Cell>.allocate(capacity: 2 * capacity)
        let more = UnsafeMutablePointer<(offset: Int, length: Int32, kind: SheetRow.Kind)>.allocate(capacity: 2 * capacity)
        more.update(from: places, count: count)
        free()
        (cells, places, capacity) = (wider, more, 2 * capacity)
    }
}
