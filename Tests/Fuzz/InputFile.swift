import Glibc

/// The input as a file, for what is read from files: this one has no name, so that nothing is left behind.
enum InputFile {
    private static let file = {
        var template = Array("/tmp/input-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        unlink(template)
        return file
    }()

    /// Nil when it cannot be written.
    static func path(of bytes: [UInt8]) -> String? {
        let isWritten = ftruncate(file, 0) == 0 && pwrite(file, bytes, bytes.count, 0) == bytes.count
        return isWritten ? "/proc/self/fd/\(file)" : nil
    }
}
