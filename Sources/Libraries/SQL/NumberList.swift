extension Sequence where Element: BinaryInteger {
    /// The numbers as they stand between the parentheses of `IN (...)`, in ascending order; of none, a question that has no answer, for
    /// not every engine takes empty parentheses.
    public var sqlList: String {
        let list = sorted().map { String($0) }.joined(separator: ",")
        return list.isEmpty ? "SELECT 0 WHERE 1 = 0" : list
    }
}
