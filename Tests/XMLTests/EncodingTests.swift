import Testing

@testable import XML

@Suite struct EncodingTests {
    static let title = "Ärzte für Nîmes – 東京 😀"
    static let latin = "Ärzte für Nîmes"

    @Test(arguments: [true, false], [true, false])
    func utf16(isLittle: Bool, hasMark: Bool) throws {
        let text =
            (hasMark ? "\u{FEFF}" : "") + "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
            + file(activity("A1", title: Self.title), activity("A2"))
        let bytes = text.utf16.flatMap { unit in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
            return isLittle ? pair : pair.reversed()
        }
        let outcome = try read(bytes)
        #expect(outcome.identifiers == ["A1", "A2"])
        #expect(outcome.titles.first == Self.title)
        #expect(outcome.lines == [4, 10])
    }

    @Test(arguments: ["ISO-8859-1", "windows-1252", "iso-8859-15"])
    func oneByteEncodings(_ name: String) throws {
        let outcome = try read(latin1(name, activity("A1", title: Self.latin)))
        #expect(outcome.titles == [Self.latin])
        #expect(outcome.problems.isEmpty)
    }

    @Test func aLongFileIsConvertedAsAStream() throws {
        let records = (0..<3000).map { activity("A\($0)", title: String(repeating: "é", count: $0 % 700)) }
        let outcome = try read(latin1("ISO-8859-1", records.joined()))
        #expect(outcome.identifiers == (0..<3000).map { "A\($0)" })
        #expect(outcome.titles.map(\.count) == (0..<3000).map { $0 % 700 })
    }

    @Test func unmappableBytesAreOneProblemPerRecord() throws {
        let damaged =
            Array("<?xml version='1.0' encoding='Shift_JIS'?><iati-activities>".utf8)
            + Array("<iati-activity><title><narrative>a".utf8) + [0xFF, 0xFF, 0xFE]
            + Array("b</narrative></title></iati-activity><iati-activity/></iati-activities>".utf8)
        let outcome = try read(damaged)
        #expect(outcome.titles.count == 2)
        #expect(outcome.rules == ["bad-encoding"])
    }

    @Test func byteOrderMarkOfUTF8() throws {
        let outcome = try read("\u{FEFF}" + file(activity("A1", title: Self.title)) + "\u{FEFF}\n")
        #expect(outcome.titles == [Self.title])
        #expect(outcome.problems.isEmpty)
    }

    @Test func aDeclarationThatIsWrongOrUnknown() throws {
        let wrong = "<?xml version='1.0' encoding='UTF-16'?><iati-activities>" + activity("A1", title: Self.title) + "</iati-activities>"
        #expect(try read(wrong).titles == [Self.title])
        let unknown = try read(wrong.replacing("UTF-16", with: "klingon"))
        #expect(unknown.titles == [Self.title])
        #expect(unknown.rules == ["encoding-unknown"])
    }

    private func latin1(_ name: String, _ records: String) -> [UInt8] {
        let text = "<?xml version=\"1.0\" encoding=\"\(name)\"?><iati-activities>\n" + records + "</iati-activities>"
        return text.unicodeScalars.map { UInt8($0.value) }
    }
}
