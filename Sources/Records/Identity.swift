/// Who an activity is, and which of its copies counts (rule 8).
public enum Identity {
    /// Reporters known to restate the data of others without saying so. AidData's releases carry no flag.
    public static let secondaryReporters: Set<String> = ["US-501c3-522318905"]

    /// An identifier with white space trimmed and inner runs folded to one space; letters stay as they are.
    public static func normalised(_ identifier: String) -> String { WhiteSpace.folded(identifier) }

    /// What two datetimes are compared by: the first 19 characters, `yyyy-mm-ddThh:mm:ss`.
    public static func stamp(_ datetime: String) -> String {
        let trimmed = WhiteSpace.trimmed(datetime)
        return trimmed.utf8.count <= 19 ? trimmed : String(String.UnicodeScalarView(trimmed.unicodeScalars.prefix(19)))
    }

    /// Whether the activity restates the data of others: flagged, or by a reporter of the register.
    public static func isSecondary(_ activity: Activity, register: Set<String> = secondaryReporters) -> Bool {
        activity.isSecondaryReporter || register.contains(activity.reporter.ref)
    }
}

/// A file's place in path order: folders by full path, each folder's files by name, bytewise.
public struct PathOrder: Comparable, Hashable, Sendable {
    /// Everything before the last `/`; empty when there is none.
    public let folder: String
    public let name: String

    public init(_ path: String) {
        let slash = path.utf8.lastIndex(of: 0x2F)
        folder = slash.map { String(path[..<$0]) } ?? ""
        name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    public static func < (a: PathOrder, b: PathOrder) -> Bool {
        let folders = Bytewise.order(a.folder, b.folder)
        return folders == 0 ? Bytewise.order(a.name, b.name) < 0 : folders < 0
    }
}

/// What decides between copies of one activity: the greatest wins, whatever the order of import (rule 8).
///
/// Not a secondary reporter before a secondary one; then the later `last-updated-datetime`; then the later `generated-datetime` of
/// the file; then the later path; then the later inside the file. Datetimes compare as text, absent lowest.
public struct Precedence: Comparable, Hashable, Sendable {
    public let isSecondary: Bool
    /// First 19 characters; empty when absent.
    public let lastUpdated: String
    /// First 19 characters; empty when absent.
    public let generated: String
    public let path: PathOrder
    /// The record's number inside its file.
    public let ordinal: Int

    public init(isSecondary: Bool, lastUpdated: String, generated: String, path: String, ordinal: Int) {
        self.isSecondary = isSecondary
        self.lastUpdated = Identity.stamp(lastUpdated)
        self.generated = Identity.stamp(generated)
        self.path = PathOrder(path)
        self.ordinal = ordinal
    }

    public static func < (a: Precedence, b: Precedence) -> Bool {
        if a.isSecondary != b.isSecondary { return a.isSecondary }
        let updated = Bytewise.order(a.lastUpdated, b.lastUpdated)
        if updated != 0 { return updated < 0 }
        let generated = Bytewise.order(a.generated, b.generated)
        if generated != 0 { return generated < 0 }
        return a.path == b.path ? a.ordinal < b.ordinal : a.path < b.path
    }
}

/// Text that is itself only byte for byte: published codes that look alike may be written in two Unicode forms.
public struct ExactText: Hashable, Sendable {
    public var text: String
    public init(_ text: String) { self.text = text }

    public static func == (a: ExactText, b: ExactText) -> Bool { isSame(a.text, b.text) }

    /// Swift's `==` follows Unicode equivalence; the bytes decide here.
    public static func isSame(_ a: String, _ b: String) -> Bool {
        let (a, b) = (a.utf8, b.utf8)
        guard a.count == b.count else { return false }
        return a.withContiguousStorageIfAvailable { a in b.withContiguousStorageIfAvailable { isSame(a, $0) } ?? a.elementsEqual(b) }
            ?? a.elementsEqual(b)
    }

    /// Eight bytes at a time; both are equally long.
    private static func isSame(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        let (unsafeA, unsafeB) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
        var index = 0
        while index + 8 <= unsafeA.count {
            let word = unsafeA.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            guard word == unsafeB.loadUnaligned(fromByteOffset: index, as: UInt64.self) else { return false }
            index += 8
        }
        while index < unsafeA.count {
            guard unsafeA[index] == unsafeB[index] else { return false }
            index += 1
        }
        return true
    }

    public func hash(into hasher: inout Hasher) {
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// Text in the order of its UTF-8 bytes, as SQLite's BINARY collation has it; Swift's own `<` follows Unicode equivalence.
public enum Bytewise {
    /// Negative, zero or positive as `a` stands before, with or after `b`.
    public static func order(_ a: String, _ b: String) -> Int {
        if a.utf8.elementsEqual(b.utf8) { return 0 }
        return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
    }
}
