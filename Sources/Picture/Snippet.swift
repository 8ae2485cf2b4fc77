/// Cuts one element out of a record's original bytes.
enum Snippet {
    /// The element `name` that is the `number`th of its kind in the record, counted from 0, comments passed over; empty when there is none.
    static func element(_ name: String, number: Int, in record: [UInt8]) -> String {
        let (opening, closing) = (Array("<\(name)".utf8), Array("</\(name)>".utf8))
        var rest = record[...]
        var left = number
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[start...]
            if let after = afterComment(rest) {
                rest = after
            } else if rest.starts(with: opening), isNameEnd(rest.dropFirst(opening.count).first) {
                if left == 0 { return text(rest, closing) }
                left -= 1
                rest = rest.dropFirst(opening.count)
            } else {
                rest = rest.dropFirst()
            }
        }
        return ""
    }

    private static func text(_ bytes: ArraySlice<UInt8>, _ closing: [UInt8]) -> String {
        guard let end = bytes.firstRange(of: closing)?.upperBound else { return "" }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    /// What follows a comment or a CDATA section that begins here; nil when none does.
    private static func afterComment(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>")] where bytes.starts(with: opening.utf8) {
            return bytes.firstRange(of: Array(closing.utf8)).map { bytes[$0.upperBound...] } ?? bytes.suffix(0)
        }
        return nil
    }

    private static func isNameEnd(_ byte: UInt8?) -> Bool {
        byte == 0x3E || byte == 0x2F || byte == 0x20 || (0x09...0x0D).contains(byte ?? 0)
    }
}
