/// Features cut out of GeoJSON and read one by one: a broken feature loses itself, a truncated file keeps what was whole.
///
/// Read are Polygon and MultiPolygon in degrees, as RFC 7946 has them. A third ordinate is passed over.
public struct GeoJSON: Sendable {
    /// What a file may cost at most.
    public struct Limits: Sendable {
        public var bytes = 128 << 20
        public var features = 100_000
        /// Corners of one feature.
        public var corners = 2_000_000
        /// Brackets and braces open at once, in one feature.
        public var depth = 32
        /// Bytes of one text or name in a feature's properties; longer ones are passed over.
        public var text = 4096
        public init() {}
    }

    public struct Feature: Sendable {
        /// Line of its opening brace, counted from 1.
        public var line: Int
        /// Texts, numbers and truth values among the properties; inner objects by path, `tags.name`.
        public var properties: [String: String]
        /// Nil when it has no area: a point, a line, no geometry at all.
        public var shape: Shape?
    }

    /// What could not be read.
    public struct Fault: Hashable, Sendable {
        public enum Kind: Hashable, Sendable {
            /// The feature is no JSON, or no feature.
            case unreadable
            /// Deeper or longer than the limits.
            case beyondLimits
            /// The file ends inside it; nothing follows.
            case truncated
        }
        public var kind: Kind
        public var line: Int
    }

    public private(set) var features: [Feature] = []
    public private(set) var faults: [Fault] = []

    /// Nil when the bytes are no FeatureCollection, or more than the limits allow.
    public init?(_ bytes: [UInt8], limits: Limits = Limits()) {
        guard bytes.count <= limits.bytes, Self.isCollection(bytes) else { return nil }
        var cutter = FeatureCutter(bytes)
        while let piece = cutter.next() {
            guard features.count < limits.features else {
                faults.append(Fault(kind: .beyondLimits, line: piece.line))
                break
            }
            guard piece.isWhole else {
                faults.append(Fault(kind: .truncated, line: piece.line))
                break
            }
            add(bytes, piece, limits)
        }
        if !cutter.isClosed, faults.last?.kind != .truncated { faults.append(Fault(kind: .truncated, line: cutter.line)) }
    }

    private mutating func add(_ bytes: [UInt8], _ piece: FeatureCutter.Piece, _ limits: Limits) {
        do {
            features.append(try Self.feature(bytes[piece.range], line: piece.line, limits: limits))
        } catch {
            faults.append(Fault(kind: error.isLimit ? .beyondLimits : .unreadable, line: piece.line))
        }
    }

    /// One feature alone.
    public static func feature(_ bytes: ArraySlice<UInt8>, line: Int = 1, limits: Limits = Limits()) throws(JSONFault) -> Feature {
        var reader = FeatureReader(bytes, limits)
        return try reader.read(line: line)
    }

    /// Whether the first bytes of a file are those of a FeatureCollection.
    public static func isCollection(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(4096)
        guard let first = start.first(where: { !FeatureReader.isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0) }), first == UInt8(ascii: "{")
        else { return false }
        return start.firstRange(of: Array("\"FeatureCollection\"".utf8)) != nil
    }
}

/// Finds where features begin and end by their braces alone.
private struct FeatureCutter {
    struct Piece {
        var range: Range<Int>
        var line: Int
        var isWhole: Bool
    }

    private let bytes: [UInt8]
    private var at: Int
    private(set) var line = 1
    /// The list of features was seen to end.
    private(set) var isClosed = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        at = bytes.count
        if let key = bytes.firstRange(of: Array("\"features\"".utf8)) {
            at = bytes[key.upperBound...].firstIndex(of: UInt8(ascii: "[")).map { $0 + 1 } ?? bytes.count
        }
        line = 1 + bytes[..<min(at, bytes.count)].count { $0 == 0x0A }
    }

    mutating func next() -> Piece? {
        while at < bytes.count, !isClosed {
            switch bytes[at] {
            case UInt8(ascii: "{"): return piece()
            case UInt8(ascii: "]"): isClosed = true
            case 0x0A: line += 1
            default: break
            }
            at += 1
        }
        return nil
    }

    private mutating func piece() -> Piece {
        let (start, first) = (at, line)
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): skipText()
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return Piece(range: start..<at, line: first, isWhole: true) }
            case 0x0A: line += 1
            default: break
            }
        }
        return Piece(range: start..<at, line: first, isWhole: false)
    }

    private mutating func skipText() {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] == 0x0A { line += 1 }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at = min(at + 1, bytes.count)
    }
}
