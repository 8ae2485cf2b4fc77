/// An argument with a name: `--format csv`, `--format=csv`, `-o FILE`, or a flag.
public struct Option: Sendable {
    public let name: String
    public let short: Character?
    /// The value's placeholder in capitals; nil makes a flag.
    public let value: String?
    public let help: String
    public private(set) var allowed: [String] = []
    public private(set) var integers: ClosedRange<Int>?
    public private(set) var preset: String?
    public private(set) var environment: String?
    public private(set) var isRequired = false
    public private(set) var isRepeatable = false
    public private(set) var isList = false

    private init(_ name: String, short: Character?, value: String?, help: String) {
        self.name = name
        self.short = short
        self.value = value
        self.help = help
    }

    public static func flag(_ name: String, short: Character? = nil, _ help: String) -> Option {
        Option(name, short: short, value: nil, help: help)
    }

    public static func text(_ name: String, short: Character? = nil, _ value: String, _ help: String) -> Option {
        Option(name, short: short, value: value, help: help)
    }

    /// One of the `allowed` words.
    public static func choice(_ name: String, _ value: String, _ help: String, of allowed: [String]) -> Option {
        var option = Option(name, short: nil, value: value, help: help)
        option.allowed = allowed
        return option
    }

    public static func integer(_ name: String, _ value: String, _ help: String, in range: ClosedRange<Int> = .min ... .max) -> Option {
        var option = Option(name, short: nil, value: value, help: help)
        option.integers = range
        return option
    }

    /// The value when none is given.
    public func defaulting(to preset: String) -> Option {
        with { $0.preset = preset }
    }

    /// The environment variable that is asked before the default.
    public func reading(environment: String) -> Option {
        with { $0.environment = environment }
    }

    public func required() -> Option { with { $0.isRequired = true } }

    /// May be given several times.
    public func repeatable() -> Option { with { $0.isRepeatable = true } }

    /// Takes values separated by commas, and may be given several times.
    public func list() -> Option {
        with {
            $0.isList = true
            $0.isRepeatable = true
        }
    }

    private func with(_ change: (inout Option) -> Void) -> Option {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Option {
    /// As it stands in help: `-o, --output FILE`, `--by DIM[,DIM...]`.
    var usage: String {
        let prefix = short.map { "-\($0), " } ?? ""
        return prefix + longUsage
    }

    var longUsage: String {
        guard let value else { return "--\(name)" }
        return isList ? "--\(name) \(value)[,\(value)...]" : "--\(name) \(value)"
    }

    /// The help with what is allowed and what holds when nothing is said.
    var fullHelp: String {
        var notes: [String] = []
        if !allowed.isEmpty { notes.append("one of: " + allowed.joined(separator: ", ")) }
        if let preset { notes.append("default: \(preset)") }
        if let environment { notes.append("environment: \(environment)") }
        if isRepeatable && !isList { notes.append("may be repeated") }
        if notes.isEmpty { return help }
        let sentence = help.hasSuffix(".") ? help.dropLast() : help[...]
        return "\(sentence) (\(notes.joined(separator: "; ")))."
    }

    /// What is wrong with a value; nil when nothing is.
    func complaint(about text: String) -> UsageError? {
        if !allowed.isEmpty && !allowed.contains(text) {
            if let near = Suggestion.nearest(to: text, among: allowed) {
                return UsageError("--\(name) cannot be '\(text)'; did you mean '\(near)'?")
            }
            return UsageError("--\(name) cannot be '\(text)'; it is one of \(allowed.joined(separator: ", "))")
        }
        guard let integers else { return nil }
        guard let number = Int(text) else { return UsageError("--\(name) needs a whole number, not '\(text)'") }
        if integers.contains(number) { return nil }
        return UsageError("--\(name) must be from \(integers.lowerBound) to \(integers.upperBound), not \(number)")
    }
}
