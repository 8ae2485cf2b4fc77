/// What a program or one of its commands accepts, as data: the parser, the help and the suggestions all read it.
///
/// The outermost command is the program; its options are global and may stand before or after the command.
public struct Command: Sendable {
    public let name: String
    /// One sentence.
    public let summary: String
    /// Paragraphs for `--help`, wrapped to the terminal.
    public let discussion: String
    public let options: [Option]
    public let positionals: [Positional]
    public let examples: [Example]
    public let subcommands: [Command]

    public init(
        _ name: String, _ summary: String, discussion: String = "", options: [Option] = [], positionals: [Positional] = [],
        examples: [Example] = [], subcommands: [Command] = []
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.options = options
        self.positionals = positionals
        self.examples = examples
        self.subcommands = subcommands
    }
}

/// A line to copy, and what it does.
public struct Example: Sendable {
    public let line: String
    public let purpose: String

    public init(_ line: String, _ purpose: String) {
        self.line = line
        self.purpose = purpose
    }
}

/// An argument without a name: `ID`, `[ID]`, `PATH...`.
public struct Positional: Sendable {
    /// The placeholder in capitals, by which its values are asked for.
    public let name: String
    public let help: String
    public let least: Int
    public let most: Int

    public init(_ name: String, _ help: String, least: Int = 1, most: Int = 1) {
        self.name = name
        self.help = help
        self.least = least
        self.most = most
    }

    /// Any number from `least` on.
    public static func many(_ name: String, _ help: String, least: Int = 1) -> Positional {
        Positional(name, help, least: least, most: .max)
    }

    /// As it stands in the line of usage.
    var usage: String {
        let body = most > 1 ? "\(name)..." : name
        return least == 0 ? "[\(body)]" : body
    }
}
