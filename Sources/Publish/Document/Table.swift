/// Rows and columns that read the same in HTML, on paper and in Markdown.
struct Table: Sendable {
    struct Column: Sendable {
        /// `name` stays on one line, `wide` takes what room there is, `figure` is money, `bar` a share with a bar beside it.
        enum Kind: String, Sendable { case text, name, wide, number, figure, bar }
        var title: String
        var kind: Kind
        init(_ title: String, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
        var isNumeric: Bool { kind == .number || kind == .figure }
    }

    struct Row: Sendable {
        enum Kind: String, Sendable { case normal, total, group, sub }
        var kind = Kind.normal
        var cells: [Cell]
        /// Kept on screen and in Markdown, left out on paper.
        var isScreenOnly = false
        init(_ cells: [Cell], _ kind: Kind = .normal) {
            self.cells = cells
            self.kind = kind
        }
    }

    struct Cell: Sendable {
        var text: String
        /// The exact figure or full text, shown on hover.
        var exact = ""
        /// Small lines under the text.
        var details: [Detail] = []
        /// Six-digit colour of a mark before the text, empty for none.
        var mark = ""
        /// 0 no shade, 1... deeper.
        var shade = 0
        var isMuted = false
        /// From 0 to 1: a bar beside the number.
        var share: Double?
        init(_ text: String = "", exact: String = "") {
            self.text = text
            self.exact = exact
        }
    }

    struct Detail: Sendable {
        enum Kind: Sendable { case plain, code }
        var text: String
        var kind: Kind
        init(_ text: String, _ kind: Kind = .plain) {
            self.text = text
            self.kind = kind
        }
    }

    enum Style: String, Sendable { case plain, heat, compact, inline, activities }

    var caption = ""
    var style = Style.plain
    /// A heading above says the same: the caption is for screen readers only.
    var hidesCaption = false
    var columns: [Column] = []
    var rows: [Row] = []
    /// The whole table is left out on paper: the chart and another table say it.
    var isScreenOnly = false
    /// Said on paper where rows are left out.
    var leftOut = ""
}

extension Table.Cell {
    static func detailed(_ text: String, _ details: [Table.Detail]) -> Table.Cell {
        var cell = Table.Cell(text)
        cell.details = details.filter { !$0.text.isEmpty }
        return cell
    }

    func marked(_ colour: String) -> Table.Cell {
        var cell = self
        cell.mark = colour
        return cell
    }

    func shaded(_ level: Int) -> Table.Cell {
        var cell = self
        cell.shade = level
        return cell
    }

    func muted() -> Table.Cell {
        var cell = self
        cell.isMuted = true
        return cell
    }
}

extension Table {
    /// Keeps rows after the first `count` off paper and says how many they are.
    func printing(first count: Int, note: (Int) -> String) -> Table {
        guard rows.count > count + 2 else { return self }
        var table = self
        let hidden = table.rows.indices.dropFirst(count).filter { table.rows[$0].kind != .total }
        for index in hidden { table.rows[index].isScreenOnly = true }
        table.leftOut = note(hidden.count)
        return table
    }
}
