/// A JSON document as a value; keys keep the order in which they are given.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    /// A number by its digits, so that decimals stay exact; a text that is not a JSON number is written as a string.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([Member])

    public struct Member: Sendable, Equatable {
        public let key: String
        public let value: JSONValue

        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
    public init(nilLiteral: ()) { self = .null }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(integerLiteral value: Int) { self = .int(value) }
    public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}

extension JSONValue {
    /// The document as text: on one line, or indented by two spaces.
    public func encoded(indented: Bool = false) -> String {
        encoding(indented).withValues { String(decoding: $0, as: UTF8.self) }
    }

    /// Appends the document's UTF-8.
    public func encode(into bytes: inout [UInt8], indented: Bool = false) {
        encoding(indented).withValues { bytes.append(contentsOf: $0) }
    }

    private func encoding(_ indented: Bool) -> ByteBuffer {
        var encoder = JSONEncoding(indented: indented)
        encoder.append(self)
        return encoder.result
    }
}
