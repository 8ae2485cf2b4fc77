internal import CICU
import Glibc

/// How a file's bytes stand for characters, told from its byte order mark, its first bytes and its declaration.
struct Encoding {
    /// ICU's name for it, nil for UTF-8 and ASCII, which need no conversion.
    var name: String?
    /// Bytes of the byte order mark.
    var markLength = 0
    /// A declared name that nobody knows.
    var unknownName: String?

    init(of start: UnsafeRawBufferPointer) {
        if let marked = Self.marks.first(where: { start.starts(with: $0.bytes) }) {
            name = marked.name
            markLength = marked.bytes.count
        } else if let pattern = Self.patterns.first(where: { start.starts(with: $0.bytes) }) {
            name = pattern.name
        } else if let declared = Self.declared(in: start), !Self.isUnicode(declared) {
            if Transcoder.knows(declared) { name = declared } else { unknownName = declared }
        }
    }

    private static let marks: [(bytes: [UInt8], name: String?)] = [
        ([0xEF, 0xBB, 0xBF], nil), ([0xFF, 0xFE, 0, 0], "UTF-32LE"), ([0, 0, 0xFE, 0xFF], "UTF-32BE"),
        ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
    ]

    /// A `<` without a mark in front.
    private static let patterns: [(bytes: [UInt8], name: String)] = [
        ([0x3C, 0, 0, 0], "UTF-32LE"), ([0, 0, 0, 0x3C], "UTF-32BE"), ([0x3C, 0], "UTF-16LE"), ([0, 0x3C], "UTF-16BE"),
    ]

    /// A declaration that could be read byte by byte is wrong if it says UTF-16.
    private static func isUnicode(_ name: String) -> Bool {
        let name = name.uppercased()
        return ["UTF-8", "UTF8", "US-ASCII", "ASCII"].contains(name)
            || ["UTF-16", "UTF-32", "UCS-2", "UCS-4", "ISO-10646-UCS"].contains { name.hasPrefix($0) }
    }

    /// The name in `<?xml ... encoding="NAME" ...?>`.
    private static func declared(in start: UnsafeRawBufferPointer) -> String? {
        let text = start.prefix(1024)
        guard let end = text.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let declaration = String(decoding: text[..<end].drop { $0 <= 32 }, as: UTF8.self)
        guard declaration.hasPrefix("<?xml"), let key = declaration.firstRange(of: "encoding") else { return nil }
        let quoted = declaration[key.upperBound...].drop { $0 != "\"" && $0 != "'" }
        guard let quote = quoted.first else { return nil }
        let name = quoted.dropFirst().prefix { $0 != quote }
        return name.isEmpty ? nil : String(name)
    }
}

/// A stream on its way from some encoding to UTF-8; what does not map becomes U+FFFD.
final class Transcoder {
    private let conversion: UnsafeMutableRawPointer

    init?(_ name: String) {
        guard let conversion = conversion_open(name) else { return nil }
        self.conversion = conversion
    }

    deinit { conversion_close(conversion) }

    static func knows(_ name: String) -> Bool { Transcoder(name) != nil }

    /// Converts what fits; `isDone` when all input was taken and all output written.
    func convert(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
    ) -> (consumed: Int, produced: Int, isDone: Bool) {
        let inputStart = input.bindMemory(to: CChar.self).baseAddress
        let outputStart = output.bindMemory(to: CChar.self).baseAddress
        var source = inputStart
        var target = outputStart
        let done = conversion_step(
            conversion, &source, inputStart.map { $0 + input.count }, &target, outputStart.map { UnsafePointer($0 + output.count) },
            isLast ? 1 : 0)
        return (distance(inputStart, source), distance(outputStart.map { UnsafePointer($0) }, target.map { UnsafePointer($0) }), done != 0)
    }

    private func distance(_ start: UnsafePointer<CChar>?, _ end: UnsafePointer<CChar>?) -> Int {
        guard let start, let end else { return 0 }
        return end - start
    }
}
