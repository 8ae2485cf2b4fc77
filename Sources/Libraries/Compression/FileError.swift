import Glibc

/// A file that could not be opened or read, with the system's own words for why.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Sendable, Equatable {
        /// A folder stands where a file was expected.
        case folder
        /// A device or a socket: nothing that holds data of its own.
        case notAFile
        /// The system refused; its error number.
        case system(Int32)
    }

    public let path: String
    public let reason: Reason

    init(_ path: String, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    /// One sentence without the path, for a listing that names the file elsewhere.
    public var explanation: String {
        switch reason {
        case .folder: "This is a folder, not a file."
        case .notAFile: "This is a device or a socket, not a file."
        case .system(let number): "The file cannot be read: \(String(cString: strerror(number)))."
        }
    }

    public var description: String { "\(path): \(explanation)" }
}
