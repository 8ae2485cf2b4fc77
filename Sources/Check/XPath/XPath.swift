/// The part of XPath 1.0 that rules are written in: paths, predicates, comparisons, sums, and the functions below.
///
/// Source: https://www.w3.org/TR/xpath-10/. A rule sees one record at a time, inside its root; what other records hold it cannot ask.
indirect enum XPath: Sendable {
    case path(Path)
    case union([XPath])
    case text([UInt8])
    /// A text in which `$1` stands for the value that a loop is at.
    case template(String)
    case number(Double)
    case or(XPath, XPath)
    case and(XPath, XPath)
    case compare(Comparison, XPath, XPath)
    case arithmetic(Arithmetic, XPath, XPath)
    case negative(XPath)
    case call(Function, [XPath])

    struct Path: Sendable {
        /// From the file's root rather than from the context.
        var isAbsolute = false
        var first: Step?
    }

    /// A step and those behind it: an object, so that following a path copies nothing.
    final class Step: Sendable {
        let axis: Axis
        let test: Test
        let predicates: [XPath]
        /// Whether a predicate asks for the place among its siblings.
        let isPositional: Bool
        let next: Step?

        init(axis: Axis, test: Test, predicates: [XPath], isPositional: Bool, next: Step?) {
            self.axis = axis
            self.test = test
            self.predicates = predicates
            self.isPositional = isPositional
            self.next = next
        }
    }

    enum Axis: String, Sendable {
        case child, attribute, parent, descendant
        case oneself = "self"
        case descendantOrSelf = "descendant-or-self"
    }

    enum Test: Sendable, Equatable {
        /// The name's number among the names that trees are parsed with.
        case name(Int)
        case anyName
        case text
        case node
    }

    enum Comparison: String, Sendable {
        case equal = "="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case more = ">"
        case moreOrEqual = ">="

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .lessOrEqual: left <= right
            case .more: left > right
            case .moreOrEqual: left >= right
            }
        }

        /// The same with its sides exchanged.
        var mirrored: Comparison {
            switch self {
            case .equal, .unequal: self
            case .less: .more
            case .lessOrEqual: .moreOrEqual
            case .more: .less
            case .moreOrEqual: .lessOrEqual
            }
        }
    }

    enum Arithmetic: String, Sendable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "div"
        case modulo = "mod"
    }

    enum Function: String, Sendable {
        case count, not, number, string, contains, concat, substring, sum, position, last, boolean, floor, ceiling, round, name, translate
        case startsWith = "starts-with"
        case substringBefore = "substring-before"
        case substringAfter = "substring-after"
        case stringLength = "string-length"
        case normalizeSpace = "normalize-space"
        case localName = "local-name"
        case isTrue = "true"
        case isFalse = "false"
    }
}

struct XPathError: Error, CustomStringConvertible {
    let text: String
    let reason: String
    var description: String { "the expression \"\(text.prefix(200))\" cannot be used: \(reason)" }
}
