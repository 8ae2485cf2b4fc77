import Records

/// What a check found, as one page that needs nothing else: by file, then by rule, with lines.
public struct ReportPage {
    private struct Group {
        var severity: Problem.Severity
        var count = 0
        var examples: [Problem] = []
    }

    private struct File {
        var version = ""
        var groups: [String: Group] = [:]
        var reason = ""
    }

    /// Lines shown of one rule in one file; the rest is counted.
    private static let most = 50

    private var order: [String] = []
    private var files: [String: File] = [:]
    private var count = Count()

    public init() {}

    public mutating func note(_ event: Checker.Event) {
        count.note(event)
        switch event {
        case .began(let path, let version): change(path) { $0.version = version }
        case .failed(let path, let reason): change(path) { $0.reason = reason }
        case .found(let path, let findings): change(path) { file in for finding in findings { Self.add(finding.problem, to: &file) } }
        case .ended: return
        }
    }

    private mutating func change(_ path: String, _ body: (inout File) -> Void) {
        if files[path] == nil { order.append(path) }
        body(&files[path, default: File()])
    }

    private static func add(_ problem: Problem, to file: inout File) {
        var group = file.groups[problem.rule] ?? Group(severity: problem.severity)
        group.count += 1
        if group.examples.count < most { group.examples.append(problem) }
        file.groups[problem.rule] = group
    }
}

// MARK: - HTML

extension ReportPage {
    public func html() -> String {
        let parts = order.map { section($0, files[$0] ?? File()) }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Check of published files</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            <h1>Check of published files</h1>
            <p>\(count).</p>
            \(parts.joined(separator: "\n"))
            </main>
            </body>
            </html>

            """
    }

    private func section(_ path: String, _ file: File) -> String {
        let groups = file.groups.sorted { left, right in
            let order = (Count.severities.firstIndex(of: left.value.severity)!, Count.severities.firstIndex(of: right.value.severity)!)
            return order.0 == order.1 ? left.key < right.key : order.0 < order.1
        }
        let body = groups.isEmpty ? "<p>\(Self.escaped(file.reason.isEmpty ? "Nothing to say." : file.reason))</p>" : ""
        let version = file.version.isEmpty ? "" : " <small>judged as \(Self.escaped(file.version))</small>"
        return "<section>\n<h2>\(Self.escaped(path))\(version)</h2>\n\(body)\(groups.map(Self.group).joined(separator: "\n"))\n</section>"
    }

    private static func group(_ rule: String, _ group: Group) -> String {
        let rows = group.examples.map { "<tr><td>\($0.line)</td><td>\(escaped($0.message))</td></tr>" }
        let rest = group.count > group.examples.count ? "<p>and \(group.count - group.examples.count) more</p>" : ""
        return """
            <details\(group.severity == .error ? " open" : "")>
            <summary><span class="\(group.severity.rawValue)">\(group.severity.rawValue)</span> \(escaped(rule)) <small>\(group.count)</small></summary>
            <table><thead><tr><th scope="col">Line</th><th scope="col">Message</th></tr></thead><tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>\(rest)
            </details>
            """
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}
        main{max-width:60rem;margin:0 auto;padding:1.5rem}
        h2{font-size:1.1rem;overflow-wrap:anywhere;border-top:1px solid #c9ced6;padding-top:1rem}
        small{color:#57606a;font-weight:normal}summary{cursor:pointer;padding:.2rem 0}
        table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}th{text-align:left}
        td,th{padding:.2rem .6rem;border-bottom:1px solid #e3e6ea;vertical-align:top;overflow-wrap:anywhere}
        td:first-child,th:first-child{text-align:right;font-variant-numeric:tabular-nums;width:5rem}
        summary span{font-size:.85rem;padding:.1rem .45rem;border-radius:.3rem;color:#fff}
        .error{background:#a40e26}.warning{background:#8a4600}.note{background:#3b5b8c}
        @media (prefers-color-scheme:dark){body{color:#e6e9ee;background:#14171c}small{color:#a8b0bb}td,th,h2{border-color:#3a414b}}
        """
}
