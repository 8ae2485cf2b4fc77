import Glibc
import Testing
import Transfer

/// Which addresses are of the public network, by the registries of RFC 6890.
struct EndpointTests {
    private func isPublic(_ text: String) -> Bool {
        let isV4 = !text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isV4 ? 4 : 16)
        #expect(inet_pton(isV4 ? AF_INET : AF_INET6, text, &bytes) == 1, "\(text)")
        return Endpoint(address: bytes, port: 80).isPublic
    }

    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.1.1.1", "240.0.0.1",
        "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
        "2002:7f00:1::", "2001::1", "2001:db8::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "100::1",
    ])
    func notOfThePublicNetwork(address: String) { #expect(!isPublic(address)) }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8",
        "64:ff9b::808:808",
    ])
    func ofThePublicNetwork(address: String) { #expect(isPublic(address)) }
}
