/// A command line that was understood. Options and positionals are asked for by name; undeclared names have no value.
public struct Arguments: Sendable, Equatable {
    /// The command without the program's name: `["findings", "list"]`.
    public internal(set) var command: [String] = []
    public internal(set) var asksForHelp = false
    public internal(set) var asksForVersion = false
    var values: [String: [String]] = [:]
    /// Options that the command line itself has, not a default or the environment.
    var given: Set<String> = []

    /// The value, or the default.
    public func string(_ name: String) -> String? { values[name]?.last }

    /// All values of a repeatable option, a list or a positional.
    public func strings(_ name: String) -> [String] { values[name] ?? [] }

    /// The value of an option declared with `.integer`.
    public func int(_ name: String) -> Int? { string(name).flatMap { Int($0) } }

    public func flag(_ name: String) -> Bool { values[name] != nil }

    /// The value of an option declared with `.choice`, as an enumeration of its words.
    public func choice<Choice: RawRepresentable>(_ name: String, as type: Choice.Type = Choice.self) -> Choice?
    where Choice.RawValue == String {
        string(name).flatMap { Choice(rawValue: $0) }
    }
}
