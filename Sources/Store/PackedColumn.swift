/// A column in as few bytes as its values need: one value for all rows, or the distance from the smallest in one, two or four bytes.
///
/// Layout: a byte for the width, the smallest value, the distances; all little-endian. Amounts have a byte for what divides them all.
enum PackedColumn {
    private static let headerBytes = 5
    private static let amountHeaderBytes = 2
    private static let divisors: [Int128] = [1, 10_000, 1_000_000]

    /// Appends `values` to `bytes`.
    static func append(_ values: [Int32], to bytes: inout [UInt8]) {
        let least = values.min() ?? 0
        let range = Int64(values.max() ?? 0) - Int64(least)
        let width = range == 0 ? 0 : range < 1 << 8 ? 1 : range < 1 << 16 ? 2 : 4
        bytes.append(UInt8(width))
        withUnsafeBytes(of: least.littleEndian) { bytes.append(contentsOf: $0) }
        switch width {
        case 0: break
        case 1: appendRaw(values.map { UInt8(truncatingIfNeeded: $0 &- least) }, to: &bytes)
        case 2: appendRaw(values.map { UInt16(truncatingIfNeeded: $0 &- least) }, to: &bytes)
        default: appendRaw(values.map { $0 &- least }, to: &bytes)
        }
    }

    /// Appends `amounts`: whole units or hundredths of a currency are stored as such.
    static func append(_ amounts: [Int128], to bytes: inout [UInt8]) {
        let divisor = divisors.lastIndex { divisor in amounts.allSatisfy { isMultiple($0, of: divisor) } } ?? 0
        let quotients = divisor == 0 ? amounts : amounts.map { quotient($0, by: divisors[divisor]) }
        let width = quotients.allSatisfy { Int32(exactly: $0) != nil } ? 4 : quotients.allSatisfy { Int64(exactly: $0) != nil } ? 8 : 16
        bytes.append(UInt8(divisor))
        bytes.append(UInt8(width))
        switch width {
        case 4: appendRaw(quotients.map { Int32(truncatingIfNeeded: $0) }, to: &bytes)
        case 8: appendRaw(quotients.map { Int64(truncatingIfNeeded: $0) }, to: &bytes)
        default:
            appendRaw(quotients.map { UInt64(truncatingIfNeeded: $0) }, to: &bytes)
            appendRaw(quotients.map { Int64(truncatingIfNeeded: $0 >> 64) }, to: &bytes)
        }
    }

    /// Nearly every amount fits 64 bits, where dividing costs a tenth.
    private static func isMultiple(_ amount: Int128, of divisor: Int128) -> Bool {
        if let small = Int64(exactly: amount) { return small % Int64(divisor) == 0 }
        return amount % divisor == 0
    }

    private static func quotient(_ amount: Int128, by divisor: Int128) -> Int128 {
        if let small = Int64(exactly: amount) { return Int128(small / Int64(divisor)) }
        return amount / divisor
    }

    private static func appendRaw<Value: BitwiseCopyable>(_ values: [Value], to bytes: inout [UInt8]) {
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
}

// MARK: - Columns on their own

extension PackedColumn {
    static func packed(_ values: [Int32]) -> [UInt8] {
        var bytes: [UInt8] = []
        append(values, to: &bytes)
        return bytes
    }

    static func packed(_ amounts: [Int128]) -> [UInt8] {
        var bytes: [UInt8] = []
        append(amounts, to: &bytes)
        return bytes
    }

    static func values(_ bytes: UnsafeRawBufferPointer, count: Int) throws -> [Int32] {
        guard length(bytes, at: 0, count: count) == bytes.count else { throw StoreError.damaged("a column has the wrong length") }
        return values(bytes, at: 0, count: count)
    }

    /// Values of which no two are equal, so that their number follows from the length.
    static func differentValues(_ bytes: UnsafeRawBufferPointer) throws -> [Int32] {
        let width = bytes.count >= headerBytes ? Int(bytes[0]) : 0
        return try values(bytes, count: width == 0 ? 1 : (bytes.count - headerBytes) / width)
    }

