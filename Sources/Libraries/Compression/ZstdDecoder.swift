internal import CZstd

/// Unpacks zstd, one frame after another.
final class ZstdDecoder: Decoder {
    private let stream: OpaquePointer
    private var isInsideFrame = true
    private(set) var consumed = 0

    init() {
        guard let stream = ZSTD_createDStream() else { fatalError("out of memory") }
        self.stream = stream
        ZSTD_initDStream(stream)
        let windowOf64MB: Int32 = 26
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, windowOf64MB)
    }

    deinit { ZSTD_freeDStream(stream) }

    func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool) -> DecoderStep {
        if input.isEmpty, isLast, !isInsideFrame { return DecoderStep(isFinished: true) }
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let hint = ZSTD_decompressStream(stream, &target, &source)
        var step = DecoderStep(consumed: source.pos, produced: target.pos)
        consumed += source.pos
        if ZSTD_isError(hint) != 0 {
            step.fault = isInsideFrame ? .damaged : .trailing
        } else {
            isInsideFrame = hint != 0
            let isStuck = input.isEmpty && target.pos == 0
            if isStuck, isLast, isInsideFrame { step.fault = .truncated }
        }
        return step
    }
}
