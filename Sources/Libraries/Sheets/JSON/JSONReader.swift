/// A JSON document in memory, numbers as they are written.
public indirect enum JSONNode: Sendable {
    case null
    case boolean(Bool)
    case number(String)
    case text(String)
    case array([JSONNode], line: Int)
    case object([(key: String, value: JSONNode)], line: Int)

    /// Nil when the bytes are no JSON, or hold more values or a deeper nest than is read.
    public init?(_ bytes: [UInt8]) {
        guard let node = bytes.withUnsafeBufferPointer({ try? JSONReader.read($0) }) else { return nil }
        self = node
    }

    /// A member of an object.
    public subscript(key: String) -> JSONNode? {
        guard case .object(let members, _) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The items of an array; nil for anything else.
    public var items: [JSONNode]? { if case .array(let items, _) = self { items } else { nil } }

    public var text: String? { if case .text(let text) = self { text } else { nil } }

    public var isTrue: Bool { if case .boolean(true) = self { true } else { false } }

    /// A whole number.
    public var int: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
}

/// Reads one document; nil when it is none.
struct JSONReader {
    /// The document has more values than can be held in memory.
    struct Crowded: Error {}

    private static let deepest = 64
    /// A value takes fifty bytes or more, a digit and a comma two.
    static let mostValues = 2_000_000

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var line = 1
    private var depth = 0
    private var values = 0

    static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Crowded) -> JSONNode? {
        var reader = JSONReader(bytes: bytes)
        let node = reader.value()
        if reader.values > mostValues { throw Crowded() }
        guard let node else { return nil }
        reader.skipSpace()
        return reader.position == bytes.count ? node : nil
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpace() {
        while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 {
            if next == 0x0A { line += 1 }
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte, position < bytes.count else { return false }
        position += 1
        return true
    }

    private mutating func value() -> JSONNode? {
        values += 1
        guard values <= Self.mostValues else { return nil }
        skipSpace()
        switch next {
        case UInt8(ascii: "["): return array()
        case UInt8(ascii: "{"): return object()
        case UInt8(ascii: "\""): return text().map(JSONNode.text)
        case UInt8(ascii: "-"), 0x30...0x39: return number()
        default: return word()
        }
    }

    private mutating func word() -> JSONNode? {
        for (name, node) in [("null", JSONNode.null), ("true", .boolean(true)), ("false", .boolean(false))]
        where bytes[position...].starts(with: name.utf8) {
            position += name.utf8.count
            return node
        }
        return nil
    }

    private mutating func number() -> JSONNode {
        let start = position
        while next == 0x2D || next == 0x2B || next == 0x2E || next | 0x20 == 0x65 || next >= 0x30 && next <= 0x39 { position += 1 }
        return .number(String(decoding: bytes[start..<position], as: UTF8.self))
    }

    private mutating func array() -> JSONNode? {
        let first = line
        var items: [JSONNode] = []
        return nested(close: UInt8(ascii: "]")) { reader in
            guard let item = reader.value() else { return false }
            items.append(item)
            return true
        } ? .array(items, line: first) : nil
    }

    private mutating func object() -> JSONNode? {
        let first = line
        var members: [(key: String, value: JSONNode)] = []
        return nested(close: UInt8(ascii: "}")) { reader in
            reader.skipSpace()
            guard reader.next == UInt8(ascii: "\""), let key = reader.text(), reader.take(UInt8(ascii: ":")), let value = reader.value()
            else {
                return false
            }
            members.append((key, value))
            return true
        } ? .object(members, line: first) : nil
    }

    private mutating func nested(close: UInt8, _ item: (inout JSONReader) -> Bool) -> Bool {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { return false }
        position += 1
        if take(close) { return true }
        while item(&self) {
            if take(close) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
        return false
    }

    private mutating func text() -> String? {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(&text) else { return nil }
            case 0x0A:
                line += 1
                text.append(byte)
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(_ text: inout [UInt8]) -> Bool {
        let byte = next
        position += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(0x20)
        case UInt8(ascii: "u"): return unicode(&text)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        default: return false
        }
        return true
    }

    private mutating func unicode(_ text: inout [UInt8]) -> Bool {
        guard var value = unit() else { return false }
        if value & 0xFC00 == 0xD800, next == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u") {
            position += 2
            guard let low = unit() else { return false }
            value = low & 0xFC00 == 0xDC00 ? 0x10000 + ((value & 0x3FF) << 10 | low & 0x3FF) : 0xFFFD
        }
        if value > 0 { text.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8) }
        return true
    }

    private mutating func unit() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        return UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    }
}
