/// A record element cut out of its file: the exact bytes, decoded to UTF-8 where the file is in another encoding.
public struct RawRecord: Sendable {
    /// The element's name.
    public let name: String
    /// Line in the file on which the element starts, counted from 1.
    public let line: Int
    /// Where the element starts in the decoded stream, in bytes.
    public let offset: Int
    public let bytes: [UInt8]
    /// False when the file ended, or the next record began, before the element's end tag.
    public let isComplete: Bool

    public init(name: String, line: Int, offset: Int, bytes: [UInt8], isComplete: Bool = true) {
        self.name = name
        self.line = line
        self.offset = offset
        self.bytes = bytes
        self.isComplete = isComplete
    }
}
