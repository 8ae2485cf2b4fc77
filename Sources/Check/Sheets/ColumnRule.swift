import Ingest

/// A rule of the default HXL schema, looking down one column of a tagged sheet.
///
/// Source: the HXL default schema (https://hxlstandard.org); which columns it is for stands in `Resources/standard/hxl.tsv`.
protocol ColumnRule: AnyObject {
    static var rule: ProblemRule { get }
    /// Whether it looks at every cell, and not only at what is written in them.
    static var isWatching: Bool { get }
    init()
    /// What to say of every cell that holds this text, which is not blank; its bytes are lent for the call only.
    func offence(_ text: UnsafeBufferPointer<UInt8>) -> String?
    /// A cell that is not blank, for those that watch.
    func watch(_ cell: UnsafeBufferPointer<UInt8>, line: Int)
    /// What can be said only when the whole column was seen.
    func finish(_ texts: Tally) -> [(line: Int, words: String)]
}

extension ColumnRule {
    static var isWatching: Bool { false }
    func offence(_ text: UnsafeBufferPointer<UInt8>) -> String? { nil }
    func watch(_ cell: UnsafeBufferPointer<UInt8>, line: Int) {}
    func finish(_ texts: Tally) -> [(line: Int, words: String)] { [] }
}

/// Every rule of sheets, by the word that the table has for it.
public enum ColumnRules {
    static var all: [(word: String, type: any ColumnRule.Type)] {
        [
            ("date", DateCells.self), ("number", NumberCells.self), ("outliers", Outliers.self), ("spelling", RareSpellings.self),
            ("case", MixedCase.self), ("consistent", MixedKinds.self), ("whitespace", StrayWhiteSpace.self),
        ]
    }

    public static let rules = all.map { $0.type.rule }
}
