/// How much one row may claim; what claims more loses itself, never the file.
public struct SheetLimits: Sendable {
    /// Longest cell in bytes; a quoted cell that is longer was never closed.
    public var cellBytes = 1 << 20
    /// Longest row in bytes; a longer one is passed over.
    public var rowBytes = 16 << 20
    /// Most cells in a row; the rest is passed over.
    public var columns = 1 << 16
    /// Most bytes of text that a workbook's cells may share: they have to be held in memory.
    public var sharedTextBytes = 512 << 20
    /// Most bytes that one part of a workbook may unpack to.
    public var partBytes = 8 << 30

    public init() {}
}
