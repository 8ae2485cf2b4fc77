import CZlib

/// A zip archive by hand, stored or deflated.
public struct Archive {
    public init() {}

    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// - Parameter size: what the archive says of the unpacked size; nil tells the truth.
    public mutating func add(_ name: String, _ bytes: [UInt8], isDeflated: Bool = true, size: Int? = nil) {
        let packed = isDeflated ? Self.deflated(bytes) : bytes
        let offset = body.count
        var common = Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(isDeflated ? 8 : 0, 2) + Self.little(0, 4)
        common += Self.little(Int(crc32(0, bytes, UInt32(bytes.count))), 4) + Self.little(packed.count, 4)
        common += Self.little(size ?? bytes.count, 4) + Self.little(name.utf8.count, 2) + Self.little(0, 2)
        body += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + packed
        directory += [0x50, 0x4B, 1, 2] + Self.little(20, 2) + common + Self.little(0, 6) + Self.little(0, 4)
        directory += Self.little(offset, 4) + Array(name.utf8)
        count += 1
    }

    public mutating func add(_ name: String, _ text: String) { add(name, Array(text.utf8)) }

    public var bytes: [UInt8] {
        let counts = Self.little(0, 4) + Self.little(count, 2) + Self.little(count, 2)
        return body + directory + [0x50, 0x4B, 5, 6] + counts + Self.little(directory.count, 4) + Self.little(body.count, 4) + [0, 0]
    }

    private static func little(_ number: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }

    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        var input = bytes
        let made = input.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                deflate(&stream, Z_FINISH)
                return output.count - Int(stream.avail_out)
            }
        }
        return Array(packed[..<made])
    }
}

/// A workbook by hand: one sheet's XML, and what stands around it.
public struct HandmadeWorkbook {
    public init() {}

    public static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    public static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    public var sheetData = ""
    public var shared: String?
    public var styles: String?
    public var properties = ""
    public var sheets = "<sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/>"
    public var moreRelations = ""
    public var more: [(name: String, text: String)] = []

    public var archive: Archive {
        var archive = Archive()
        archive.add("[Content_Types].xml", "<Types/>")
        archive.add(
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"\(Self.relations)/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>")
        archive.add(
            "xl/workbook.xml",
            "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\">\(properties)<sheets>\(sheets)</sheets></workbook>")
        archive.add(
            "xl/_rels/workbook.xml.rels",
            """
            <Relationships><Relationship Id="rId1" Type="\(Self.relations)/worksheet" Target="worksheets/sheet1.xml"/>\
            <Relationship Id="rId8" Type="\(Self.relations)/sharedStrings" Target="sharedStrings.xml"/>\
            <Relationship Id="rId9" Type="\(Self.relations)/styles" Target="./styles.xml"/>\(moreRelations)</Relationships>
            """)
        archive.add("xl/worksheets/sheet1.xml", Self.sheet(sheetData))
        if let shared { archive.add("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(shared)</sst>") }
        if let styles { archive.add("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>") }
        for (name, text) in more { archive.add(name, text) }
        return archive
    }

    public static func sheet(_ data: String) -> String {
        "<?xml version=\"1.0\"?>\n<worksheet xmlns=\"\(main)\"><dimension ref=\"A1\"/><sheetData>\(data)</sheetData></worksheet>"
    }
}
