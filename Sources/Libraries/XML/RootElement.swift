/// The element around the records: its attributes, and the namespace prefixes that it binds for them.
public struct RootElement: Sendable {
    public let name: String
    public let attributes: [(name: String, value: String)]
    /// Line in the file, counted from 1.
    public let line: Int
    /// A start tag that binds the same prefixes, empty when there are none to bind.
    let wrapper: [UInt8]
    let hasDefaultNamespace: Bool
    /// Prefixes that the wrapper binds to web addresses of nothing but letters, digits and `./_-`: beyond doubt foreign.
    let foreignPrefixes: [[UInt8]]

    public init(name: String, attributes: [(name: String, value: String)], line: Int = 1) {
        self.name = name
        self.attributes = attributes
        self.line = line
        wrapper = Self.wrapper(attributes)
        hasDefaultNamespace = attributes.contains { $0.name == "xmlns" }
        foreignPrefixes = Self.bindings(attributes).filter { Self.isForeign($0) }.map { Array($0.name.utf8.dropFirst(6)) }
    }

    /// The attribute's value, nil when it is absent.
    public func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }

    /// Every record is read inside them, so there must not be too many.
    private static let mostBindings = 64

    private static func bindings(_ attributes: [(name: String, value: String)]) -> ArraySlice<(name: String, value: String)> {
        var seen: Set<String> = []
        return attributes.filter { isBinding($0.name) && seen.insert($0.name).inserted }.prefix(mostBindings)
    }

    /// What starts with that of XML or of its schemas may mean something.
    private static func isForeign(_ binding: (name: String, value: String)) -> Bool {
        guard binding.name.hasPrefix("xmlns:"), !binding.name.hasPrefix("xmlns:xml"), !binding.value.contains("w3.org") else {
            return false
        }
        guard let address = ["http://", "https://"].first(where: binding.value.hasPrefix) else { return false }
        let rest = binding.value.utf8.dropFirst(address.utf8.count)
        return !rest.isEmpty && rest.allSatisfy { isPlain($0) && TagLexer.isName($0) || $0 == UInt8(ascii: "/") }
    }

    private static func wrapper(_ attributes: [(name: String, value: String)]) -> [UInt8] {
        let bindings = bindings(attributes)
        guard !bindings.isEmpty else { return [] }
        let text = bindings.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
        return Array("<r\(text)>".utf8)
    }

    /// A damaged declaration must not take the records with it.
    private static func isBinding(_ name: String) -> Bool {
        if name == "xmlns" { return true }
        guard name.hasPrefix("xmlns:"), let first = name.utf8.dropFirst(6).first else { return false }
        return isPlain(first) && TagLexer.startsName(first) && name.utf8.dropFirst(6).allSatisfy { isPlain($0) && TagLexer.isName($0) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte < 128 && byte != UInt8(ascii: ":") }

    private static func escaped(_ value: String) -> String {
        value.unicodeScalars.map { escapes[$0] ?? ($0.value < 32 || $0.value & 0xFFFE == 0xFFFE ? " " : String($0)) }.joined()
    }

    private static let escapes: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", "\"": "&quot;"]
}
