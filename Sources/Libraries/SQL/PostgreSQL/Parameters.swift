/// The values of one run of a statement, as the server's binary form has them; reused from run to run.
final class Parameters {
    private(set) var kinds: [Binder.Kind] = []
    private var bytes: [UInt8] = []
    /// Where each begins and how long it is; a length below zero is an absence.
    private var places: [(start: Int, length: Int)] = []

    func removeAll() {
        kinds.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    func add(_ value: Int64) { append(.integer) { bytes in withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) } } }

    func add(_ value: Double) {
        append(.real) { bytes in withUnsafeBytes(of: value.bitPattern.bigEndian) { bytes.append(contentsOf: $0) } }
    }

    /// The server keeps no character NUL in a text: it is left out.
    func add(_ value: String) {
        append(.text) { $0.append(contentsOf: value.utf8.lazy.filter { $0 != 0 }) }
    }

    func add(_ value: [UInt8]) { append(.bytes) { $0.append(contentsOf: value) } }

    func addNull(_ kind: Binder.Kind) {
        kinds.append(kind)
        places.append((0, -1))
    }

    private func append(_ kind: Binder.Kind, _ write: (inout [UInt8]) -> Void) {
        let start = bytes.count
        write(&bytes)
        kinds.append(kind)
        places.append((start, bytes.count - start))
    }

    /// Lends the bytes of each, nil for an absence.
    func visit(_ body: (UnsafeRawBufferPointer?) -> Void) {
        bytes.withUnsafeBytes { raw in
            for (start, length) in places { body(length < 0 ? nil : UnsafeRawBufferPointer(rebasing: raw[start..<start + length])) }
        }
    }

    /// Lends them as libpq takes them: pointers, lengths, and that all are binary.
    func withValues<T>(_ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) throws -> T) rethrows -> T {
        // An empty buffer has no address, and a value without one would be an absence.
        if bytes.isEmpty { bytes.append(0) }
        return try bytes.withUnsafeBytes { raw in
            let base = raw.baseAddress!.assumingMemoryBound(to: CChar.self)
            return try body(
                Int32(places.count), places.map { $0.length < 0 ? nil : base + $0.start }, places.map { Int32(max(0, $0.length)) },
                Array(repeating: 1, count: places.count))
        }
    }
}
