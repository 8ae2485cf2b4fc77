/// The element around the records: its attributes, and the namespace prefixes that it binds for them.
public struct RootElement: Sendable {
    public let name: String
    public let attributes: [(name: String, value: String)]
    /// Line in the file, counted from 1.
    public let line: Int
    /// A start tag that binds the same prefixes, empty when there are none to bind.
    let wrapper: [UInt8]

    public init(name: String, attributes: [(name: String, value: String)], line: Int = 1) {
        self.name = name
        self.attributes = attributes
        self.line = line
        wrapper = Self.wrapper(attributes)
    }

    /// The attribute's value, nil when it is absent.
    public func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// Every record is read inside them, so there must not be too many.
    private static let mostBindings = 64

    private static func wrapper(_ attributes: [(name: String, value: String)]) -> [UInt8] {
        var seen: Set<String> = []
        let bindings = attributes.filter { isBinding($0.name) && seen.insert($0.name).inserted }.prefix(mostBindings)
        guard !bindings.isEmpty else { return [] }
        let text = bindings.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
        return Array("<r\(text)>".utf8)
    }

    private static func isBinding(_ name: String) -> Bool {
        name == "xmlns" || name.hasPrefix("xmlns:") && !name.utf8.dropFirst(6).contains(UInt8(ascii: ":"))
    }

    private static func escaped(_ value: String) -> String {
        String(decoding: value.utf8.flatMap { escapes[$0] ?? [$0] }, as: UTF8.self)
    }

    private static let escapes: [UInt8: [UInt8]] = [
        UInt8(ascii: "&"): Array("&amp;".utf8), UInt8(ascii: "<"): Array("&lt;".utf8), UInt8(ascii: "\""): Array("&quot;".utf8),
        10: [32], 13: [32], 9: [32],
    ]
}
