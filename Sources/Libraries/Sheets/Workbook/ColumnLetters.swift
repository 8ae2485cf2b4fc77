/// What spreadsheet programs call a column.
public enum ColumnLetters {
    /// Counted from 0: `A` to `Z`, then `AA`.
    public static func name(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(0x41 + column % 26)))
        return column < 26 ? letter : name(column / 26 - 1) + letter
    }
}
