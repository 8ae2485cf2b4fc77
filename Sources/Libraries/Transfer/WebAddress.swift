internal import CCurl
import Compression

/// The address of a file on the network: what is fetched, and what of it may be shown.
public struct WebAddress: Sendable, Hashable {
    /// With user, password and keys.
    public let whole: String
    public let scheme: String
    public let host: String
    /// The last part of the path, as it is written there; may be empty.
    public let fileName: String
    /// Without user, password and fragment; of parameters that carry secrets a fingerprint stands for the value.
    public let shown: String

    public var hasSecrets: Bool { shown != whole }

    /// Whether a word means an address and no path.
    public static func isMeant(by word: String) -> Bool { word.contains("://") }

    /// What of a word that is meant as an address may be shown, even if it is none.
    public static func harmless(_ word: String) -> String {
        let scheme = word.prefix { $0 != ":" }
        let rest = word.dropFirst(scheme.count + 3).prefix { $0 != "?" && $0 != "#" }
        return "\(scheme)://\(rest.split(separator: "@", omittingEmptySubsequences: false).last ?? "")"
    }

    /// Throws unless `text` is an address of http or https.
    public init(_ text: String) throws(TransferError) {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard ["http", "https"].contains(scheme) else { throw .otherScheme(String(scheme.prefix(16))) }
        guard concord_curl_is_there() else { throw .libraryMissing }
        guard let parts = AddressParts(text), let host = parts.text(CURLUPART_HOST) else { throw .notAnAddress }
        parts.remove(CURLUPART_FRAGMENT)
        guard let whole = parts.text(CURLUPART_URL) else { throw .notAnAddress }
        for part in [CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_OPTIONS] { parts.remove(part) }
        if let query = parts.text(CURLUPART_QUERY) { parts.set(CURLUPART_QUERY, Self.withheld(query)) }
        guard let shown = parts.text(CURLUPART_URL) else { throw .notAnAddress }
        (self.whole, self.scheme, self.host, self.shown) = (whole, scheme, host.lowercased(), shown)
        fileName = (parts.text(CURLUPART_PATH) ?? "").split(separator: "/", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    }

    private init(whole: String, like other: WebAddress, shown: String) {
        (self.whole, scheme, host, fileName, self.shown) = (whole, other.scheme, other.host, other.fileName, shown)
    }
}

// MARK: - Parameters

extension WebAddress {
    /// The same address with these parameters, in place of those of the same names.
    public func with(_ parameters: [(name: String, value: String)]) -> WebAddress {
        func replaced(_ address: String) -> String {
            guard let parts = AddressParts(address) else { return address }
            let kept = (parts.text(CURLUPART_QUERY) ?? "").split(separator: "&").map(String.init).filter { pair in
                !parameters.contains { pair == $0.name || pair.hasPrefix($0.name + "=") }
            }
            parts.set(CURLUPART_QUERY, (kept + parameters.map { "\($0.name)=\($0.value)" }).joined(separator: "&"))
            return parts.text(CURLUPART_URL) ?? address
        }
        return WebAddress(whole: replaced(whole), like: self, shown: replaced(shown))
    }

    /// The value of a parameter, as it is written.
    public func parameter(_ name: String) -> String? {
        (AddressParts(whole)?.text(CURLUPART_QUERY) ?? "").split(separator: "&").first { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    private static func withheld(_ query: String) -> String {
        query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, isSecret(parts[0]), !parts[1].hasPrefix(mark) else { return String(pair) }
            return "\(parts[0])=\(mark)\(fingerprint(parts[1]))"
        }.joined(separator: "&")
    }

    /// Eight digits: enough to tell two secrets apart, too few to find one.
    private static func fingerprint(_ secret: String) -> String {
        let digits = Array("0123456789abcdef")
        return String(SHA256.digest(of: Array(secret.utf8)).prefix(4).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    private static let mark = "withheld."

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["key", "token", "secret", "password", "signature", "credential", "email"].contains { name.hasSuffix($0) }
            || ["sig", "pwd", "pass", "passwd", "auth", "user", "username"].contains(name)
    }
}

/// An address taken apart by the library that will fetch it, so that both mean the same.
private final class AddressParts {
    private let handle: OpaquePointer

    init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        self.handle = handle
        guard curl_url_set(handle, CURLUPART_URL, text, UInt32(CURLU_URLENCODE)) == CURLUE_OK else { return nil }
    }

    deinit { curl_url_cleanup(handle) }

    func text(_ part: CURLUPart) -> String? {
        var found: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &found, 0) == CURLUE_OK, let found else { return nil }
        defer { curl_free(found) }
        return String(cString: found)
    }

    func remove(_ part: CURLUPart) { curl_url_set(handle, part, nil, 0) }

    func set(_ part: CURLUPart, _ text: String) { curl_url_set(handle, part, text, 0) }
}