    static func amounts(_ bytes: UnsafeRawBufferPointer, count: Int) throws -> [Int128] {
        guard amountsLength(bytes, at: 0, count: count) == bytes.count else {
            throw StoreError.damaged("a column of amounts has the wrong length")
        }
        return amounts(bytes, at: 0, count: count)
    }
}

// MARK: - Reading

extension PackedColumn {
    /// Bytes that the column of `count` rows at `offset` takes; nil when they do not fit.
    static func length(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int) -> Int? {
        guard offset + headerBytes <= bytes.count else { return nil }
        let width = Int(bytes[offset])
        guard width <= 2 || width == 4 else { return nil }
        let length = headerBytes + width * count
        return offset + length <= bytes.count ? length : nil
    }

    /// The values of a column whose length was checked.
    static func values(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int) -> [Int32] {
        let least = bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int32.self)
        let source = offset + headerBytes
        switch bytes[offset] {
        case 0: return [Int32](repeating: least, count: count)
        case 1: return unpacked(bytes, at: source, count) { (value: UInt8) in least &+ Int32(value) }
        case 2: return unpacked(bytes, at: source, count) { (value: UInt16) in least &+ Int32(value) }
        default: return unpacked(bytes, at: source, count) { (value: Int32) in least &+ value }
        }
    }

