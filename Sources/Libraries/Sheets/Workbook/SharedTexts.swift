import XML

/// The texts that a workbook's cells share, one behind the other in memory.
final class SharedTexts {
    private let bytes = ByteArena()
    private var ends: [Int] = []

    var base: UnsafePointer<UInt8> { UnsafePointer(bytes.base) }

    var count: Int { ends.count }

    func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    func read(_ reader: MarkupReader, _ package: WorkbookPackage) throws(SheetError) {
        var text = RichText(limit: package.limits.cellBytes)
        while let token = try package.token(reader, "list of texts") {
            if token == .start, reader.isNamed("si") {
                text.begin()
            } else if token == .end, reader.isNamed("si") {
                append(text.bytes)
                guard bytes.count + 16 * ends.count <= package.limits.sharedTextBytes else {
                    throw SheetError(
                        package.path, "The workbook's texts take more than \(package.limits.sharedTextBytes) bytes: save it as CSV.")
                }
            } else {
                text.take(token, reader)
            }
        }
    }

    private func append(_ text: [UInt8]) {
        bytes.append(text)
        ends.append(bytes.count)
    }
}

/// The characters of a text whose runs may be formatted one by one; how it is pronounced is left out.
struct RichText {
    private(set) var bytes: [UInt8] = []
    private let limit: Int
    private var isInside = false
    private var pronunciations = 0

    init(limit: Int) { self.limit = limit }

    mutating func begin() {
        bytes.removeAll(keepingCapacity: true)
        isInside = false
        pronunciations = 0
    }

    mutating func take(_ token: MarkupReader.Token, _ reader: MarkupReader) {
        switch token {
        case .start:
            if reader.isNamed("rPh") { pronunciations += 1 }
            if reader.isNamed("t") { isInside = true }
        case .end:
            if reader.isNamed("rPh") { pronunciations -= 1 }
            if reader.isNamed("t") { isInside = false }
        case .text:
            guard isInside, pronunciations == 0, bytes.count < limit else { return }
            reader.withText { EscapedCharacters.append($0, to: &bytes) }
            if bytes.count > limit { cut() }
        }
    }

    private mutating func cut() {
        var end = limit
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        bytes.removeSubrange(end...)
    }
}

/// Characters that XML cannot hold stand as `_x000D_` in a workbook.
enum EscapedCharacters {
    static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        guard text.contains(UInt8(ascii: "_")) else { return bytes.append(contentsOf: text) }
        var index = 0
        while index < text.count {
            if let scalar = scalar(text, index) {
                // A carriage return before its line feed goes; other controls mean nothing in a cell.
                if scalar.value >= 0x20 || scalar == "\t" || scalar == "\n" { bytes.append(contentsOf: String(Character(scalar)).utf8) }
                index += 7
            } else {
                bytes.append(text[index])
                index += 1
            }
        }
    }

    private static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Unicode.Scalar? {
        guard text[start] == UInt8(ascii: "_"), start + 7 <= text.count, text[start + 1] == UInt8(ascii: "x"),
            text[start + 6] == UInt8(ascii: "_")
        else { return nil }
        return UInt32(String(decoding: text[start + 2..<start + 6], as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
    }
}
