import Glibc

/// Why a piece of JSON could not be read.
public struct JSONFault: Error, Hashable, Sendable {
    public var isLimit: Bool
}

/// Reads one GeoJSON feature: scalars of its properties, corners of its geometry, and passes over the rest.
struct FeatureReader {
    private let bytes: ArraySlice<UInt8>
    private let limits: GeoJSON.Limits
    private var at: Int
    private var depth = 0
    private var properties: [String: String] = [:]
    private var polygons: [[[Corner]]] = []
    private var corners = 0
    private var isFeature = false

    init(_ bytes: ArraySlice<UInt8>, _ limits: GeoJSON.Limits) {
        self.bytes = bytes
        self.limits = limits
        at = bytes.startIndex
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    mutating func read(line: Int) throws(JSONFault) -> GeoJSON.Feature {
        try object { (reader, key) throws(JSONFault) in
            switch key {
            case "type": reader.isFeature = try reader.scalar() == "Feature"
            case "properties": try reader.properties(prefix: "")
            case "geometry": try reader.geometry()
            default: try reader.skip()
            }
        }
        guard isFeature else { throw JSONFault(isLimit: false) }
        return GeoJSON.Feature(line: line, properties: properties, shape: polygons.isEmpty ? nil : Shape(polygons: polygons))
    }

    private mutating func properties(prefix: String) throws(JSONFault) {
        guard peek() == UInt8(ascii: "{") else { return try skip() }
        try object { (reader, key) throws(JSONFault) in
            switch reader.peek() {
            case UInt8(ascii: "{"): try reader.properties(prefix: prefix + key + ".")
            case UInt8(ascii: "["): try reader.skip()
            default: if let text = try reader.scalar() { reader.properties[prefix + key] = text }
            }
        }
    }

    private mutating func geometry() throws(JSONFault) {
        guard peek() == UInt8(ascii: "{") else { return try skip() }
        var type = ""
        var rings: [Ring] = []
        try object { (reader, key) throws(JSONFault) in
            switch key {
            case "type": type = try reader.scalar() ?? ""
            case "coordinates": rings = try reader.rings()
            default: try reader.skip()
            }
        }
        switch type {
        case "Polygon": polygons = rings.isEmpty ? [] : [rings.map(\.corners)]
        case "MultiPolygon":
            polygons = Dictionary(grouping: rings, by: \.polygon).sorted { $0.key < $1.key }.map { $0.value.map(\.corners) }
        default: break
        }
    }
}

// MARK: - Coordinates

extension FeatureReader {
    private struct Ring {
        var polygon: Int
        var corners: [Corner]
    }

    /// Rings in the order of the file, told by the polygon they stand in; positions alone (a point, a line) make none.
    private mutating func rings() throws(JSONFault) -> [Ring] {
        guard peek() == UInt8(ascii: "[") else {
            try skip()
            return []
        }
        var found: [Ring] = []
        var (level, polygon) = (0, 0)
        var position: [Double] = []
        var ring: [Corner] = []
        repeat {
            guard let byte = peek() else { throw JSONFault(isLimit: false) }
            switch byte {
            case UInt8(ascii: "["):
                at += 1
                level += 1
                if level > limits.depth { throw JSONFault(isLimit: true) }
                position.removeAll(keepingCapacity: true)
            case UInt8(ascii: "]"):
                at += 1
                level -= 1
                if position.count >= 2 {
                    ring.append(Corner(x: position[0], y: position[1]))
                    corners += 1
                    if corners > limits.corners { throw JSONFault(isLimit: true) }
                    position.removeAll(keepingCapacity: true)
                } else if !ring.isEmpty {
                    found.append(Ring(polygon: polygon, corners: ring))
                    ring.removeAll()
                } else {
                    polygon += 1
                }
            case UInt8(ascii: ","): at += 1
            default: position.append(try number())
            }
        } while level > 0
        return found
    }

    private mutating func number() throws(JSONFault) -> Double {
        let start = at
        while at < bytes.endIndex, Self.isOfNumber(bytes[at]) { at += 1 }
        let written = bytes[start..<at]
        if let value = Self.shortDecimal(written) { return value }
        guard !written.isEmpty, written.count < 64, let value = Double(String(decoding: written, as: UTF8.self)), value.isFinite else {
            throw JSONFault(isLimit: false)
        }
        return value
    }

