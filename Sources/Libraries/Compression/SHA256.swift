internal import CCrypto

/// SHA-256 by OpenSSL, where a fingerprint has to withstand an attacker.
public enum SHA256 {
    /// Thirty-two bytes.
    public static func digest(of message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { digest, count in
            CCrypto.SHA256(message, message.count, digest.baseAddress)
            count = Int(SHA256_DIGEST_LENGTH)
        }
    }

    /// The digest in base 64, as a Content-Security-Policy names a script.
    public static func base64(of message: [UInt8]) -> String {
        let digest = digest(of: message)
        // Four characters for every three bytes begun, and OpenSSL ends them with a zero.
        var encoded = [UInt8](repeating: 0, count: (digest.count + 2) / 3 * 4 + 1)
        let count = EVP_EncodeBlock(&encoded, digest, Int32(digest.count))
        return String(decoding: encoded.prefix(Int(count)), as: UTF8.self)
    }
}
