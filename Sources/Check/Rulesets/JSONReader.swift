/// A JSON document as it was written; keys keep their order.
enum JSON: Sendable {
    case null
    case truth(Bool)
    /// By its digits, so that decimals stay exact.
    case number(String)
    case text(String)
    case list([JSON])
    case object([(key: String, value: JSON)])

    subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var items: [JSON] { if case .list(let items) = self { items } else { [] } }
    var members: [(key: String, value: JSON)] { if case .object(let members) = self { members } else { [] } }
}

struct JSONError: Error, CustomStringConvertible {
    let line: Int
    var description: String { "line \(line) is not JSON" }
}

/// Reads JSON by RFC 8259.
struct JSONReader {
    private static let deepest = 64

    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    static func read(_ text: String) throws -> JSON {
        var reader = JSONReader(bytes: Array(text.utf8))
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.place = 3 }
        let value = try reader.value()
        reader.skipSpace()
        guard reader.place == reader.bytes.count else { throw reader.error }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var error: JSONError { JSONError(line: 1 + bytes.prefix(place).count { $0 == 10 }) }

    private mutating func value() throws -> JSON {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw error }
        skipSpace()
        guard place < bytes.count else { throw error }
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try string())
        default: return try word()
        }
    }

    private mutating func object() throws -> JSON {
        place += 1
        var members: [(key: String, value: JSON)] = []
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            let key = try string()
            guard take(":") else { throw error }
            members.append((key, try value()))
        } while take(",")
        guard take("}") else { throw error }
        return .object(members)
    }

    private mutating func list() throws -> JSON {
        place += 1
        var items: [JSON] = []
        if take("]") { return .list(items) }
        repeat { items.append(try value()) } while take(",")
        guard take("]") else { throw error }
        return .list(items)
    }

    private mutating func word() throws -> JSON {
        let start = place
        while place < bytes.count, ASCII.isNameCharacter(bytes[place]) || bytes[place] == UInt8(ascii: "+") { place += 1 }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "true": return .truth(true)
        case "false": return .truth(false)
        case "null": return .null
        default:
            guard Double(word) != nil, bytes[start] == UInt8(ascii: "-") || ASCII.isDigit(bytes[start]) else { throw error }
            return .number(word)
        }
    }

    private mutating func string() throws -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { throw error }
        place += 1
        var content: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            if bytes[place] == UInt8(ascii: "\\") {
                content += try escape()
            } else {
                content.append(bytes[place])
                place += 1
            }
        }
        guard place < bytes.count else { throw error }
        place += 1
        return String(decoding: content, as: UTF8.self)
    }

    private mutating func escape() throws -> [UInt8] {
        guard place + 1 < bytes.count else { throw error }
        let kind = bytes[place + 1]
        place += 2
        switch kind {
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "u"): return try character()
        default: return [kind]
        }
    }

    private mutating func character() throws -> [UInt8] {
        var code = try hexadecimal()
        if code >> 10 == 0x36, place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") {
            place += 2
            code = 0x10000 + (code & 0x3FF) << 10 + (try hexadecimal()) & 0x3FF
        }
        return Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    private mutating func hexadecimal() throws -> UInt32 {
        guard place + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { throw error }
        place += 4
        return code
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count, [32, 9, 10, 13].contains(bytes[place]) { place += 1 }
    }
}