    /// Digits that a double holds exactly over a power of ten that it holds exactly: their quotient is the nearest double, as the slow way gives it.
    private static func shortDecimal(_ written: ArraySlice<UInt8>) -> Double? {
        let isNegative = written.first == UInt8(ascii: "-")
        let digits = isNegative ? written.dropFirst() : written
        guard (1...16).contains(digits.count) else { return nil }
        var (value, decimals, point) = (0, 0, false)
        for byte in digits {
            switch byte {
            case 0x30...0x39:
                value = value * 10 + Int(byte - 0x30)
                if point { decimals += 1 }
            case UInt8(ascii: ".") where !point: point = true
            default: return nil
            }
        }
        guard point == (decimals > 0), value < 1 << 53 else { return nil }
        let size = Double(value) / powersOfTen[decimals]
        return isNegative ? -size : size
    }

    private static let powersOfTen = (0...15).map { pow(10, Double($0)) }

    private static func isOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
    }
}

// MARK: - JSON

extension FeatureReader {
    /// The next byte that is no space.
    private mutating func peek() -> UInt8? {
        while at < bytes.endIndex, Self.isSpace(bytes[at]) { at += 1 }
        return at < bytes.endIndex ? bytes[at] : nil
    }

    private mutating func take(_ byte: Character) throws(JSONFault) {
        guard peek() == byte.asciiValue else { throw JSONFault(isLimit: false) }
        at += 1
    }

    private mutating func object(_ member: (inout FeatureReader, String) throws(JSONFault) -> Void) throws(JSONFault) {
        try take("{")
        depth += 1
        if depth > limits.depth { throw JSONFault(isLimit: true) }
        while peek() != UInt8(ascii: "}") {
            let key = try text()
            try take(":")
            try member(&self, key ?? "")
            if peek() == UInt8(ascii: ",") { at += 1 } else if peek() != UInt8(ascii: "}") { throw JSONFault(isLimit: false) }
        }
        try take("}")
        depth -= 1
    }

    /// A text, number or truth value as text; nil for null and for what is longer than the limit.
    private mutating func scalar() throws(JSONFault) -> String? {
        guard let byte = peek() else { throw JSONFault(isLimit: false) }
        if byte == UInt8(ascii: "\"") { return try text() }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            try skip()
            return nil
        }
        let word = try bareWord()
        return word == "null" ? nil : word
    }

    private mutating func bareWord() throws(JSONFault) -> String {
        let start = at
        while at < bytes.endIndex, Self.isOfNumber(bytes[at]) || (0x61...0x7A).contains(bytes[at]) { at += 1 }
        guard at > start, at - start < 64 else { throw JSONFault(isLimit: false) }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skip() throws(JSONFault) {
        switch peek() {
        case UInt8(ascii: "{"): try object { (reader, _) throws(JSONFault) in try reader.skip() }
        case UInt8(ascii: "["): try skipList()
        default: _ = try scalar()
        }
    }

    private mutating func skipList() throws(JSONFault) {
        try take("[")
        depth += 1
        if depth > limits.depth { throw JSONFault(isLimit: true) }
        while peek() != UInt8(ascii: "]") {
            try skip()
            if peek() == UInt8(ascii: ",") { at += 1 } else if peek() != UInt8(ascii: "]") { throw JSONFault(isLimit: false) }
        }
        try take("]")
        depth -= 1
    }

    /// Nil when it is longer than the limit.
    private mutating func text() throws(JSONFault) -> String? {
        try take("\"")
        var result: [UInt8] = []
        while at < bytes.endIndex, bytes[at] != UInt8(ascii: "\"") {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\\") { result += try escaped() } else { result.append(byte) }
        }
        try take("\"")
        return result.count <= limits.text ? String(decoding: result, as: UTF8.self) : nil
    }

    private mutating func escaped() throws(JSONFault) -> [UInt8] {
        guard at < bytes.endIndex else { throw JSONFault(isLimit: false) }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"): return [0x20]
        case UInt8(ascii: "u"): return Array(String(Character(try scalarValue())).utf8)
        default: return [byte]
        }
    }

    /// After `\u`: one unit, or a pair of surrogates; half a pair becomes the replacement character.
    private mutating func scalarValue() throws(JSONFault) -> Unicode.Scalar {
        let high = try unit()
        guard (0xD800...0xDBFF).contains(high), at + 1 < bytes.endIndex, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
        else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
        at += 2
        let low = try unit()
        guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func unit() throws(JSONFault) -> UInt32 {
        guard at + 4 <= bytes.endIndex, let value = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16) else {
            throw JSONFault(isLimit: false)
        }
        at += 4
        return value
    }
}
