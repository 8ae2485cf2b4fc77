import Foundation

/// How a program ran: its exit code, what it printed, and the most memory it held.
public struct Run: Sendable, CustomStringConvertible {
    public var words: [String]
    /// -1 when a signal ended it.
    public var code: Int32
    public var signal: Int32 = 0
    public var output: String
    public var errors: String
    /// Bytes resident at most, as the kernel last told while it ran.
    public var peak = 0
    public var isTimedOut = false

    public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
    public var table: CSVTable { CSVTable(output) }

    public var description: String {
        "\(words.joined(separator: " ")): exit \(code), signal \(signal), timed out \(isTimedOut)\n\(output.prefix(2000))\n\(errors.prefix(2000))"
    }
}

/// A program under way.
public final class Child {
    private let words: [String]
    private let scratch = Scratch()
    private let start = DispatchTime.now()
    public let pid: pid_t
    private var peak = 0

    public init(_ program: String, _ words: [String], environment: [String: String] = [:], in folder: String? = nil) {
        self.words = words
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, scratch.path("out"), O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, scratch.path("err"), O_WRONLY | O_CREAT, 0o600)
        let line = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] + words } ?? [program] + words
        var arguments: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        let whole = Testbed.environment.merging(environment) { $1 }
        var variables: [UnsafeMutablePointer<CChar>?] = whole.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var child: pid_t = 0
        let code = posix_spawn(&child, line[0], &actions, nil, &arguments, &variables)
        precondition(code == 0, "cannot start \(program): \(String(cString: strerror(code)))")
        pid = child
    }

    public var seconds: Double { Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9 }

    /// Waits for the end; kills what takes longer than `limit` seconds.
    public func wait(limit: Double = 300) -> Run {
        var status: Int32 = 0
        var isTimedOut = false
        while waitpid(pid, &status, WNOHANG) == 0 {
            notePeak()
            if !isTimedOut, seconds > limit {
                isTimedOut = true
                kill(pid, SIGKILL)
            }
            usleep(seconds < 0.5 ? 1000 : 5000)
        }
        let signal = status & 0x7f
        return Run(
            words: words, code: signal == 0 ? (status >> 8) & 0xff : -1, signal: signal, output: read("out"), errors: read("err"),
            peak: peak,
            isTimedOut: isTimedOut)
    }

    /// Ends it as a power cut would, and waits.
    public func killed(after seconds: Double) -> Run {
        while self.seconds < seconds { usleep(200) }
        kill(pid, SIGKILL)
        return wait()
    }

    private func read(_ name: String) -> String {
        FileManager.default.contents(atPath: scratch.path(name)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// `VmHWM` is the process's own; what `wait4` tells would include this process before the child began.
    private func notePeak() {
        guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int($0) })
        else { return }
        peak = max(peak, kilobytes * 1024)
    }
}
