import Glibc

/// A bar on standard error while a terminal is looking; silent otherwise. Drawn at most ten times a second, and gone at the end.
///
/// For one thread. `update` costs a look at the clock.
public final class Progress {
    public enum Unit: Sendable {
        case bytes
        /// Things counted, by their plural.
        case items(String)
    }

    private static let interval = 0.1

    private let isShown: Bool
    private let started = Progress.now()
    private var lastDrawn = 0.0
    private var line: ProgressLine

    /// `total` in the unit; nil when unknown.
    public init(_ label: String, total: Int?, unit: Unit = .bytes, isShown: Bool = Terminal.isTerminal(STDERR_FILENO)) {
        self.isShown = isShown
        line = ProgressLine(label: label, total: total, unit: unit)
    }

    deinit { finish() }

    /// How much is done by now, of what.
    public func update(_ done: Int, current: String = "") {
        guard isShown else { return }
        let now = Self.now()
        guard now - lastDrawn >= Self.interval else { return }
        lastDrawn = now
        line.done = done
        line.current = current
        line.seconds = now - started
        draw()
    }

    /// A line of talk above the bar.
    public func say(_ text: String) {
        clear()
        Terminal.standardError.write(text)
        if lastDrawn > 0 { draw() }
    }

    public func finish() {
        clear()
        lastDrawn = 0
    }

    private func draw() {
        let width = Terminal.width(STDERR_FILENO) ?? 80
        Terminal.standardError.raw("\r" + line.text(width: width - 1) + "\u{1B}[K")
    }

    private func clear() {
        if isShown && lastDrawn > 0 { Terminal.standardError.raw("\r\u{1B}[K") }
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
