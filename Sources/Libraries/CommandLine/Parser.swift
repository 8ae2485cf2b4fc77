extension Command {
    /// Reads the words after the program's name.
    ///
    /// A request for help or the version is answered before anything else is checked.
    public func parse(
        _ words: [String], environment: (String) -> String? = Terminal.environment
    ) throws(UsageError) -> Arguments {
        var parser = Parser(self)
        do {
            return try parser.read(words, environment: environment)
        } catch {
            var error = error
            error.command = parser.fullName
            throw error
        }
    }

    /// The command at a path of names below this one.
    func descendant(_ path: [String]) -> Command? {
        guard let name = path.first else { return self }
        return subcommands.first { $0.name == name }?.descendant(Array(path.dropFirst()))
    }
}

/// One pass over the words, from the program down to the command.
private struct Parser {
    private var chain: [Command]
    private var arguments = Arguments()
    private var loose: [String] = []
    private var rest: ArraySlice<String> = []

    init(_ program: Command) { chain = [program] }

    private var current: Command { chain[chain.count - 1] }
    private var options: [Option] { chain.flatMap(\.options) + Command.standardOptions }
    var fullName: String { chain.map(\.name).joined(separator: " ") }

    mutating func read(_ words: [String], environment: (String) -> String?) throws(UsageError) -> Arguments {
        rest = words[...]
        while let word = rest.popFirst() { try take(word) }
        arguments.command = chain.dropFirst().map(\.name)
        if arguments.asksForHelp || arguments.asksForVersion { return arguments }
        try requireCommand()
        try assignPositionals()
        try fillDefaults(environment)
        return arguments
    }

    private mutating func take(_ word: String) throws(UsageError) {
        if word == "--" {
            for word in rest { try takeLoose(word) }
            rest = []
        } else if word.hasPrefix("--") {
            try takeLong(word.dropFirst(2))
        } else if isShort(word) {
            try takeShort(word.dropFirst())
        } else {
            try takeLoose(word)
        }
    }

    /// A lone dash is standard input, a dash and a digit is a number.
    private func isShort(_ word: String) -> Bool {
        guard word.hasPrefix("-"), let second = word.dropFirst().first else { return false }
        return !second.isNumber && second != "."
    }

    private mutating func takeLong(_ word: Substring) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = options.first(where: { $0.name == name }) else { throw unknownOption(name) }
        try take(option, attached: parts.count > 1 ? String(parts[1]) : nil)
    }

    private mutating func takeShort(_ word: Substring) throws(UsageError) {
        guard let option = options.first(where: { $0.short == word.first }) else {
            throw UsageError("unknown option -\(word)")
        }
        let attached = word.dropFirst()
        try take(option, attached: attached.isEmpty ? nil : String(attached))
    }

    private mutating func take(_ option: Option, attached: String?) throws(UsageError) {
        if arguments.given.contains(option.name) && !option.isRepeatable && option.value != nil {
            throw UsageError("--\(option.name) is given twice")
        }
        arguments.given.insert(option.name)
        guard option.value != nil else { return try raise(option, attached) }
        if let attached { return try store(attached, for: option) }
        try store(nextValue(of: option), for: option)
    }

    private mutating func raise(_ flag: Option, _ attached: String?) throws(UsageError) {
        if attached != nil { throw UsageError("--\(flag.name) takes no value") }
        if flag.name == "help" { arguments.asksForHelp = true }
        if flag.name == "version" { arguments.asksForVersion = true }
        arguments.values[flag.name] = []
    }

    private mutating func nextValue(of option: Option) throws(UsageError) -> String {
        guard let next = rest.first, !(next.hasPrefix("--") && next.count > 2) else {
            throw UsageError("--\(option.name) needs a value: \(option.longUsage)")
        }
        return rest.removeFirst()
    }

    private mutating func store(_ text: String, for option: Option) throws(UsageError) {
        let parts = option.isList ? text.split(separator: ",").map(String.init) : [text]
        if parts.isEmpty { throw UsageError("--\(option.name) needs a value: \(option.longUsage)") }
        for part in parts {
            if let complaint = option.complaint(about: part) { throw complaint }
        }
        arguments.values[option.name, default: []] += parts
    }

    private mutating func takeLoose(_ word: String) throws(UsageError) {
        if current.subcommands.isEmpty || arguments.asksForVersion {
            loose.append(word)
        } else if let command = current.subcommands.first(where: { $0.name == word }) {
            chain.append(command)
        } else if word == "help" && chain.count == 1 {
            arguments.asksForHelp = true
        } else {
            throw unknownCommand(word)
        }
    }

    private func requireCommand() throws(UsageError) {
        if current.subcommands.isEmpty { return }
        throw UsageError("needs a command: " + current.subcommands.map(\.name).joined(separator: ", "))
    }

    /// Each positional takes as many words as leave enough for those after it.
    private mutating func assignPositionals() throws(UsageError) {
        var words = loose[...]
        var reserved = current.positionals.reduce(0) { $0 + $1.least }
        for positional in current.positionals {
            if words.count < positional.least { throw missing(positional) }
            reserved -= positional.least
            let count = min(positional.most, max(positional.least, words.count - reserved))
            if count > 0 { arguments.values[positional.name] = Array(words.prefix(count)) }
            words = words.dropFirst(count)
        }
        if let extra = words.first { throw UsageError("unexpected argument '\(Self.withoutUser(extra))'") }
    }

    /// An address may carry a password, and messages end in logs.
    private static func withoutUser(_ word: String) -> String {
        guard let scheme = word.firstRange(of: "://"), let end = word.lastIndex(of: "@"), end >= scheme.upperBound else { return word }
        return String(word[..<scheme.upperBound] + word[word.index(after: end)...])
    }

    private mutating func fillDefaults(_ environment: (String) -> String?) throws(UsageError) {
        for option in chain.flatMap(\.options) where arguments.values[option.name] == nil {
            if let text = option.environment.flatMap(environment) ?? option.preset {
                try store(text, for: option)
            } else if option.isRequired {
                throw UsageError("needs \(option.longUsage)")
            }
        }
    }
}

extension Parser {
    private func missing(_ positional: Positional) -> UsageError {
        UsageError("needs \(positional.usage): \(positional.help)")
    }

    private func unknownOption(_ name: String) -> UsageError {
        guard let near = Suggestion.nearest(to: name, among: options.map(\.name)) else {
            return UsageError("unknown option --\(name); \(fullName) --help lists them")
        }
        return UsageError("unknown option --\(name); did you mean --\(near)?")
    }

    private func unknownCommand(_ word: String) -> UsageError {
        guard let near = Suggestion.nearest(to: word, among: current.subcommands.map(\.name)) else {
            return UsageError("unknown command '\(word)'; \(fullName) --help lists them")
        }
        return UsageError("unknown command '\(word)'; did you mean '\(near)'?")
    }
}

extension Command {
    static let standardOptions: [Option] = [
        .flag("help", short: "h", "Show this help."),
        .flag("version", "Show the version."),
    ]
}
