/// A JSON value on its way into a `<script>` element: no character of it can end the element or the line.
indirect enum JSON: Sendable {
    case string(String)
    case number(Double)
    case integer(Int)
    case bool(Bool)
    case null
    case array([JSON])
    /// Members in order.
    case object([(String, JSON)])

    /// UTF-8.
    var serialized: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    private func write(to out: inout [UInt8]) {
        switch self {
        case .string(let value): Self.write(value, to: &out)
        case .number(let value): out += (value.isFinite ? "\(value)" : "null").utf8
        case .integer(let value): out += String(value).utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .null: out += "null".utf8
        case .array(let values): Self.write(values, between: "[", "]", to: &out) { $0.write(to: &$1) }
        case .object(let members):
            Self.write(members, between: "{", "}", to: &out) { member, out in
                Self.write(member.0, to: &out)
                out.append(UInt8(ascii: ":"))
                member.1.write(to: &out)
            }
        }
    }

    private static func write<T>(
        _ values: [T], between open: Unicode.Scalar, _ close: Unicode.Scalar, to out: inout [UInt8], _ write: (T, inout [UInt8]) -> Void
    ) {
        out.append(UInt8(ascii: open))
        for (index, value) in values.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            write(value, &out)
        }
        out.append(UInt8(ascii: close))
    }

    /// Bytes that stand for themselves are taken over in lengths.
    private static func write(_ value: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { bytes in
            var written = 0
            for index in bytes.indices where !isBare(bytes[index]) {
                guard let (escape, count) = escape(bytes[index...]) else { continue }
                out += bytes[written..<index]
                out += escape.utf8
                written = index + count
            }
            out += bytes[written...]
        }
        out.append(UInt8(ascii: "\""))
    }

    /// A byte that stands for itself, wherever it is.
    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0xE2: false
        default: byte >= 0x20
        }
    }

    /// How the character that the bytes begin with is written, and how many bytes it has; nil when it stands for itself.
    private static func escape(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (String, Int)? {
        switch bytes.first! {
        case UInt8(ascii: "\""): ("\\\"", 1)
        case UInt8(ascii: "\\"): ("\\\\", 1)
        case 0xE2 where bytes.starts(with: [0xE2, 0x80, 0xA8]): ("\\u2028", 3)
        case 0xE2 where bytes.starts(with: [0xE2, 0x80, 0xA9]): ("\\u2029", 3)
        case 0xE2: nil
        case let byte: ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16), 1)
        }
    }
}

extension JSON: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .string(value) }
}

extension JSON {
    static func strings(_ values: [String]) -> JSON { .array(values.map { JSON.string($0) }) }
}
