/// The names of elements and attributes that a reader knows, numbered in the order given.
///
/// An attribute in the `xml` namespace goes by its prefixed name, e.g. `xml:lang`.
public struct Vocabulary: Sendable {
    public let names: [String]

    public init(_ names: [String]) { self.names = names }
}
