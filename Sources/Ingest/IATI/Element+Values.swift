import Records
import XML

/// Attributes and text, trimmed. Absent and empty are the same to IATI's reader.
extension Element {
    /// Nil for a name that is not read.
    var kind: Name? { Name(rawValue: name) }

    func value(_ name: Name) -> String {
        attributeBytes(name.rawValue).map(WhiteSpace.trimmedText) ?? ""
    }

    func first(_ name: Name) -> Element? { first(name.rawValue) }

    /// The `code` attribute of the first child of that name.
    func code(_ name: Name) -> String { first(name)?.value(.code) ?? "" }

    var ownText: String { hasText ? WhiteSpace.trimmedText(textBytes) : "" }

    var foldedText: String { hasText ? WhiteSpace.folded(textBytes) : "" }

    /// `1` and `true` are true, `0` and `false` false, in any case; nil otherwise.
    func flag(_ name: Name) -> Bool? {
        let published = value(name)
        if published.isEmpty { return nil }
        return switch published.lowercased() {
        case "1", "true": true
        case "0", "false": false
        default: nil
        }
    }

    /// Filled in by whoever wrote the file because the standard requires it; the publisher did not say it.
    var isUnstated: Bool { value(.xmlLang) == Unstated.language }

    /// The language of `xml:lang`; nil when there is none.
    var language: String? {
        let published = value(.xmlLang)
        return published.isEmpty ? nil : Self.languageCode(published)
    }

    /// Lower-case and without a country: `en-GB` is `en`.
    static func languageCode(_ published: String) -> String {
        let isPlain = published.utf8.count == 2 && published.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        return isPlain ? published : String(published.prefix { $0 != "-" && $0 != "_" }).lowercased()
    }
}
