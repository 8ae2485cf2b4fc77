/// A sentence of the brief: runs of text, some of them set strong because they are the figure or name it is about.
struct Prose: Sendable {
    struct Run: Sendable {
        var text: String
        var isStrong: Bool
    }
    var runs: [Run]

    init(_ text: String) { runs = [Run(text: text, isStrong: false)] }
    init(runs: [Run]) { self.runs = runs }

    static func strong(_ text: String) -> Prose { Prose(runs: text.isEmpty ? [] : [Run(text: text, isStrong: true)]) }

    var plain: String { runs.map(\.text).joined() }

    static func + (a: Prose, b: Prose) -> Prose { Prose(runs: a.runs + b.runs) }
}

extension Prose {
    /// A template with `{names}` filled in one pass, so that braces in a value stay what they are.
    init(template: String, _ values: [String: Prose]) {
        runs = []
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            append(String(rest[..<open]))
            let name = String(rest[rest.index(after: open)..<close])
            runs += values[name]?.runs ?? [Run(text: "{\(name)}", isStrong: true)]
            rest = rest[rest.index(after: close)...]
        }
        append(String(rest))
    }

    private mutating func append(_ text: String) {
        if !text.isEmpty { runs.append(Run(text: text, isStrong: false)) }
    }
}
