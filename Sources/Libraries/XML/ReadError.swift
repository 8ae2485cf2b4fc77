import Compression

/// A file that holds no records to read; its description is a sentence a person can act on.
public struct ReadError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Reason: Error, Sendable, Equatable {
        case unreadable(FileError)
        case empty
        case html
        case json
        case zip
        case pdf
        /// An old Excel or Word file.
        case office
        /// A compressed file that is damaged before its first record.
        case damagedArchive
        case notXML
        case otherRoot(String)
    }

    public let path: String
    public let reason: Reason
    /// The root elements that would have been read.
    public let expected: [String]

    public var description: String { "\(path): \(explanation)" }

    /// One sentence without the path, for a listing that names the file elsewhere.
    public var explanation: String {
        switch reason {
        case .unreadable(let error): error.explanation
        case .empty: "The file is empty; publish or download it again."
        case .html: "This is a web page, not data; an error or download page was probably saved in place of the file."
        case .json: "This is JSON, not XML; publish the XML file."
        case .zip: "This is a ZIP archive or a spreadsheet, not XML; unpack it, or publish the XML file."
        case .pdf: "This is a PDF document, not XML; publish the XML file."
        case .office: "This is an old Excel or Word document, not XML; publish the XML file."
        case .damagedArchive: "The compressed file is damaged before its first record; publish or download it again."
        case .notXML: "This is not XML: no element \(choices) was found; publish the XML file."
        case .otherRoot(let name): "The root element is <\(name)>, but \(choices) was expected; publish a file of that kind."
        }
    }

    private var choices: String { expected.map { "<\($0)>" }.joined(separator: " or ") }
}
