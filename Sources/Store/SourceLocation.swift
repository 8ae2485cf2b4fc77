import Transfer

/// Where a source lies: an address on the network, or a path.
public enum SourceLocation: Sendable {
    case address(WebAddress)
    case path(String)

    /// Throws `TransferError` for an address that is none. Paths become absolute.
    public init(_ word: String) throws {
        self = WebAddress.isMeant(by: word) ? .address(try WebAddress(word)) : .path(Files.absolute(word))
    }

    /// What of a word may be shown when it is no location.
    public static func harmless(_ word: String) -> String { WebAddress.harmless(word) }

    /// What the store and its readers call it: no password or key is in it.
    public var name: String {
        switch self {
        case .address(let address): address.shown
        case .path(let path): path
        }
    }
}
