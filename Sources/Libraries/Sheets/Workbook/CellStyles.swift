import XML

/// Which cell formats show a number as a date or a time.
struct CellStyles {
    enum Look: UInt8 { case number, date, time, dateAndTime }

    private var looks: [Look] = []
    private var custom: [Int: Look] = [:]

    func look(_ style: Int) -> Look { looks.indices.contains(style) ? looks[style] : .number }

    mutating func read(_ reader: MarkupReader, _ package: WorkbookPackage) throws(SheetError) {
        var isCell = false
        while let token = try package.token(reader, "list of formats") {
            if reader.isNamed("cellXfs"), token != .text { isCell = token == .start }
            guard token == .start else { continue }
            if reader.isNamed("numFmt"), let id = reader.attribute("numFmtId").flatMap({ Int($0) }) {
                custom[id] = Self.look(format: reader.attribute("formatCode") ?? "")
            } else if isCell, reader.isNamed("xf"), looks.count < 1 << 20 {
                let id = reader.attribute("numFmtId").flatMap { Int($0) } ?? 0
                looks.append(custom[id] ?? Self.builtIn(id))
            }
        }
    }

    /// Formats that have a number and no text; those of East Asian programs included.
    private static func builtIn(_ id: Int) -> Look {
        switch id {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 55, 56: .time
        case 22: .dateAndTime
        default: .number
        }
    }

    /// By the letters of its first section that stand in no quotes, brackets or escapes. Hours beyond a day (`[h]`) are a number.
    static func look(format: String) -> Look {
        var letters: Set<UInt8> = []
        var index = 0
        let bytes = Array(format.utf8)
        while index < bytes.count, bytes[index] != UInt8(ascii: ";") {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
            case UInt8(ascii: "["): index = bytes[index...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): index += 1
            case let byte: letters.insert(byte | 0x20)
            }
            index += 1
        }
        if letters.contains(UInt8(ascii: "g")) && letters.contains(UInt8(ascii: "l")) { return .number }
        let hasTime = letters.contains(UInt8(ascii: "h")) || letters.contains(UInt8(ascii: "s"))
        let hasDate = letters.contains(UInt8(ascii: "y")) || letters.contains(UInt8(ascii: "d"))
        let hasMonth = letters.contains(UInt8(ascii: "m"))
        if hasDate { return hasTime ? .dateAndTime : .date }
        return hasTime ? .time : hasMonth ? .date : .number
    }
}
