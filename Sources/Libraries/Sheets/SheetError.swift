import Compression

/// Why a file gives no rows, or no more of them.
public struct SheetError: Error, Sendable, Equatable, CustomStringConvertible {
    public let path: String
    /// One sentence without the path: what is wrong and what to do.
    public let explanation: String

    init(_ path: String, _ explanation: String) {
        self.path = path
        self.explanation = explanation
    }

    init(_ path: String, _ error: FileError) { self.init(path, error.explanation) }

    /// What to do with a spreadsheet of a kind that is not read.
    static let remedy = "save it as .xlsx or CSV."

    /// Whether the file is a spreadsheet of a kind that is not read.
    public var isOtherKind: Bool { explanation.hasSuffix(Self.remedy) }

    public var description: String { "\(path): \(explanation)" }
}
