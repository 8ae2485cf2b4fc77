import Glibc

/// How a program ended.
public enum ExitCode: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
    /// Done, but some input could not be read at all.
    case partial = 3
}

/// A command line from its words to its exit code.
public struct Program: Sendable {
    public let command: Command
    public let version: String

    public init(_ command: Command, version: String) {
        self.command = command
        self.version = version
    }

    /// The words after the program's name. (This module hides the standard library's type of the same name.)
    public static var words: [String] { Array(Swift.CommandLine.arguments.dropFirst()) }

    /// Parses, answers `--help` and `--version`, else runs `body`; an error is one line on standard error.
    ///
    /// A reader that closes the pipe (`| head`) ends the run quietly.
    public func run(_ words: [String] = Program.words, _ body: (Arguments) throws -> ExitCode) -> ExitCode {
        signal(SIGPIPE, SIG_IGN)
        var fullName = command.name
        do {
            let arguments = try command.parse(words)
            fullName = ([command.name] + arguments.command).joined(separator: " ")
            let code = try answer(arguments, body)
            try Output.standard.flush()
            return code
        } catch OutputError.closed {
            return .done
        } catch let error as UsageError {
            Terminal.standardError.write("\(error.command.isEmpty ? fullName : error.command): \(error.message)")
            return .usage
        } catch {
            try? Output.standard.flush()
            Terminal.standardError.write("\(fullName): \(error)")
            return .failed
        }
    }

    private func answer(_ arguments: Arguments, _ body: (Arguments) throws -> ExitCode) throws -> ExitCode {
        if arguments.asksForHelp {
            try Output.standard.print(command.help(for: arguments.command, width: Terminal.width(STDOUT_FILENO) ?? 80), terminator: "")
        } else if arguments.asksForVersion {
            try Output.standard.print("\(command.name) \(version)")
        } else {
            return try body(arguments)
        }
        return .done
    }
}
