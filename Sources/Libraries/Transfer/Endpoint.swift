import Glibc

/// One end of a connection: an address of 4 or 16 bytes, and a port.
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    public let address: [UInt8]
    public let port: Int

    public init(address: [UInt8], port: Int) { (self.address, self.port) = (address, port) }

    /// Nil for anything but IPv4 and IPv6.
    init?(_ peer: UnsafePointer<sockaddr>) {
        switch Int32(peer.pointee.sa_family) {
        case AF_INET:
            let raw = UnsafeRawPointer(peer).loadUnaligned(as: sockaddr_in.self)
            self.init(address: withUnsafeBytes(of: raw.sin_addr) { Array($0) }, port: Int(raw.sin_port.byteSwapped))
        case AF_INET6:
            let raw = UnsafeRawPointer(peer).loadUnaligned(as: sockaddr_in6.self)
            self.init(address: withUnsafeBytes(of: raw.sin6_addr) { Array($0) }, port: Int(raw.sin6_port.byteSwapped))
        default: return nil
        }
    }

    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(address.count == 4 ? AF_INET : AF_INET6, address, &text, socklen_t(text.count))
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }

    /// Whether the address belongs to the public network: none of loopback, private, link-local, shared, multicast, reserved, and no
    /// disguise of these (RFC 6890 and what it names).
    public var isPublic: Bool { address.count == 4 ? Self.isPublic(v4: address[...]) : isPublicV6 }

    private static func isPublic(v4 bytes: ArraySlice<UInt8>) -> Bool {
        let address = bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return !reserved.contains { network, length in (address ^ network) >> (32 - length) == 0 }
    }

    private static let reserved: [(network: UInt32, length: UInt32)] = [
        (0x0000_0000, 8), (0x0A00_0000, 8), (0x6440_0000, 10), (0x7F00_0000, 8), (0xA9FE_0000, 16), (0xAC10_0000, 12),
        (0xC000_0000, 24), (0xC000_0200, 24), (0xC058_6300, 24), (0xC0A8_0000, 16), (0xC612_0000, 15), (0xC633_6400, 24),
        (0xCB00_7100, 24), (0xE000_0000, 3),
    ]

    /// Global unicast is 2000::/3; of the rest only what stands for a public IPv4 address.
    private var isPublicV6: Bool {
        let embedsAtEnd = Self.mapped.contains { address.starts(with: $0) }
        if embedsAtEnd { return Self.isPublic(v4: address[12...]) }
        if address.starts(with: [0x20, 0x02]) { return Self.isPublic(v4: address[2..<6]) }
        return address[0] >> 5 == 1 && !Self.special.contains { address.starts(with: $0) }
    }

    /// ::ffff:0:0/96 and 64:ff9b::/96: IPv4 in the last four bytes.
    private static let mapped: [[UInt8]] = [
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0],
    ]
    /// 2001:0::/32 to 2001:1::/32 (Teredo, protocols), 2001:db8::/32 and 3fff::/16 (documentation).
    private static let special: [[UInt8]] = [[0x20, 0x01, 0x00], [0x20, 0x01, 0x01], [0x20, 0x01, 0x0D, 0xB8], [0x3F, 0xFF]]
}

/// Which ends a transfer may connect to.
public struct Reach: Sendable {
    private var isOpen = false
    private var exceptions: Set<Endpoint> = []
    /// A proxy connects where this cannot look: none is asked unless all may be connected to.
    private(set) var permitsProxies = false

    /// The public network alone.
    public static let publicNetwork = Reach()
    /// One's own network too.
    public static let anywhere = Reach(isOpen: true)
    /// The same, by whatever proxy the environment names.
    public static let anywhereByProxy = Reach(isOpen: true, permitsProxies: true)

    /// The public network and these ends.
    public static func publicNetwork(and exceptions: Set<Endpoint>) -> Reach { Reach(exceptions: exceptions) }

    func allows(_ endpoint: Endpoint) -> Bool { isOpen || endpoint.isPublic || exceptions.contains(endpoint) }
}
