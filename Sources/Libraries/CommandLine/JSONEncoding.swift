/// One document on its way into bytes.
struct JSONEncoding {
    let result = ByteBuffer()
    let indented: Bool
    private var depth = 0

    init(indented: Bool) { self.indented = indented }

    mutating func append(_ value: JSONValue) {
        switch value {
        case .null: result.append("null")
        case .bool(let truth): result.append(truth ? "true" : "false")
        case .int(let number): result.append(decimal: number)
        case .number(let digits): isJSONNumber(digits.utf8) ? result.append(digits) : appendQuoted(digits, to: result)
        case .string(let text): appendQuoted(text, to: result)
        case .array(let elements): append(elements, "[", "]") { $0.append($1) }
        case .object(let members): append(members, "{", "}") { $0.append($1) }
        }
    }

    private mutating func append(_ member: JSONValue.Member) {
        appendQuoted(member.key, to: result)
        result.append(indented ? ": " : ":")
        append(member.value)
    }

    private mutating func append<Item>(
        _ items: [Item], _ opening: String, _ closing: String, _ appendItem: (inout JSONEncoding, Item) -> Void
    ) {
        result.append(opening)
        depth += 1
        for (index, item) in items.enumerated() {
            if index > 0 { result.append(",") }
            breakLine()
            appendItem(&self, item)
        }
        depth -= 1
        if !items.isEmpty { breakLine() }
        result.append(closing)
    }

    private func breakLine() {
        guard indented else { return }
        result.append("\n" + String(repeating: "  ", count: depth))
    }
}

/// Appends a JSON string: quotation marks, backslashes and control characters escaped, all else as it is.
func appendQuoted(_ text: UnsafeBufferPointer<UInt8>, to buffer: ByteBuffer) {
    buffer.append(UInt8(ascii: "\""))
    var start = 0
    for at in text.indices where needsEscape(text[at]) {
        buffer.append(UnsafeBufferPointer(rebasing: text[start..<at]))
        appendEscape(text[at], to: buffer)
        start = at + 1
    }
    buffer.append(UnsafeBufferPointer(rebasing: text[start...]))
    buffer.append(UInt8(ascii: "\""))
}

func appendQuoted(_ text: String, to buffer: ByteBuffer) {
    var text = text
    text.withUTF8 { appendQuoted($0, to: buffer) }
}

@inline(__always)
private func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}

private func appendEscape(_ byte: UInt8, to buffer: ByteBuffer) {
    switch byte {
    case 0x0A: buffer.append("\\n")
    case 0x0D: buffer.append("\\r")
    case 0x09: buffer.append("\\t")
    case UInt8(ascii: "\""): buffer.append("\\\"")
    case UInt8(ascii: "\\"): buffer.append("\\\\")
    default:
        let digits = String(byte, radix: 16)
        buffer.append(digits.count == 1 ? "\\u000\(digits)" : "\\u00\(digits)")
    }
}
