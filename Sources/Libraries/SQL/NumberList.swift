extension Sequence where Element: BinaryInteger {
    /// The numbers as they stand between the parentheses of `IN (...)`, in ascending order.
    public var sqlList: String { sorted().map { String($0) }.joined(separator: ",") }
}
