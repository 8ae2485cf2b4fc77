/// A command line that cannot be understood; its message is one line for the person who typed it.
public struct UsageError: Error, Equatable, CustomStringConvertible {
    public let message: String
    /// The command at fault, with the program's name: "concord totals".
    public internal(set) var command: String

    public init(_ message: String, command: String = "") {
        self.message = message
        self.command = command
    }

    public var description: String { command.isEmpty ? message : "\(command): \(message)" }
}