    /// Appends the values of some rows.
    static func append(_ bytes: UnsafeRawBufferPointer, at offset: Int, rows: [Int32], to values: inout [Int32]) {
        let least = bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int32.self)
        let source = offset + headerBytes
        switch bytes[offset] {
        case 0: values.append(contentsOf: repeatElement(least, count: rows.count))
        case 1: append(rows, to: &values) { least &+ Int32(loaded(bytes, source, $0, UInt8.self)) }
        case 2: append(rows, to: &values) { least &+ Int32(loaded(bytes, source, $0, UInt16.self)) }
        default: append(rows, to: &values) { least &+ loaded(bytes, source, $0, Int32.self) }
        }
    }

    static func appendAmounts(_ bytes: UnsafeRawBufferPointer, at offset: Int, rows: [Int32], to amounts: inout [Int128]) {
        let divisor = divisors[Int(bytes[offset])]
        let source = offset + amountHeaderBytes
        switch bytes[offset + 1] {
        case 4: append(rows, to: &amounts) { Int128(Int64(loaded(bytes, source, $0, Int32.self)) * Int64(divisor)) }
        case 8: append(rows, to: &amounts) { Int128(loaded(bytes, source, $0, Int64.self)) * divisor }
        default:
            let count = (bytes.count - source) / 16
            let whole = Self.amounts(bytes, at: offset, count: count)
            append(rows, to: &amounts) { whole[Int($0)] }
        }
    }

    /// Appends what `value` makes of each row; asking for room once is cheaper than for every value.
    @inline(__always)
    private static func append<Value>(_ rows: [Int32], to values: inout [Value], _ value: (Int32) -> Value) {
        // Making an array without room writes to the empty one, which all threads share.
        guard !rows.isEmpty else { return }
        values += [Value](unsafeUninitializedCapacity: rows.count) { target, count in
            for row in rows {
                (target.baseAddress! + count).initialize(to: value(row))
                count += 1
            }
        }
    }

    /// The rows that hold a value which `accepts` takes.
    static func rows(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int, _ accepts: (Int32) -> Bool) -> [Int32] {
        guard bytes[offset] == 1, count > 0 else {
            var rows = [Int32](0..<Int32(count))
            narrow(&rows, bytes, at: offset, count: count, accepts)
            return rows
        }
        let answers = answers(bytes, at: offset, count: count, accepts)
        let column = UnsafeRawBufferPointer(rebasing: bytes[(offset + headerBytes)...].prefix(count))
        return [Int32](unsafeUninitializedCapacity: count) { rows, kept in
            for row in 0..<count {
                rows[kept] = Int32(truncatingIfNeeded: row)
                kept += answers[Int(column[row])] ? 1 : 0
            }
        }
    }

    /// Leaves the rows that hold a value which `accepts` takes; one value for all rows is looked at once.
    static func narrow(_ rows: inout [Int32], _ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int, _ accepts: (Int32) -> Bool) {
        let least = bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int32.self)
        let source = offset + headerBytes
        switch bytes[offset] {
        case 0: if !accepts(least) { rows.removeAll(keepingCapacity: true) }
        case 1:
            let answers = answers(bytes, at: offset, count: count, accepts)
            keep(&rows) { answers[Int(bytes[source + Int($0)])] }
        case 2: keep(&rows) { accepts(least &+ Int32(loaded(bytes, source, $0, UInt16.self))) }
        default: keep(&rows) { accepts(least &+ loaded(bytes, source, $0, Int32.self)) }
        }
    }

    /// Rows are many and bytes are few: each up to the largest is asked about once.
    private static func answers(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int, _ accepts: (Int32) -> Bool) -> [Bool] {
        let least = bytes.loadUnaligned(fromByteOffset: offset + 1, as: Int32.self)
        var largest: UInt8 = 0
        for byte in UnsafeRawBufferPointer(rebasing: bytes[(offset + headerBytes)...].prefix(count)) { largest = max(largest, byte) }
        return (0...Int32(largest)).map { accepts(least &+ $0) }
    }

    @inline(__always)
    private static func keep(_ rows: inout [Int32], _ isKept: (Int32) -> Bool) {
        var count = 0
        rows.withUnsafeMutableBufferPointer { rows in
            for index in rows.indices {
                let row = rows[index]
                rows[count] = row
                count += isKept(row) ? 1 : 0
            }
        }
        rows.removeLast(rows.count - count)
    }

    @inline(__always)
    private static func loaded<Value: BitwiseCopyable>(
        _ bytes: UnsafeRawBufferPointer, _ source: Int, _ row: Int32, _ type: Value.Type
    ) -> Value {
        bytes.loadUnaligned(fromByteOffset: source + Int(row) * MemoryLayout<Value>.stride, as: type)
    }

    static func amountsLength(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int) -> Int? {
        guard offset + amountHeaderBytes <= bytes.count, bytes[offset] < divisors.count, [4, 8, 16].contains(bytes[offset + 1]) else {
            return nil
        }
        let length = amountHeaderBytes + Int(bytes[offset + 1]) * count
        return offset + length <= bytes.count ? length : nil
    }

    /// The amounts of a column whose length was checked.
    static func amounts(_ bytes: UnsafeRawBufferPointer, at offset: Int, count: Int) -> [Int128] {
        let divisor = divisors[Int(bytes[offset])]
        let source = offset + amountHeaderBytes
        switch bytes[offset + 1] {
        case 4: return unpacked(bytes, at: source, count) { (value: Int32) in Int128(Int64(value) * Int64(divisor)) }
        case 8: return unpacked(bytes, at: source, count) { (value: Int64) in Int128(value) * divisor }
        default:
            let high: [Int64] = unpacked(bytes, at: source + count * 8, count) { $0 }
            let low: [UInt64] = unpacked(bytes, at: source, count) { $0 }
            return (0..<count).map { (Int128(high[$0]) << 64 | Int128(low[$0])) * divisor }
        }
    }

    @inline(__always)
    private static func unpacked<Stored: BitwiseCopyable, Value>(
        _ bytes: UnsafeRawBufferPointer, at offset: Int, _ count: Int, _ transform: (Stored) -> Value
    ) -> [Value] {
        guard count > 0 else { return [] }
        return [Value](unsafeUninitializedCapacity: count) { target, filled in
            let base = bytes.baseAddress! + offset
            for index in 0..<count {
                let stored = base.loadUnaligned(fromByteOffset: index * MemoryLayout<Stored>.stride, as: Stored.self)
                (target.baseAddress! + index).initialize(to: transform(stored))
            }
            filled = count
        }
    }
}
