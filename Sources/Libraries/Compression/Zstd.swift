internal import CZstd

/// Blobs packed with zstd, whole in memory.
public enum Zstd {
    /// A blob that does not unpack, or not within the size its reader allows.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        case damaged
        case tooLarge(maximum: Int)

        public var description: String {
            switch self {
            case .damaged: "The compressed bytes are damaged."
            case .tooLarge(let maximum): "The compressed bytes unpack to more than \(maximum) bytes."
            }
        }
    }

    /// Packs bytes into one frame that states its size.
    public static func compress(_ bytes: [UInt8], level: Int = 3) -> [UInt8] {
        ZstdCompressor(level: level).compress(bytes)
    }

    /// Packs bytes into one frame that states its size.
    public static func compress(_ bytes: UnsafeRawBufferPointer, level: Int = 3) -> [UInt8] {
        ZstdCompressor(level: level).compress(bytes)
    }

    /// Unpacks one frame; `maximum` bounds the memory that it may claim.
    public static func decompress(_ bytes: [UInt8], maximum: Int) throws(Failure) -> [UInt8] {
        try ZstdDecompressor().decompress(bytes, maximum: maximum)
    }
}

/// A dictionary of what is common to many small blobs, so that each need not repeat it.
public final class ZstdDictionary: @unchecked Sendable {
    // Both tables are made once and only read after that, which zstd allows from any number of threads.
    let packing: OpaquePointer
    let unpacking: OpaquePointer

    /// Prepares a dictionary as `zstd --train` writes it; any bytes will do.
    public init(_ bytes: [UInt8], level: Int = 3) {
        guard let packing = ZSTD_createCDict(bytes, bytes.count, Int32(level)),
            let unpacking = ZSTD_createDDict(bytes, bytes.count)
        else { fatalError("out of memory") }
        self.packing = packing
        self.unpacking = unpacking
    }

    deinit {
        ZSTD_freeCDict(packing)
        ZSTD_freeDDict(unpacking)
    }
}

/// Packs many blobs one after another, each with a checksum of what it held, and keeps its tables between them; for one thread at a time.
public final class ZstdCompressor {
    private let context: OpaquePointer
    private let dictionary: ZstdDictionary?
    private var scratch: [UInt8] = []

    /// With a dictionary the level is the one the dictionary was prepared for.
    public init(level: Int = 3, dictionary: ZstdDictionary? = nil) {
        guard let context = ZSTD_createCCtx() else { fatalError("out of memory") }
        self.context = context
        self.dictionary = dictionary
        ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
        ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
        if let dictionary { ZSTD_CCtx_refCDict(context, dictionary.packing) }
    }

    deinit { ZSTD_freeCCtx(context) }

    /// Packs bytes into one frame that states its size.
    public func compress(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBytes { compress($0) }
    }

    /// Packs bytes into one frame that states its size.
    public func compress(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let bound = ZSTD_compressBound(bytes.count)
        if scratch.count < bound { scratch = [UInt8](repeating: 0, count: bound) }
        let size = scratch.withUnsafeMutableBytes { ZSTD_compress2(context, $0.baseAddress, $0.count, bytes.baseAddress, bytes.count) }
        precondition(ZSTD_isError(size) == 0, "out of memory")
        return Array(scratch[..<size])
    }
}

/// Unpacks many blobs one after another and keeps its tables between them; for one thread at a time.
public final class ZstdDecompressor {
    private let context: OpaquePointer
    private let dictionary: ZstdDictionary?

    public init(dictionary: ZstdDictionary? = nil) {
        guard let context = ZSTD_createDCtx() else { fatalError("out of memory") }
        self.context = context
        self.dictionary = dictionary
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Unpacks one frame that states its size; `maximum` bounds the memory that it may claim.
    public func decompress(_ bytes: [UInt8], maximum: Int) throws(Zstd.Failure) -> [UInt8] {
        do {
            return try bytes.withUnsafeBytes { try decompress($0, maximum: maximum) }
        } catch let failure as Zstd.Failure {
            throw failure
        } catch {
            throw .damaged
        }
    }

    /// Unpacks one frame that states its size; `maximum` bounds the memory that it may claim.
    public func decompress(_ bytes: UnsafeRawBufferPointer, maximum: Int) throws(Zstd.Failure) -> [UInt8] {
        let stated = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        guard stated < UInt64(Int.max) else { throw .damaged }
        guard stated <= UInt64(maximum) else { throw .tooLarge(maximum: maximum) }
        let unpacked = [UInt8](unsafeUninitializedCapacity: Int(stated)) { target, count in
            let size = unpack(bytes, into: UnsafeMutableRawBufferPointer(target))
            count = ZSTD_isError(size) == 0 ? size : 0
        }
        guard unpacked.count == Int(stated) else { throw .damaged }
        return unpacked
    }

    private func unpack(_ bytes: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int {
        guard let dictionary else {
            return ZSTD_decompressDCtx(context, target.baseAddress, target.count, bytes.baseAddress, bytes.count)
        }
        return ZSTD_decompress_usingDDict(
            context, target.baseAddress, target.count, bytes.baseAddress, bytes.count, dictionary.unpacking)
    }
}
