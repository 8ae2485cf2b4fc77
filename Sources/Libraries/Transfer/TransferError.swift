import Glibc

/// Why a file was not fetched, in one line that names no address and no secret.
public enum TransferError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAnAddress
    case otherScheme(String)
    /// It leads to a network that is not public.
    case refused(String)
    case status(Int)
    /// A status that may pass, and for how many seconds the server asks to be left alone.
    case busy(Int, seconds: Int?)
    case hostUnknown
    case unreachable
    case certificate
    case redirects
    case tooLarge(Int)
    case tooSlow
    case cutShort
    case file(Int32)
    /// Nothing can be fetched on this machine.
    case libraryMissing
    case other(String)

    /// The publisher no longer offers the file there.
    public var isGone: Bool { [.hostUnknown, .status(404), .status(410)].contains(self) }

    /// Worth another try soon.
    var mayPass: Bool {
        if case .busy = self { return true }
        return [.hostUnknown, .unreachable, .cutShort].contains(self)
    }

    /// The next file of the same server will hardly fare better.
    public var isOfTheServer: Bool { mayPass || self == .tooSlow }

    public var description: String {
        switch self {
        case .notAnAddress: "this is no address of a file on the network: give it as in https://example.org/file.xml"
        case .otherScheme(let scheme): "addresses of \(scheme) are not fetched: give one of https or http"
        case .refused(let end):
            "it leads to \(end), which is not on the public network: if the server is in a network of your own, say --allow-local"
        case .status(404), .status(410): "gone: the publisher no longer has it there; look for its new address"
        case .status(let code) where code == 401 || code == 403:
            "the server does not let you have it (\(code)): ask the publisher for access"
        case .status(let code): "the server answers \(code) instead of the file: open the address in a browser to see what it wants"
        case .busy(let code, _): "the server is out of order or busy (\(code)): try again later"
        case .hostUnknown: "gone: there is no such host; check the address, or your connection"
        case .unreachable: "the server cannot be reached or broke the connection: try again later"
        case .certificate: "the server's certificate is not to be trusted: tell the publisher; nothing was read"
        case .redirects: "it leads from one address to the next without end: tell the publisher"
        case .tooLarge(let bytes): "it is larger than \(bytes >> 20) MB, more than is fetched: download it and import the file"
        case .tooSlow: "the server is too slow: try again later"
        case .cutShort: "it broke off before its end: try again later; nothing was read"
        case .file(let code): "its copy cannot be written: \(Self.words(code))"
        case .libraryMissing: "libcurl.so.4 is missing on this machine: install the package libcurl4"
        case .other(let words): "it cannot be fetched: \(words)"
        }
    }
}

extension TransferError {
    private static func words(_ code: Int32) -> String { String(cString: strerror(code)) }
}
