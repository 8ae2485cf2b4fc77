internal import CZlib

/// Unpacks gzip, one member after another; zeros after the last member are padding.
final class GzipDecoder: Decoder {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isInsideMember = true
    private(set) var consumed = 0

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly: Int32 = 15 + 16
        let status = inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "out of memory")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool) -> DecoderStep {
        if isInsideMember { return inflate(input, into: output, isLast: isLast) }
        return startMember(input, isLast: isLast)
    }

    private func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool) -> DecoderStep {
        if input.isEmpty, isLast { return DecoderStep(isFinished: true, fault: .truncated) }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        var step = DecoderStep()
        step.consumed = input.count - Int(stream.pointee.avail_in)
        step.produced = output.count - Int(stream.pointee.avail_out)
        consumed += step.consumed
        isInsideMember = status != Z_STREAM_END
        if status != Z_OK, status != Z_STREAM_END, status != Z_BUF_ERROR { step.fault = .damaged }
        return step
    }

    private func startMember(_ input: UnsafeRawBufferPointer, isLast: Bool) -> DecoderStep {
        let padding = input.firstIndex { $0 != 0 } ?? input.count
        consumed += padding
        guard padding < input.count else { return DecoderStep(consumed: padding, isFinished: isLast) }
        guard input[padding] == 0x1F else { return DecoderStep(consumed: padding, fault: .trailing) }
        inflateReset(stream)
        isInsideMember = true
        return DecoderStep(consumed: padding)
    }
}
