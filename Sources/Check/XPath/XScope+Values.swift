import Glibc
import XML

/// What an expression comes to.
enum XValue {
    case nodes([XNode])
    case text(String)
    case number(Double)
    case truth(Bool)
}

/// Working out expressions.
extension XScope {
    /// Whether an expression is true of a node; paths stop at the first node found.
    func holds(_ expression: XPath, at node: XNode) -> Bool {
        switch expression {
        case .path(let path): exists(path, at: node)
        case .union(let parts): parts.contains { holds($0, at: node) }
        case .or(let sides): holds(sides.pointee.left, at: node) || holds(sides.pointee.right, at: node)
        case .and(let sides): holds(sides.pointee.left, at: node) && holds(sides.pointee.right, at: node)
        case .call(.not, let arguments): !holds(arguments[0], at: node)
        case .compare(let comparison, let sides): compare(comparison, sides.pointee, at: node)
        default: truth(value(expression, at: node))
        }
    }

    /// The commonest comparisons without making values first.
    private func compare(_ comparison: XPath.Comparison, _ sides: XPath.Operands, at node: XNode) -> Bool {
        switch (sides.left, sides.right) {
        case (.path(let path), .text(let wanted)) where comparison == .equal:
            return !walk(path, from: node) { !hasText($0, wanted) }
        case (.path(let path), .text(let wanted)) where comparison == .unequal:
            return !walk(path, from: node) { hasText($0, wanted) }
        case (.path(let path), .template(let template)) where comparison == .equal:
            var wanted = filled(String(decoding: template, as: UTF8.self))
            return wanted.withUTF8 { wanted in !walk(path, from: node) { !hasText($0, wanted) } }
        case (.path(let path), .number(let wanted)):
            return !walk(path, from: node) { !comparison.holds(number(of: $0), wanted) }
        default:
            if let left = plainNumber(sides.left, at: node), let right = plainNumber(sides.right, at: node) {
                return comparison.holds(left, right)
            }
            return compare(comparison, sides.left, sides.right, at: node, position: 1, size: 1)
        }
    }

    /// Of numbers, counts and their sums; nil for anything else.
    private func plainNumber(_ expression: XPath, at node: XNode) -> Double? {
        switch expression {
        case .number(let number): return number
        case .call(.count, let arguments): return Double(count(arguments[0], at: node))
        case .arithmetic(let operation, let sides):
            guard let left = plainNumber(sides.pointee.left, at: node), let right = plainNumber(sides.pointee.right, at: node) else {
                return nil
            }
            return operation.result(left, right)
        default: return nil
        }
    }

    func haveSameText(_ node: XNode, _ other: XNode) -> Bool { withText(of: other) { hasText(node, $0) } }

    private func hasText(_ node: XNode, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
        withText(of: node) { $0.count == wanted.count && ($0.isEmpty || memcmp($0.baseAddress!, wanted.baseAddress!, wanted.count) == 0) }
    }

    func first(_ expression: XPath, at node: XNode) -> XNode? {
        var first: XNode?
        visit(expression, at: node) {
            first = $0
            return false
        }
        return first
    }

    func exists(_ path: XPath.Path, at node: XNode) -> Bool { !walk(path, from: node) { _ in false } }

    /// All nodes that an expression leads to; none when it leads to no nodes.
    func nodes(_ expression: XPath, at node: XNode) -> [XNode] {
        var found: [XNode] = []
        visit(expression, at: node) {
            found.append($0)
            return true
        }
        return found
    }

    func count(_ expression: XPath, at node: XNode) -> Int {
        var count = 0
        visit(expression, at: node) { _ in
            count += 1
            return true
        }
        return count
    }

    /// All nodes that an expression leads to, until the closure says no; false when it did.
    @discardableResult
    func visit(_ expression: XPath, at node: XNode, _ body: Visit) -> Bool {
        switch expression {
        case .path(let path): walk(path, from: node, body)
        case .union(let parts): parts.allSatisfy { visit($0, at: node, body) }
        default: true
        }
    }

    /// A text with the loop's value in place of `$1`.
    func filled(_ template: String) -> String {
        template.split(separator: "$1", omittingEmptySubsequences: false).joined(separator: around.variable)
    }

