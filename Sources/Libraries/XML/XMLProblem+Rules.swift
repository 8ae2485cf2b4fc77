import Compression

extension XMLProblem {
    /// A message of libxml2 without line ends and of bounded length.
    static func tidy(_ message: String) -> String {
        let text = message.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(160)
        return String(String.UnicodeScalarView(text))
    }

    static func doctype(_ doctype: Doctype, line: Int) -> XMLProblem {
        let what = doctype.declaresEntities ? "declares entities, which are refused" : "is ignored"
        return XMLProblem(
            "doctype-ignored", line: line, "The document type declaration \(what); remove it and write characters as they are.")
    }

    static func rootDamaged(_ name: String, line: Int) -> XMLProblem {
        XMLProblem(.error, "root-damaged", line: line, "The start tag of <\(name)> is damaged; check the quotes of its attributes.")
    }

    static func unterminated(_ opener: String, line: Int) -> XMLProblem {
        XMLProblem(
            "markup-unterminated", line: line, "\(opener) has no end here and was read as text; write its end, or the character < as &lt;.")
    }

    static func junk(_ record: String, line: Int) -> XMLProblem {
        XMLProblem(
            "junk-between-records", line: line,
            "Something other than <\(record)> stands between the records and was passed over; remove it.")
    }

    static func endTagMissing(_ record: String, line: Int) -> XMLProblem {
        XMLProblem(
            .error, "end-tag-missing", line: line, "</\(record)> is missing: the record was not whole when the next tag began; write it.")
    }

    static func truncated(_ record: String, line: Int) -> XMLProblem {
        XMLProblem(
            .error, "file-truncated", line: line, "The file ends inside the <\(record)> that begins here; publish or download it again.")
    }

    static func tooLong(_ record: String, line: Int, limit: Int) -> XMLProblem {
        XMLProblem(.error, "record-too-long", line: line, "This <\(record)> is longer than \(limit) bytes and was skipped; split it.")
    }

    static func rootEndMissing(_ root: String, line: Int) -> XMLProblem {
        XMLProblem("root-end-missing", line: line, "The file ends without </\(root)>; it may be cut short: publish or download it again.")
    }

    static func afterRoot(_ root: String, line: Int) -> XMLProblem {
        XMLProblem("record-after-root", line: line, "Records follow </\(root)>; they were read, but belong before it.")
    }

    static func secondRoot(_ root: String, line: Int) -> XMLProblem {
        XMLProblem("second-root", line: line, "A second <\(root)> begins here; publish it as a file of its own.")
    }

    static func fault(_ fault: ByteSource.Fault, format: ByteSource.Format) -> XMLProblem {
        switch fault {
        case .truncated:
            XMLProblem(.error, "compressed-truncated", line: 0, "The \(format) file is cut short; publish or download it again.")
        case .damaged:
            XMLProblem(
                .error, "compressed-damaged", line: 0,
                "The \(format) file is damaged and was read up to there; publish or download it again.")
        case .expansion:
            XMLProblem(
                .error, "compressed-bomb", line: 0, "The \(format) file unpacks to far more than any data would and was not read on.")
        case .trailing:
            XMLProblem("compressed-trailing", line: 0, "Other bytes follow the end of the \(format) data and were not read; remove them.")
        }
    }

    static func unmappable(line: Int) -> XMLProblem {
        XMLProblem(
            "bad-encoding", line: line, "Some bytes have no meaning in the file's encoding and became U+FFFD; declare the right encoding.")
    }

    static func encodingUnknown(_ name: String) -> XMLProblem {
        let name = String(name.unicodeScalars.filter { $0.isASCII && $0.value > 32 }.prefix(40).map(Character.init))
        return XMLProblem(
            "encoding-unknown", line: 1, "The encoding \(name) is not known, the file was read as UTF-8; publish it in UTF-8.")
    }
}
