/// The part of XPath 1.0 that rules are written in: paths, predicates, comparisons, sums, and the functions below.
///
/// Source: https://www.w3.org/TR/xpath-10/. A rule sees one record at a time, inside its root; what other records hold it cannot ask.
///
/// It lies in a `TableMemory` and is valid as long as that is: following it counts no references.
enum XPath: BitwiseCopyable, @unchecked Sendable {
    case path(Path)
    case union(UnsafeBufferPointer<XPath>)
    case text(UnsafeBufferPointer<UInt8>)
    /// A text in which `$1` stands for the value that a loop is at.
    case template(UnsafeBufferPointer<UInt8>)
    case number(Double)
    case or(UnsafePointer<Operands>)
    case and(UnsafePointer<Operands>)
    case compare(Comparison, UnsafePointer<Operands>)
    case arithmetic(Arithmetic, UnsafePointer<Operands>)
    case negative(UnsafePointer<XPath>)
    case call(Function, UnsafeBufferPointer<XPath>)

    /// What stands on both sides of an operator.
    struct Operands: BitwiseCopyable {
        let left: XPath
        let right: XPath
    }

    struct Path: BitwiseCopyable {
        /// From the file's root rather than from the context.
        var isAbsolute = false
        var first: UnsafePointer<Step>?
    }

    struct Step: BitwiseCopyable {
        let axis: Axis
        let test: Test
        let predicates: UnsafeBufferPointer<XPath>
        /// Whether a predicate asks for the place among its siblings.
        let isPositional: Bool
        let next: UnsafePointer<Step>?
    }

    enum Axis: String, BitwiseCopyable {
        case child, attribute, parent, descendant
        case oneself = "self"
        case descendantOrSelf = "descendant-or-self"
    }

    enum Test: BitwiseCopyable, Equatable {
        /// The name's number among the names that trees are parsed with.
        case name(Int)
        case anyName
        case text
        case node
    }

    enum Comparison: String, BitwiseCopyable {
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

    enum Arithmetic: String, BitwiseCopyable {
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "div"
        case modulo = "mod"
    }

    enum Function: String, BitwiseCopyable {
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

extension XPath {
    /// Whether it may lead to the same node twice.
    var mayRepeat: Bool {
        switch self {
        case .path(let path): return path.steps.dropFirst().contains { $0.axis != .child && $0.axis != .attribute }
        case .union(let parts):
            let ways = parts.compactMap(\.way)
            return ways.count < parts.count || Set(ways).count < ways.count
        default: return false
        }
    }

    /// The names on the way down, if nothing but names of children leads there: two that differ never lead to the same node.
    private var way: [Int]? {
        guard case .path(let path) = self else { return nil }
        var names: [Int] = []
        for step in path.steps {
            guard step.axis == .child, case .name(let name) = step.test else { return nil }
            names.append(name)
        }
        return names
    }
}

extension XPath.Path {
    fileprivate var steps: [XPath.Step] { sequence(first: first, next: { $0?.pointee.next }).compactMap { $0?.pointee } }
}

struct XPathError: Error, CustomStringConvertible {
    let text: String
    let reason: String
    var description: String { "the expression \"\(text.prefix(200))\" cannot be used: \(reason)" }
}