    // MARK: Values

    func value(_ expression: XPath, at node: XNode, position: Int = 1, size: Int = 1) -> XValue {
        switch expression {
        case .path, .union: return .nodes(nodes(expression, at: node))
        case .text(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
        case .template(let template): return .text(filled(String(decoding: template, as: UTF8.self)))
        case .number(let number): return .number(number)
        case .or, .and:
            return .truth(holds(expression, at: node, position: position, size: size))
        case .compare(let comparison, let sides):
            return .truth(compare(comparison, sides.pointee.left, sides.pointee.right, at: node, position: position, size: size))
        case .arithmetic(let operation, let sides):
            let left = number(value(sides.pointee.left, at: node, position: position, size: size))
            return .number(operation.result(left, number(value(sides.pointee.right, at: node, position: position, size: size))))
        case .negative(let inner): return .number(-number(value(inner.pointee, at: node, position: position, size: size)))
        case .call(.position, _): return .number(Double(position))
        case .call(.last, _): return .number(Double(size))
        case .call(let function, let arguments): return call(function, arguments, at: node, position, size)
        }
    }

    private func holds(_ expression: XPath, at node: XNode, position: Int, size: Int) -> Bool {
        switch expression {
        case .or(let sides):
            holds(sides.pointee.left, at: node, position: position, size: size)
                || holds(sides.pointee.right, at: node, position: position, size: size)
        case .and(let sides):
            holds(sides.pointee.left, at: node, position: position, size: size)
                && holds(sides.pointee.right, at: node, position: position, size: size)
        default: truth(value(expression, at: node, position: position, size: size))
        }
    }

    private func call(_ function: XPath.Function, _ arguments: UnsafeBufferPointer<XPath>, at node: XNode, _ position: Int, _ size: Int)
        -> XValue
    {
        switch function {
        case .count: return .number(Double(count(arguments[0], at: node)))
        case .not: return .truth(!truth(value(arguments[0], at: node, position: position, size: size)))
        case .sum: return .number(nodes(arguments[0], at: node).reduce(0) { $0 + number(of: $1) })
        case .isTrue: return .truth(true)
        case .isFalse: return .truth(false)
        default: break
        }
        let values = arguments.map { value($0, at: node, position: position, size: size) }
        switch function {
        case .boolean: return .truth(truth(values[0]))
        case .number: return .number(values.isEmpty ? number(of: node) : number(values[0]))
        case .floor: return .number(number(values[0]).rounded(.down))
        case .ceiling: return .number(number(values[0]).rounded(.up))
        case .round: return .number((number(values[0]) + 0.5).rounded(.down))
        case .name, .localName: return .text(name(values, node))
        default: return words(function, values.isEmpty ? [text(of: node)] : values.map(text))
        }
    }

    private func name(_ values: [XValue], _ node: XNode) -> String {
        guard let first = values.first else { return label(of: node).split(separator: "/").last.map(String.init) ?? "" }
        guard case .nodes(let nodes) = first, let found = nodes.first else { return "" }
        let last = label(of: found).split(separator: "/").last.map(String.init) ?? ""
        return last.hasPrefix("@") ? String(last.dropFirst()) : last
    }

    private func words(_ function: XPath.Function, _ texts: [String]) -> XValue {
        switch function {
        case .string: .text(texts[0])
        case .concat: .text(texts.joined())
        case .stringLength: .number(Double(texts[0].unicodeScalars.count))
        case .normalizeSpace: .text(texts[0].split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }).joined(separator: " "))
        case .startsWith: .truth(texts[0].utf8.starts(with: texts[1].utf8))
        case .contains: .truth(texts[1].isEmpty || texts[0].contains(texts[1]))
        case .substringBefore: .text(texts[0].firstRange(of: texts[1]).map { String(texts[0][..<$0.lowerBound]) } ?? "")
        case .substringAfter: .text(texts[0].firstRange(of: texts[1]).map { String(texts[0][$0.upperBound...]) } ?? "")
        case .substring: .text(part(texts))
        case .translate: .text(translated(texts))
        default: .text("")
        }
    }

    private func part(_ texts: [String]) -> String {
        let first = (Self.number(texts[1]) + 0.5).rounded(.down)
        let end = texts.count > 2 ? first + (Self.number(texts[2]) + 0.5).rounded(.down) : .infinity
        let kept = texts[0].unicodeScalars.enumerated().filter { Double($0.offset + 1) >= first && Double($0.offset + 1) < end }
        return String(String.UnicodeScalarView(kept.map(\.element)))
    }

    private func translated(_ texts: [String]) -> String {
        let from = Array(texts[1].unicodeScalars)
        let to = Array(texts[2].unicodeScalars)
        let kept = texts[0].unicodeScalars.compactMap { scalar -> Unicode.Scalar? in
            guard let place = from.firstIndex(of: scalar) else { return scalar }
            return place < to.count ? to[place] : nil
        }
        return String(String.UnicodeScalarView(kept))
    }

    // MARK: Conversions

    func truth(_ value: XValue) -> Bool {
        switch value {
        case .nodes(let nodes): !nodes.isEmpty
        case .text(let text): !text.isEmpty
        case .number(let number): number != 0 && !number.isNaN
        case .truth(let truth): truth
        }
    }

    func text(_ value: XValue) -> String {
        switch value {
        case .nodes(let nodes): nodes.first.map { text(of: $0) } ?? ""
        case .text(let text): text
        case .number(let number): number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
        case .truth(let truth): truth ? "true" : "false"
        }
    }

    func number(_ value: XValue) -> Double {
        switch value {
        case .nodes(let nodes): nodes.first.map { number(of: $0) } ?? .nan
        case .text(let text): Self.number(text)
        case .number(let number): number
        case .truth(let truth): truth ? 1 : 0
        }
    }

    func number(of node: XNode) -> Double { withText(of: node) { Self.number($0) } }

    static func number(_ text: String) -> Double {
        var text = text
        return text.withUTF8 { number($0) }
    }

    /// Digits with at most one point, a minus in front, white space around; anything else is no number.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Double {
        var rest = bytes[...].drop { $0 <= 32 }
        while let last = rest.last, last <= 32 { rest.removeLast() }
        guard !rest.isEmpty, rest.count < 400, rest.allSatisfy({ ASCII.isDigit($0) || $0 == 0x2E || $0 == 0x2D }) else { return .nan }
        if rest.count < 16, rest.allSatisfy(ASCII.isDigit) { return Double(rest.reduce(0) { $0 * 10 + Int($1 - 0x30) }) }
        return Double(String(decoding: rest, as: UTF8.self)) ?? .nan
    }

    // MARK: Comparing

    private func compare(
        _ comparison: XPath.Comparison, _ left: XPath, _ right: XPath, at node: XNode, position: Int, size: Int
    ) -> Bool {
        let left = value(left, at: node, position: position, size: size)
        let right = value(right, at: node, position: position, size: size)
        switch (left, right) {
        case (.truth, _), (_, .truth): return comparison.holds(truth(left) ? 1 : 0, truth(right) ? 1 : 0)
        case (.nodes(let nodes), .nodes(let others)):
            return nodes.contains { node in others.contains { compare(comparison, text(of: node), .text(text(of: $0))) } }
        case (.nodes(let nodes), _): return nodes.contains { compare(comparison, text(of: $0), right) }
        case (_, .nodes(let nodes)): return nodes.contains { compare(comparison.mirrored, text(of: $0), left) }
        case (.text(let text), _): return compare(comparison, text, right)
        default: return comparison.holds(number(left), number(right))
        }
    }

    /// Texts are compared as texts only for being equal or not, and never with numbers.
    private func compare(_ comparison: XPath.Comparison, _ text: String, _ value: XValue) -> Bool {
        guard case .text(let other) = value, comparison == .equal || comparison == .unequal else {
            return comparison.holds(Self.number(text), number(value))
        }
        return (text == other) == (comparison == .equal)
    }
}

extension XPath.Arithmetic {
    fileprivate func result(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .over: left / right
        case .modulo: fmod(left, right)
        }
    }
}
