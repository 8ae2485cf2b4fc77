/// The currency of a value (rule 3).
public enum Currency {
    /// ISO 4217's code for "no currency": what an unknown one becomes.
    public static let unknown = "XXX"

    /// Trimmed, upper-cased.
    public static func normalised(_ published: String) -> String {
        isCode(published) ? published : WhiteSpace.trimmed(published).uppercased()
    }

    /// The value's own currency, or the activity's default where the own one is empty; `XXX` when that is not three letters A-Z.
    ///
    /// A wrong code does not fall back. Whether ISO 4217 lists the code is not asked here.
    public static func resolve(own: String, default fallback: String) -> String {
        let own = normalised(own)
        let code = own.isEmpty ? normalised(fallback) : own
        return isCode(code) ? code : unknown
    }

    /// Whether `text` is three letters A-Z.
    public static func isCode(_ text: String) -> Bool {
        text.utf8.count == 3 && text.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    }
}
