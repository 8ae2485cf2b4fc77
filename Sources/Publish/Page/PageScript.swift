/// A script as it stands in a page, and the hash by which the page's policy lets it run.
struct PageScript: Sendable {
    let text: String
    /// SHA-256 in base 64.
    let hash: String

    /// Text that would end the element is written otherwise, so that the hash is of what the parser of a page sees.
    init(_ source: String) {
        text = Self.holds("</script", source) ? source.replacing("</script", with: "<\\/script") : source
        hash = SHA256.base64(of: text)
    }

    /// Byte by byte: the charts' library is a megabyte.
    private static func holds(_ word: String, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            text.indices.contains { text[$0] == word.utf8.first && text[$0...].starts(with: word.utf8) }
        }
    }
}
