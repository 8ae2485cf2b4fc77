extension HTMLPage {
    func table(_ table: Table) -> HTML {
        let heads = table.columns.map { column -> HTML in
            "<th scope=\"col\" class=\"\(column.kind.rawValue)\"><span>\(column.title)</span></th>"
        }
        let rows = table.rows.map { row($0, table.columns) }
        let whole: HTML = table.rows.count <= 12 ? " whole" : ""
        let hidden: HTML = table.hidesCaption ? " class=\"hidden\"" : ""
        let note: HTML = table.leftOut.isEmpty ? "" : "<p class=\"note onlypaper\">\(table.leftOut)</p>\n"
        return """
            <div class="tablebox"><table class="\(table.style.rawValue)\(whole)">
            <caption\(hidden)>\(table.caption)</caption>
            <thead><tr>\(heads.joined())</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table></div>
            \(note)
            """
    }

    private func row(_ row: Table.Row, _ columns: [Table.Column]) -> HTML {
        let cells = zip(row.cells, columns).enumerated().map { cell($1.0, $1.1.kind, isHead: $0 == 0) }
        let screen: HTML = row.isScreenOnly ? " onlyscreen" : ""
        return "<tr class=\"\(row.kind.rawValue)\(screen)\">\(cells.joined())</tr>\n"
    }

    private func cell(_ cell: Table.Cell, _ kind: Table.Column.Kind, isHead: Bool) -> HTML {
        var names = kind.rawValue
        if cell.isMuted { names += " muted" }
        if cell.shade > 0 { names += " s\(cell.shade)" }
        let title: HTML = cell.exact.isEmpty ? "" : " title=\"\(cell.exact)\""
        let inside: HTML = "\(content(cell, kind))\(cell.details.map(detail).joined())"
        if isHead { return "<th scope=\"row\" class=\"\(names)\"\(title)>\(inside)</th>" }
        return "<td class=\"\(names)\"\(title)>\(inside)</td>"
    }

    private func content(_ cell: Table.Cell, _ kind: Table.Column.Kind) -> HTML {
        if let share = cell.share { return bar(cell, share) }
        let mark: HTML = cell.mark.isEmpty ? "" : "<span class=\"mark\" style=\"background:\(cell.mark)\"></span>"
        guard !cell.text.isEmpty else { return mark }
        if kind == .bar { return "<span class=\"percent\">\(cell.text)</span>" }
        if kind == .number || kind == .figure { return "\(cell.text)" }
        return cell.mark.isEmpty ? "<bdi>\(cell.text)</bdi>" : "<span class=\"marked\">\(mark)<bdi>\(cell.text)</bdi></span>"
    }

    private func bar(_ cell: Table.Cell, _ share: Double) -> HTML {
        let width = Int((min(1, share) * 60).rounded())
        return """
            <span class="percent">\(cell.text)</span><svg width="60" height="8" aria-hidden="true">\
            <rect width="60" height="8" fill="#eef1f4"/><rect width="\(width)" height="8" fill="\(cell.mark)"/></svg>
            """
    }

    private func detail(_ detail: Table.Detail) -> HTML {
        switch detail.kind {
        case .plain: "<span class=\"detail\"><bdi>\(detail.text)</bdi></span>"
        case .code: "<span class=\"detail\"><code><bdi>\(detail.text)</bdi></code></span>"
        }
    }
}
