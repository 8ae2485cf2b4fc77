/// Rows of a JSON document: an array of arrays, or of objects whose keys become the first row, wherever in the document it stands; else
/// an object's keys and values.
///
/// The document is held in memory; `SheetFile` bounds its size.
final class JSONRows: RowSource {
    private let rows: [(cells: [String], line: Int)]
    private var index = 0
    private let bytes = ByteArena()
    private var list = CellList()

    /// Nil when the document holds no rows.
    init?(_ document: JSONNode) {
        guard let rows = Self.rows(document) ?? Self.search(document) ?? Self.pairs(document) else { return nil }
        self.rows = rows
    }

    /// From the beginning again.
    init(_ other: JSONRows) { rows = other.rows }

    deinit { list.free() }

    let bytesRead = 0

    func drainProblems() -> [SheetProblem] { [] }

    func next() -> SheetRow? {
        guard index < rows.count else { return nil }
        let row = rows[index]
        index += 1
        bytes.clear()
        list.clear()
        for cell in row.cells {
            let cell = Array(cell.utf8)
            list.add(bytes.count, cell.count)
            bytes.append(cell)
        }
        return list.row(UnsafePointer(bytes.base), line: row.line, of: self)
    }

    /// The nearest array of rows, level by level.
    private static func search(_ node: JSONNode) -> [(cells: [String], line: Int)]? {
        let children = children(node)
        for child in children { if let rows = rows(child) { return rows } }
        for child in children { if let rows = search(child) { return rows } }
        return nil
    }

    private static func pairs(_ node: JSONNode) -> [(cells: [String], line: Int)]? {
        guard case .object(let members, let line) = node, !members.isEmpty else { return nil }
        return members.map { ([$0.key, text($0.value)], line) }
    }

    private static func children(_ node: JSONNode) -> [JSONNode] {
        switch node {
        case .array(let items, _): items
        case .object(let members, _): members.map(\.value)
        default: []
        }
    }

    private static func rows(_ node: JSONNode) -> [(cells: [String], line: Int)]? {
        guard case .array(let items, _) = node, !items.isEmpty else { return nil }
        let arrays = items.compactMap { item -> (cells: [String], line: Int)? in
            guard case .array(let cells, let line) = item else { return nil }
            return (cells.map(text), line)
        }
        if arrays.count == items.count { return arrays }
        return arrays.isEmpty ? objects(items) : nil
    }

    private static func objects(_ items: [JSONNode]) -> [(cells: [String], line: Int)]? {
        var keys: [String] = []
        var places: [String: Int] = [:]
        var rows: [(cells: [String], line: Int)] = []
        for item in items {
            guard case .object(let members, let line) = item else { return nil }
            var cells: [String] = []
            for member in members {
                if places[member.key] == nil {
                    places[member.key] = keys.count
                    keys.append(member.key)
                }
                let place = places[member.key]!
                while cells.count <= place { cells.append("") }
                cells[place] = text(member.value)
            }
            rows.append((cells, line))
        }
        return [(keys, rows[0].line)] + rows
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
