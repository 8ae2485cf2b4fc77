import Glibc
import Text

/// What is at the other end of a file descriptor.
public enum Terminal {
    public static let standardError = StandardError()

    public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal; nil when there is none.
    public static func width(_ descriptor: Int32) -> Int? {
        guard isTerminal(descriptor) else { return nil }
        var size = winsize()
        if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 { return Int(size.ws_col) }
        return environment("COLUMNS").flatMap { Int($0) } ?? 80
    }

    public static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}

/// Where a program talks: standard output is for data.
public struct StandardError: Sendable {
    /// One line, in one write, with nothing in it that could steer the terminal.
    public func write(_ line: String) {
        raw(sanitised(line) + "\n")
    }

    /// As it is, for what steers the terminal on purpose.
    func raw(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        }
    }
}
