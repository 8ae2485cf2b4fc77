import Records

/// A hashtag with its attributes, by the HXL 1.1 standard: letters, digits and `_`, in any case, spaces around and before attributes.
public struct HXLTag: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, with its `#`.
    public let name: String
    /// In lower case without `+`, as written, each once.
    public let attributes: [String]

    /// Nil when the text is no hashtag.
    public init?(_ text: some StringProtocol) {
        var scanner = Scanner(Array(text.utf8))
        guard let name = scanner.hashtag(), let attributes = scanner.attributes() else { return nil }
        self.name = name
        self.attributes = attributes
    }

    /// `#adm1+name`, attributes in the order written.
    public var description: String { name + attributes.map { "+" + $0 }.joined() }

    public func has(_ attributes: String...) -> Bool { attributes.contains { self.attributes.contains($0) } }

    /// Hashtags of the standard's core list.
    static let core: Set<String> = [
        "#activity", "#adm1", "#adm2", "#adm3", "#adm4", "#adm5", "#affected", "#beneficiary", "#capacity", "#cause", "#channel",
        "#contact",
        "#country", "#crisis", "#currency", "#date", "#delivery", "#description", "#event", "#frequency", "#geo", "#group", "#impact",
        "#indicator", "#inneed", "#item", "#loc", "#meta", "#modality", "#need", "#operations", "#org", "#output", "#population",
        "#reached",
        "#region", "#respondee", "#sector", "#service", "#severity", "#status", "#subsector", "#targeted", "#value",
    ]

    public var isCore: Bool { Self.core.contains(name) }

    private struct Scanner {
        private let bytes: [UInt8]
        private var position = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func hashtag() -> String? {
            skipSpace()
            guard next == UInt8(ascii: "#") else { return nil }
            position += 1
            return token().map { "#" + $0 }
        }

        mutating func attributes() -> [String]? {
            var found: [String] = []
            while true {
                skipSpace()
                guard let next else { return found }
                guard next == UInt8(ascii: "+") else { return nil }
                position += 1
                guard let name = token() else { return nil }
                if !found.contains(name) { found.append(name) }
            }
        }

        /// ASCII white space and no-break spaces.
        private mutating func skipSpace() {
            while let byte = next {
                if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
                    position += 1
                } else if byte == 0xC2, position + 1 < bytes.count, bytes[position + 1] == 0xA0 {
                    position += 2
                } else {
                    return
                }
            }
        }

        private mutating func token() -> String? {
            let start = position
            while let byte = next, Self.isLetter(byte) || position > start && (Self.isDigit(byte) || byte == UInt8(ascii: "_")) {
                position += 1
            }
            return position > start
                ? String(decoding: bytes[start..<position].map { Self.isLetter($0) ? $0 | 0x20 : $0 }, as: UTF8.self) : nil
        }

        private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    }
}

/// A column of a tagged sheet.
public struct HXLColumn: Hashable, Sendable {
    /// Nil for a column without a hashtag, or with one that cannot be read.
    public let tag: HXLTag?
    /// What stands above the hashtag.
    public let header: String

    public init(tag: HXLTag?, header: String) {
        self.tag = tag
        self.header = header
    }
}

/// The row that tags the columns.
enum TagRow {
    /// How far down it may stand.
    static let reach = 25

    /// The tags of a row of which at least half of the cells that are not blank are hashtags, nil for any other row.
    static func tags(_ cells: [String]) -> [HXLTag?]? {
        let tags = cells.map { HXLTag($0) }
        let filled = cells.count { !WhiteSpace.trimmed($0).isEmpty }
        let tagged = tags.count { $0 != nil }
        return tagged > 0 && tagged * 2 >= filled ? tags : nil
    }
}
