import Text

extension Command {
    /// The help of the command at a path below this one: summary, usage, options, commands, examples.
    public func help(for path: [String] = [], width: Int = 80) -> String {
        var chain = [self]
        for name in path {
            guard let next = chain.last?.descendant([name]) else { break }
            chain.append(next)
        }
        return HelpPage(chain: chain, width: min(max(width, 40), 100)).text
    }
}

private struct HelpPage {
    let chain: [Command]
    let width: Int

    private var command: Command { chain[chain.count - 1] }
    private var fullName: String { chain.map(\.name).joined(separator: " ") }

    var text: String {
        sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var sections: [String] {
        [
            wrapped(command.summary, width: width, indent: 0),
            discussion,
            "USAGE\n" + wrapped(usage, width: width, indent: 2),
            section("ARGUMENTS", command.positionals.map { ($0.usage, $0.help) }),
            section("COMMANDS", command.subcommands.map { ($0.name, $0.summary) }),
            section("OPTIONS", chain.dropFirst().flatMap(\.options).map(entry)),
            section("GLOBAL OPTIONS", (chain[0].options + Command.standardOptions).map(entry)),
            command.subcommands.isEmpty ? "" : "\(chain[0].name) help \(deeper) says more.",
            examples,
        ]
    }

    private var deeper: String { (chain.dropFirst().map(\.name) + ["COMMAND"]).joined(separator: " ") }

    private var discussion: String {
        command.discussion.split(separator: "\n", omittingEmptySubsequences: false)
            .map { wrapped(String($0), width: width, indent: 0) }.joined(separator: "\n")
    }

    private var usage: String {
        let required = command.options.filter(\.isRequired).map(\.longUsage)
        let target = command.subcommands.isEmpty ? command.positionals.map(\.usage) : ["COMMAND"]
        return ([fullName] + required + ["[OPTIONS]"] + target).joined(separator: " ")
    }

    private var examples: String {
        if command.examples.isEmpty { return "" }
        let blocks = command.examples.map { wrapped("# " + $0.purpose, width: width, indent: 2) + "\n  " + $0.line }
        return "EXAMPLES\n" + blocks.joined(separator: "\n")
    }

    private func entry(_ option: Option) -> (label: String, help: String) { (option.usage, option.fullHelp) }

    private func section(_ title: String, _ entries: [(label: String, help: String)]) -> String {
        if entries.isEmpty { return "" }
        let indent = min(entries.map { displayWidth($0.label) }.max() ?? 0, labelLimit) + 4
        return title + "\n" + entries.map { line($0.label, $0.help, indent) }.joined(separator: "\n")
    }

    private var labelLimit: Int { min(26, width / 3) }

    /// A label too long for its column has a line of its own.
    private func line(_ label: String, _ help: String, _ indent: Int) -> String {
        let body = wrapped(help, width: width, indent: indent)
        let room = indent - 4 - displayWidth(label)
        if room < 0 { return "  \(label)\n\(body)" }
        return "  \(label)\(String(repeating: " ", count: room + 2))\(body.dropFirst(indent))"
    }
}

/// The text broken at spaces into lines of at most `width` cells, each indented.
func wrapped(_ text: String, width: Int, indent: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        if !line.isEmpty && indent + displayWidth(line) + 1 + displayWidth(String(word)) > width {
            lines.append(line)
            line = ""
        }
        line += line.isEmpty ? String(word) : " \(word)"
    }
    lines.append(line)
    let margin = String(repeating: " ", count: indent)
    return lines.map { margin + $0 }.joined(separator: "\n")
}
