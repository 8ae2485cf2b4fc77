/// Tells from the first bytes what a file is that is not XML.
enum Sniffer {
    /// Nil when the file may be XML.
    static func reason(_ start: UnsafeBufferPointer<UInt8>) -> ReadError.Reason? {
        let text = start.drop { $0 <= 32 }
        guard let first = text.first else { return start.isEmpty || !start.contains(0) ? .empty : .notXML }
        if let known = signatures.first(where: { text.starts(with: $0.bytes) }) { return known.reason }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : nil
    }

    private static let signatures: [(bytes: [UInt8], reason: ReadError.Reason)] = [
        (Array("PK\u{3}\u{4}".utf8), .zip), (Array("PK\u{5}\u{6}".utf8), .zip), (Array("%PDF".utf8), .pdf),
        ([0xD0, 0xCF, 0x11, 0xE0], .office),
    ]
}
