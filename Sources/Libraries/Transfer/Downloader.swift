internal import CCurl
import Glibc

/// Fetches files over https and http, one after another: whole or not at all, from the network that `reach` permits and no other.
///
/// For one thread. Connections are kept for the next file of the same server.
public final class Downloader {
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    private let handle: UnsafeMutableRawPointer
    private let limits: TransferLimits
    private let reach: Reach
    private let wait: (Int) -> Void

    /// - Parameter wait: called with seconds before another try.
    public init(
        _ reach: Reach = .publicNetwork, limits: TransferLimits = TransferLimits(), wait: @escaping (Int) -> Void = { sleep(UInt32($0)) }
    ) {
        guard Self.isReady, let handle = curl_easy_init() else { fatalError("out of memory") }
        (self.handle, self.limits, self.reach, self.wait) = (handle, limits, reach, wait)
    }

    deinit { curl_easy_cleanup(handle) }

    /// Whether a file of this name is one on its way; what a killed program left is such a file too.
    public static func isPartial(_ name: String) -> Bool { PartialFile.isOne(name) }

    /// Writes the file at `address` to `path`, which is replaced when it is whole and untouched otherwise.
    ///
    /// - Parameter known: of the version that is there already; nil asks for the file in any case.
    public func fetch(_ address: WebAddress, to path: String, unless known: Validators? = nil) throws(TransferError) -> TransferOutcome {
        var pauses = limits.pauses[...]
        while true {
            do {
                return try attempt(address, path, known)
            } catch {
                guard error.mayPass, let pause = pauses.popFirst() else { throw error }
                wait(min(asked(error) ?? pause, limits.longestPause))
            }
        }
    }

    private func asked(_ error: TransferError) -> Int? { if case .busy(_, let seconds) = error { seconds } else { nil } }

    private func attempt(_ address: WebAddress, _ path: String, _ known: Validators?) throws(TransferError) -> TransferOutcome {
        let file = try PartialFile(for: path)
        let transfer = TransferState(file, limit: limits.bytes, reach)
        let code = perform(address, known, transfer)
        if let failure = failure(code, transfer) { throw failure }
        if status == 304, known != nil { return .unchanged }
        guard status == 200 else { throw .status(status) }
        try file.complete()
        return .fetched(Validators(etag: header("ETag"), modified: header("Last-Modified")))
    }

    private func perform(_ address: WebAddress, _ known: Validators?, _ transfer: TransferState) -> CURLcode {
        curl_easy_reset(handle)
        setLimits()
        setSafety()
        set(CURLOPT_URL, address.whole)
        set(CURLOPT_USERAGENT, "concord")
        // Whatever packing this machine can undo.
        set(CURLOPT_ACCEPT_ENCODING, "")
        var headers: UnsafeMutablePointer<curl_slist>?
        for line in known?.headers ?? [] { headers = curl_slist_append(headers, line) }
        defer { curl_slist_free_all(headers) }
        _ = concord_curl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        return withExtendedLifetime(transfer) {
            let context = Unmanaged.passUnretained(transfer).toOpaque()
            _ = concord_curl_set_writer(handle, TransferState.writer, context)
            _ = concord_curl_set_opener(handle, TransferState.opener, context)
            return curl_easy_perform(handle)
        }
    }

    private func setLimits() {
        set(CURLOPT_MAXREDIRS, limits.redirects)
        set(CURLOPT_CONNECTTIMEOUT, limits.connectSeconds)
        set(CURLOPT_LOW_SPEED_TIME, limits.stallSeconds)
        set(CURLOPT_LOW_SPEED_LIMIT, limits.stallBytes)
        set(CURLOPT_TIMEOUT, limits.totalSeconds)
        _ = concord_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.bytes))
    }

    /// No other protocol, now or after a redirect; no signals, for there are threads; no proxy where the other end has to be looked at.
    private func setSafety() {
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 1)
        set(CURLOPT_FAILONERROR, 1)
        set(CURLOPT_NOSIGNAL, 1)
        if !reach.permitsProxies { set(CURLOPT_PROXY, "") }
    }

    private func set(_ option: CURLoption, _ value: Int) { _ = concord_curl_set_number(handle, option, value) }
    private func set(_ option: CURLoption, _ value: String) { _ = concord_curl_set_text(handle, option, value) }

    private func header(_ name: String) -> String { concord_curl_header(handle, name).map { String(cString: $0) } ?? "" }
    private var status: Int { concord_curl_number(handle, CURLINFO_RESPONSE_CODE) }
}

// MARK: - What went wrong

extension Downloader {
    private func failure(_ code: CURLcode, _ transfer: TransferState) -> TransferError? {
        if code == CURLE_OK { return nil }
        if let refused = transfer.refused, code == CURLE_COULDNT_CONNECT { return .refused(refused.description) }
        if transfer.isTooLarge || code == CURLE_FILESIZE_EXCEEDED { return .tooLarge(limits.bytes) }
        if let number = transfer.failedWriting { return .file(number) }
        if code == CURLE_HTTP_RETURNED_ERROR { return ofStatus }
        if code == CURLE_OPERATION_TIMEDOUT, concord_curl_size(handle, CURLINFO_CONNECT_TIME_T) == 0 { return .unreachable }
        return Self.failures.first { $0.codes.contains(code) }?.error ?? .other(String(cString: curl_easy_strerror(code)))
    }

    private var ofStatus: TransferError {
        guard status >= 500 || status == 429 else { return .status(status) }
        let asked = Int(concord_curl_size(handle, CURLINFO_RETRY_AFTER))
        return .busy(status, seconds: asked > 0 ? asked : nil)
    }

    private static let failures: [(codes: [CURLcode], error: TransferError)] = [
        ([CURLE_COULDNT_RESOLVE_HOST], .hostUnknown),
        ([CURLE_COULDNT_CONNECT, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_SSL_CONNECT_ERROR, CURLE_HTTP2], .unreachable),
        ([CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR], .certificate),
        ([CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM, CURLE_BAD_CONTENT_ENCODING], .cutShort),
        ([CURLE_OPERATION_TIMEDOUT], .tooSlow),
        ([CURLE_TOO_MANY_REDIRECTS], .redirects),
        ([CURLE_URL_MALFORMAT], .notAnAddress),
        ([CURLE_UNSUPPORTED_PROTOCOL], .otherScheme("another kind")),
    ]
}
