/// How much one record may claim; what claims more loses itself, never the file.
public struct Limits: Sendable {
    /// Longest record in bytes, after decoding.
    public var recordBytes: Int
    /// Longest text of one element or attribute in bytes; longer text is cut, with a problem.
    public var textBytes: Int
    /// Deepest nesting inside a record, the record itself included.
    public var depth: Int
    /// Most elements in one record, and most attributes.
    public var elements: Int

    public init(
        recordBytes: Int = 32 * 1024 * 1024, textBytes: Int = 1024 * 1024, depth: Int = 64, elements: Int = 1_000_000
    ) {
        // Offsets inside a record are 32 bits wide.
        self.recordBytes = min(recordBytes, 1 << 29)
        self.textBytes = textBytes
        self.depth = depth
        self.elements = elements
    }
}
