import Records

/// A row of an answer on its way out, valid only inside the closure that receives it: its texts are made only where they are asked for.
///
/// It holds nothing but places in memory, for there may be millions of rows and counting who refers to what would take most of the time.
public struct TotalsRow {
    /// Of each dimension, then of currencies.
    let texts: UnsafeBufferPointer<OrderedTexts.View>
    /// One for each of them.
    let numbers: UnsafePointer<Int32>
    public let amount: Amount

    /// One for each dimension of the query.
    public var keys: [String] { (0..<texts.count - 1).map(text) }

    public var currency: String { text(texts.count - 1) }

    /// Keys, currency and amount as UTF-8.
    public func withTexts(_ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) -> Void) {
        withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: texts.count + 1) { all in
            for index in texts.indices { all.initializeElement(at: index, to: texts[index].text(of: Int(numbers[index]))) }
            amount.withText {
                all.initializeElement(at: texts.count, to: $0)
                body(UnsafeBufferPointer(all))
            }
        }
    }

    private func text(_ index: Int) -> String { String(decoding: texts[index].text(of: Int(numbers[index])), as: UTF8.self) }
}
