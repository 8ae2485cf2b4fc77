internal import CCurl
import Glibc

/// What the library's questions during one transfer are answered from, and what they brought to light.
final class TransferState {
    private let file: PartialFile
    private let limit: Int
    private let reach: Reach
    private var written = 0
    /// The last end that was not connected to because it may not be.
    private(set) var refused: Endpoint?
    private(set) var isTooLarge = false
    private(set) var failedWriting: Int32?

    init(_ file: PartialFile, limit: Int, _ reach: Reach) { (self.file, self.limit, self.reach) = (file, limit, reach) }

    /// How many bytes were taken; any other number than was given ends the transfer.
    private func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        written += bytes.count
        isTooLarge = written > limit
        if isTooLarge { return 0 }
        failedWriting = file.write(bytes)
        return failedWriting == nil ? bytes.count : 0
    }

    /// Asked for every connection, with the address that it will really have: after every redirect and every answer of a name server.
    private func open(_ peer: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
        guard let end = Endpoint(concord_curl_peer(peer)), reach.allows(end) else {
            refused = Endpoint(concord_curl_peer(peer)) ?? refused
            return -1
        }
        return socket(peer.pointee.family, peer.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue), peer.pointee.protocol)
    }

    static let writer: curl_write_callback = { bytes, size, count, context in
        guard let context, let bytes else { return 0 }
        let state = Unmanaged<TransferState>.fromOpaque(context).takeUnretainedValue()
        return state.take(UnsafeRawBufferPointer(start: bytes, count: size * count))
    }

    static let opener: curl_opensocket_callback = { context, _, peer in
        guard let context, let peer else { return -1 }
        return Unmanaged<TransferState>.fromOpaque(context).takeUnretainedValue().open(peer)
    }
}
