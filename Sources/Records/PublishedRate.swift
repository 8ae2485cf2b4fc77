/// An exchange rate as published: units of a currency for one dollar.
public enum PublishedRate {
    /// In units of 10^-12; nil when unreadable, zero or negative.
    public static func parse(_ text: String) -> Int128? {
        guard let percentage = PublishedPercentage.parse(text), percentage > 0 else { return nil }
        return percentage / 1_000
    }
}
