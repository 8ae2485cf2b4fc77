/// Statements as they are written for both, in the words of PostgreSQL: `$1` for `?` and `?1`, no hints which index to use.
enum Placeholders {
    static func translated(_ sql: String) -> String {
        var result: [UInt8] = []
        var next = 0
        var quote: UInt8?
        var rest = Array(sql.replacing(#/ INDEXED BY \w+/#, with: "").replacing("x''", with: "'\\x'::bytea").utf8)[...]
        while let byte = rest.popFirst() {
            if let open = quote {
                if byte == open { quote = nil }
                result.append(byte)
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
                result.append(byte)
            } else if byte == UInt8(ascii: "?") {
                let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
                rest = rest.dropFirst(digits.count)
                next = digits.isEmpty ? next + 1 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
                result.append(contentsOf: "$\(next)".utf8)
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
