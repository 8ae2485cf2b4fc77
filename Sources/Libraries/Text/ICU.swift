internal import CICU
import Locks

/// Unicode normalisation, in UTF-16 as ICU has it.
enum Normalisation: Int32 {
    case compatibleCasefold = 0
    case decomposed = 1
    case composed = 2

    func callAsFunction(_ units: [UInt16]) -> [UInt16] {
        growing(from: units.count * 2 + 16) { result in
            text_normalise(rawValue, units, Int32(units.count), result.baseAddress, Int32(result.count))
        } ?? units
    }
}

/// Word boundaries by ICU's rules and dictionaries.
///
/// `@unchecked Sendable`: ICU's iterator is one thread's at a time, and it is only reached through the lock. It lives as long as the program.
final class WordBreaker: @unchecked Sendable {
    static let shared = WordBreaker()

    private let iterator: UnsafeMutableRawPointer?
    private let lock = Guarded(())

    private init() { iterator = text_words_open() }

    /// Offsets at which words end, the last one being the text's length.
    func boundaries(in units: [UInt16]) -> [Int] {
        guard let iterator else { return [units.count] }
        return lock.withLock { _ in
            units.withUnsafeBufferPointer { source in
                guard text_words_start(iterator, source.baseAddress, Int32(source.count)) else { return [units.count] }
                return Array(sequence(state: iterator, next: Self.next))
            }
        }
    }

    private static func next(_ iterator: inout UnsafeMutableRawPointer) -> Int? {
        let boundary = text_words_next(iterator)
        return boundary < 0 ? nil : Int(boundary)
    }
}

/// A compiled transliteration rule.
///
/// `@unchecked Sendable`: the compiled rule is only reached through the lock. It lives as long as the program.
final class Transliterator: @unchecked Sendable {
    private let rule: UnsafeMutableRawPointer?
    private let lock = Guarded(())

    init(_ identifier: String) {
        let units = Array(identifier.utf16)
        rule = text_transliterator_open(units, Int32(units.count))
    }

    /// The text unchanged where ICU cannot do it.
    func callAsFunction(_ text: String) -> String {
        guard let rule else { return text }
        let units = Array(text.utf16)
        let result = lock.withLock { _ in
            growing(from: units.count * 4 + 64) { buffer in
                _ = buffer.update(fromContentsOf: units)
                return text_transliterate(rule, buffer.baseAddress, Int32(units.count), Int32(buffer.count))
            }
        }
        return result.map { String(decoding: $0, as: UTF16.self) } ?? text
    }
}

/// Calls `body` with a buffer that grows until the result fits; nil when ICU fails.
private func growing(from capacity: Int, _ body: (UnsafeMutableBufferPointer<UInt16>) -> Int32) -> [UInt16]? {
    var needed = 0
    let result = [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
        buffer.initialize(repeating: 0)
        needed = Int(body(buffer))
        count = max(0, min(needed, capacity))
    }
    guard needed > capacity else { return needed < 0 ? nil : result }
    return growing(from: needed, body)
}
