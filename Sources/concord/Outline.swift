import CommandLine
import Text

/// A tree of values as indented lines for a person, or as paths and values for a spreadsheet.
enum Outline {
    static func text(_ value: JSONValue) -> String {
        var lines: [String] = []
        write(value, 0, &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    static func fields(_ value: JSONValue, _ path: String = "") -> [(String, String)] {
        switch value {
        case .object(let members): members.flatMap { fields($0.value, path.isEmpty ? $0.key : "\(path).\($0.key)") }
        case .array(let items): items.enumerated().flatMap { fields($1, "\(path)[\($0)]") }
        default: [(path, plain(value))]
        }
    }

    private static func write(_ value: JSONValue, _ depth: Int, _ lines: inout [String]) {
        let indent = String(repeating: "  ", count: depth)
        guard case .object(let members) = value else {
            lines.append(indent + plain(value))
            return
        }
        for member in members {
            switch member.value {
            case .array(let items):
                lines.append("\(indent)\(member.key):")
                for item in items { writeItem(item, depth + 1, &lines) }
            case .object:
                lines.append("\(indent)\(member.key):")
                write(member.value, depth + 1, &lines)
            default: lines.append("\(indent)\(member.key): \(plain(member.value))")
            }
        }
    }

    /// A small object stands on one line.
    private static func writeItem(_ item: JSONValue, _ depth: Int, _ lines: inout [String]) {
        let indent = String(repeating: "  ", count: depth)
        let flat = fields(item).map { $0.0.isEmpty ? $0.1 : "\($0.0): \($0.1)" }.joined(separator: "  ")
        if flat.utf8.count < 140 {
            lines.append("\(indent)- \(flat)")
            return
        }
        lines.append("\(indent)-")
        write(item, depth + 1, &lines)
    }

    private static func plain(_ value: JSONValue) -> String {
        switch value {
        case .string(let text), .number(let text): sanitised(text)
        case .int(let number): String(number)
        case .bool(let flag): flag ? "yes" : "no"
        default: ""
        }
    }
}
