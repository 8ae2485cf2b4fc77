import Glibc

/// Prints a page to PDF with a Chromium that is already on the machine, offline and in a folder of its own that is gone afterwards.
public struct PDFPrinter: Sendable {
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case noBrowser
        case temporaryFolder(String)
        case cannotStart(String)
        case tooSlow(seconds: Int)
        case noPDF(log: String)

        /// One sentence and the remedy.
        public var description: String {
            switch self {
            case .noBrowser:
                "No Chromium found for PDF output. Install it (Debian: apt-get install chromium fonts-noto-cjk), name its program in "
                    + "CONCORD_CHROMIUM, or write an .html or .md brief instead."
            case .temporaryFolder(let path): "Cannot make a temporary folder at \(path). Set TMPDIR to a folder that can be written."
            case .cannotStart(let path): "Cannot start \(path). Check that it may be run, or name another program in CONCORD_CHROMIUM."
            case .tooSlow(let seconds):
                "Chromium gave no PDF within \(seconds) seconds. Try again, or write the .html brief and print that."
            case .noPDF(let log): "Chromium made no PDF. Its last words: \(log)"
            }
        }
    }

    /// Path of the program; nil means that none was found.
    public var browser: String?
    /// Seconds after which the browser and all it started are stopped.
    public var timeLimit: Int

    public init(browser: String? = PDFPrinter.findBrowser(), timeLimit: Int = 90) {
        self.browser = browser
        self.timeLimit = timeLimit
    }

    /// `CONCORD_CHROMIUM`, else the first of the usual names on the path.
    public static func findBrowser() -> String? {
        if let named = variable("CONCORD_CHROMIUM"), !named.isEmpty { return isProgram(named) ? named : nil }
        let folders = (variable("PATH") ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
        for name in ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"] {
            for folder in folders where isProgram(folder + "/" + name) { return folder + "/" + name }
        }
        return nil
    }

    /// The page as the bytes of a PDF file.
    public func pdf(html: [UInt8]) throws(Failure) -> [UInt8] {
        guard let browser else { throw .noBrowser }
        let folder = try Self.makeFolder()
        defer { Self.remove(folder) }
        guard Self.write(html, to: folder + "/brief.html") else { throw .temporaryFolder(folder) }
        try run(browser, in: folder)
        let bytes = Self.read(folder + "/brief.pdf")
        guard bytes.starts(with: Array("%PDF-".utf8)) else { throw .noPDF(log: Self.lastWords(folder)) }
        return bytes
    }

    private static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

extension PDFPrinter {
    /// Nothing is looked up, fetched or kept; the sandbox is given up only where Chromium refuses it, as root.
    static func arguments(browser: String, folder: String, isRoot: Bool) -> [String] {
        var list = [
            browser, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
            "--disable-extensions", "--disable-sync", "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", "--print-to-pdf=\(folder)/brief.pdf",
        ]
        if isRoot { list.append("--no-sandbox") }
        return list + ["file://" + percentEncoded(folder) + "/brief.html"]
    }

    private static func percentEncoded(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return path.utf8.map { byte in
            let isPlain = byte == 0x2F || byte == 0x2D || byte == 0x2E || byte == 0x5F || isLetterOrDigit(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
        }.joined()
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private func run(_ browser: String, in folder: String) throws(Failure) {
        let list = Self.arguments(browser: browser, folder: folder, isRoot: geteuid() == 0)
        guard let process = Self.spawn(list, log: folder + "/log") else { throw .cannotStart(browser) }
        let status = wait(process)
        kill(-process, SIGKILL)
        if status == nil {
            var ignored: Int32 = 0
            waitpid(process, &ignored, 0)
            throw .tooSlow(seconds: timeLimit)
        }
    }

    /// Polls, so that the limit holds without a signal handler. Nil when the time is up.
    private func wait(_ process: pid_t) -> Int32? {
        var status: Int32 = 0
        for _ in 0..<(timeLimit * 50) {
            if waitpid(process, &status, WNOHANG) == process { return status }
            usleep(20_000)
        }
        return nil
    }

    /// A process group of its own with no input and its talk in a file.
    private static func spawn(_ list: [String], log: String) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = list.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, list[0], &actions, &attributes, &arguments, environ)
        return failure == 0 ? process : nil
    }
}

extension PDFPrinter {
    private static func makeFolder() throws(Failure) -> String {
        let base = variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((base + "/concord-brief-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw .temporaryFolder(base) }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The folder and all in it; links are removed, not followed.
    private static func remove(_ path: String) {
        if let folder = opendir(path) {
            var names: [String] = []
            while let entry = readdir(folder) { names.append(name(of: entry)) }
            closedir(folder)
            for name in names where name != "." && name != ".." { removeEntry(path + "/" + name) }
        }
        rmdir(path)
    }

    private static func removeEntry(_ path: String) {
        if unlink(path) != 0 && errno == EISDIR { remove(path) }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }

    private static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let written = fwrite(bytes, 1, bytes.count, file) == bytes.count
        return fclose(file) == 0 && written
    }

    private static func read(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    private static func lastWords(_ folder: String) -> String {
        let log = String(decoding: read(folder + "/log"), as: UTF8.self)
        let lines = log.split(separator: "\n").suffix(3)
        return lines.isEmpty ? "(none)" : lines.joined(separator: " / ")
    }
}
