/// Rows of a JSON document: an array of arrays, or of objects whose keys become the first row, wherever in the document it stands; else
/// an object's keys and values.
///
/// The document is held in memory; `SheetFile` bounds its size.
final class JSONRows: RowSource {
    /// A row may name only its last column and yet have all of them.
    private static let mostKeys = 1024

    /// The values that a row has, each with its column.
    private typealias Row = (values: [(column: Int, node: JSONNode)], line: Int)

    private let rows: [Row]
    /// Whether an object had a key too many.
    private let isCut: Bool
    private var index = 0
    private let bytes = ByteArena()
    private var list: CellList
    private var problems = ProblemList()

    /// Nil when the document holds no rows.
    init?(_ document: JSONNode) {
        guard let found = Self.rows(document) ?? Self.search(document) ?? Self.pairs(document) else { return nil }
        (rows, isCut) = found
        // Last: what fails before would leave it behind.
        list = CellList()
    }

    /// From the beginning again.
    init(_ other: JSONRows) {
        (rows, isCut) = (other.rows, other.isCut)
        list = CellList()
    }

    deinit { list.free() }

    let bytesRead = 0

    func drainProblems() -> [SheetProblem] { problems.drain() }

    func next() -> SheetRow? {
        guard index < rows.count else { return nil }
        let row = rows[index]
        if index == 0, isCut { noteCut(row.line) }
        index += 1
        bytes.clear()
        list.clear()
        for (column, node) in row.values {
            let cell = Array(Self.text(node).utf8)
            list.set(column, bytes.count, cell.count, .text)
            bytes.append(cell)
        }
        return list.row(UnsafePointer(bytes.base), line: row.line, of: self)
    }

    private func noteCut(_ line: Int) {
        problems.add(
            SheetProblem(.error, "row-too-wide", line: line, "The rows have more than \(Self.mostKeys) keys; those beyond are not read."))
    }

    /// The nearest array of rows, level by level.
    private static func search(_ node: JSONNode) -> (rows: [Row], isCut: Bool)? {
        let children = children(node)
        for child in children { if let rows = rows(child) { return rows } }
        for child in children { if let rows = search(child) { return rows } }
        return nil
    }

    private static func pairs(_ node: JSONNode) -> (rows: [Row], isCut: Bool)? {
        guard case .object(let members, let line) = node, !members.isEmpty else { return nil }
        return (members.map { ([(0, .text($0.key)), (1, $0.value)], line) }, false)
    }

    private static func children(_ node: JSONNode) -> [JSONNode] {
        switch node {
        case .array(let items, _): items
        case .object(let members, _): members.map(\.value)
        default: []
        }
    }

    private static func rows(_ node: JSONNode) -> (rows: [Row], isCut: Bool)? {
        guard case .array(let items, _) = node, !items.isEmpty else { return nil }
        let arrays = items.compactMap { item -> Row? in
            guard case .array(let cells, let line) = item else { return nil }
            return (cells.enumerated().map { ($0, $1) }, line)
        }
        if arrays.count == items.count { return (arrays, false) }
        return arrays.isEmpty ? objects(items) : nil
    }

    private static func objects(_ items: [JSONNode]) -> (rows: [Row], isCut: Bool)? {
        var columns: [String: Int] = [:]
        var keys: [String] = []
        var rows: [Row] = []
        var isCut = false
        for item in items {
            guard case .object(let members, let line) = item else { return nil }
            var values: [(column: Int, node: JSONNode)] = []
            for (key, value) in members {
                if let column = columns[key] {
                    values.append((column, value))
                } else if keys.count < mostKeys {
                    values.append((keys.count, value))
                    columns[key] = keys.count
                    keys.append(key)
                } else {
                    isCut = true
                }
            }
            rows.append((values, line))
        }
        let header: Row = (keys.enumerated().map { ($0, .text($1)) }, rows[0].line)
        return ([header] + rows, isCut)
    }

    private static func text(_ node: JSONNode) -> String {
        switch node {
        case .null: ""
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .number(let text), .text(let text): text
        case .array(let items, _): items.map(text).joined(separator: " | ")
        case .object(let members, _): members.map { "\($0.key): \(text($0.value))" }.joined(separator: " | ")
        }
    }
}
