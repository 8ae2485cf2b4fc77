/// Reads an expression by its grammar; names are numbered on the way.
struct XPathParser {
    private let text: String
    private let tokens: [XPathLexer.Token]
    private var place = 0
    private var depth = 0
    private let memory: TableMemory
    private let number: (String) -> Int

    /// - Parameters:
    ///   - memory: where to lay it; the expression is valid as long as that is held.
    ///   - number: gives a name its number.
    static func parse(_ text: String, into memory: TableMemory, number: @escaping (String) -> Int) throws -> XPath {
        var parser = XPathParser(text, try XPathLexer.tokens(text), memory, number)
        let expression = try parser.or()
        guard parser.place == parser.tokens.count else { throw parser.error("it goes on where it should end") }
        return expression
    }

    private init(_ text: String, _ tokens: [XPathLexer.Token], _ memory: TableMemory, _ number: @escaping (String) -> Int) {
        self.text = text
        self.tokens = tokens
        self.memory = memory
        self.number = number
    }

    private func error(_ reason: String) -> XPathError { XPathError(text: text, reason: reason) }

    // MARK: Operators, from the loosest to the tightest

    private mutating func or() throws -> XPath {
        depth += 1
        defer { depth -= 1 }
        guard depth < 64 else { throw error("it nests too deep") }
        var left = try and()
        while take(word: "or") { left = .or(operands(left, try and())) }
        return left
    }

    private mutating func and() throws -> XPath {
        var left = try equality()
        while take(word: "and") { left = .and(operands(left, try equality())) }
        return left
    }

    private mutating func equality() throws -> XPath {
        var left = try relation()
        while let symbol = take(oneOf: ["=", "!="]) {
            left = .compare(XPath.Comparison(rawValue: symbol)!, operands(left, try relation()))
        }
        return left
    }

    private mutating func relation() throws -> XPath {
        var left = try sum()
        while let symbol = take(oneOf: ["<", "<=", ">", ">="]) {
            left = .compare(XPath.Comparison(rawValue: symbol)!, operands(left, try sum()))
        }
        return left
    }

    private mutating func sum() throws -> XPath {
        var left = try product()
        while let symbol = take(oneOf: ["+", "-"]) {
            left = .arithmetic(XPath.Arithmetic(rawValue: symbol)!, operands(left, try product()))
        }
        return left
    }

    private mutating func product() throws -> XPath {
        var left = try unary()
        while true {
            if take("*") {
                left = .arithmetic(.times, operands(left, try unary()))
            } else if take(word: "div") {
                left = .arithmetic(.over, operands(left, try unary()))
            } else if take(word: "mod") {
                left = .arithmetic(.modulo, operands(left, try unary()))
            } else {
                return left
            }
        }
    }

    private mutating func unary() throws -> XPath { take("-") ? .negative(memory.lay(try unary())) : try union() }

    private mutating func union() throws -> XPath {
        var parts = [try primary()]
        while take("|") { parts.append(try primary()) }
        return parts.count == 1 ? parts[0] : .union(memory.lay(parts))
    }

    private func operands(_ left: XPath, _ right: XPath) -> UnsafePointer<XPath.Operands> {
        memory.lay(XPath.Operands(left: left, right: right))
    }

    // MARK: What stands between them

    private mutating func primary() throws -> XPath {
        switch peek {
        case .literal(let value):
            place += 1
            let bytes = memory.lay(Array(value.utf8))
            return value.contains("$1") ? .template(bytes) : .text(bytes)
        case .number(let value):
            place += 1
            return .number(value)
        case .symbol("("):
            place += 1
            let inner = try or()
            try expect(")")
            return inner
        case .symbol("$"):
            guard peek(1) == .number(1) else { throw error("no variable but $1 is known") }
            place += 2
            return .template(memory.lay(Array("$1".utf8)))
        case .name(let name) where peek(1) == .symbol("(") && name != "text" && name != "node": return try call(name)
        default: return .path(try path())
        }
    }

    private mutating func call(_ name: String) throws -> XPath {
        guard let function = XPath.Function(rawValue: name) else { throw error("the function \(name) is not known") }
        place += 2
        var arguments: [XPath] = []
        while !take(")") {
            if !arguments.isEmpty { try expect(",") }
            arguments.append(try or())
        }
        guard function.takes.contains(arguments.count) else { throw error("\(name) does not take \(arguments.count) arguments") }
        return .call(function, memory.lay(arguments))
    }

    // MARK: Paths

    /// A step as it is read.
    private struct Draft {
        var axis: XPath.Axis
        var test: XPath.Test
        var predicates: [XPath] = []
        var isPositional = false
    }

    private mutating func path() throws -> XPath.Path {
        var steps: [Draft] = []
        var isAbsolute = true
        if take("//") {
            steps.append(Draft(axis: .descendantOrSelf, test: .node))
        } else if take("/") {
            if !startsStep { return XPath.Path(isAbsolute: true) }
        } else {
            isAbsolute = false
        }
        steps.append(try step())
        while true {
            if take("//") {
                steps.append(Draft(axis: .descendantOrSelf, test: .node))
            } else if !take("/") {
                break
            }
            steps.append(try step())
        }
        return XPath.Path(isAbsolute: isAbsolute, first: linked(Self.merged(steps)))
    }

    private func linked(_ drafts: [Draft]) -> UnsafePointer<XPath.Step>? {
        drafts.reversed().reduce(nil) { next, draft in
            memory.lay(
                XPath.Step(
                    axis: draft.axis, test: draft.test, predicates: memory.lay(draft.predicates), isPositional: draft.isPositional,
                    next: next))
        }
    }

    /// `//name` looks at descendants once instead of at each one's children.
    private static func merged(_ steps: [Draft]) -> [Draft] {
        var merged: [Draft] = []
        for step in steps {
            if let last = merged.last, last.axis == .descendantOrSelf, last.test == .node, step.axis == .child, !step.isPositional {
                merged.removeLast()
                merged.append(Draft(axis: .descendant, test: step.test, predicates: step.predicates))
            } else {
                merged.append(step)
            }
        }
        return merged
    }

    private var startsStep: Bool {
        switch peek {
        case .name, .symbol("@"), .symbol("."), .symbol(".."), .symbol("*"): true
        default: false
        }
    }

    private mutating func step() throws -> Draft {
        if take(".") { return Draft(axis: .oneself, test: .node) }
        if take("..") { return Draft(axis: .parent, test: .node) }
        var step = Draft(axis: try axis(), test: .node)
        step.test = try test()
        while take("[") {
            let predicate = try or()
            try expect("]")
            step.predicates.append(predicate)
            step.isPositional = step.isPositional || predicate.isPositional
        }
        return step
    }

    private mutating func axis() throws -> XPath.Axis {
        if take("@") { return .attribute }
        guard case .name(let name) = peek, peek(1) == .symbol("::") else { return .child }
        guard let axis = XPath.Axis(rawValue: name) else { throw error("the axis \(name) is not known") }
        place += 2
        return axis
    }

    private mutating func test() throws -> XPath.Test {
        if take("*") { return .anyName }
        guard case .name(let name) = peek else { throw error("a name is missing") }
        place += 1
        guard name == "text" || name == "node", take("(") else { return .name(number(name)) }
        try expect(")")
        return name == "text" ? .text : .node
    }

    // MARK: Tokens

    private var peek: XPathLexer.Token? { peek(0) }

    private func peek(_ ahead: Int) -> XPathLexer.Token? { place + ahead < tokens.count ? tokens[place + ahead] : nil }

    private mutating func take(_ symbol: String) -> Bool { take(oneOf: [symbol]) != nil }

    private mutating func take(oneOf symbols: [String]) -> String? {
        guard case .symbol(let symbol) = peek, symbols.contains(symbol) else { return nil }
        place += 1
        return symbol
    }

    /// A word is an operator only behind an operand, where this is asked.
    private mutating func take(word: String) -> Bool {
        guard peek == .name(word) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws {
        guard take(symbol) else { throw error("\(symbol) is missing") }
    }
}

extension XPath {
    /// Whether it depends on the place among siblings.
    fileprivate var isPositional: Bool {
        switch self {
        case .number, .arithmetic, .negative: true
        case .call(let function, let arguments):
            [.position, .last, .number, .count, .sum, .floor, .ceiling, .round, .stringLength].contains(function)
                || arguments.contains { $0.isPositional }
        case .or(let sides), .and(let sides): sides.pointee.left.isPositional || sides.pointee.right.isPositional
        case .compare(_, let sides): sides.pointee.left.asksPosition || sides.pointee.right.asksPosition
        default: false
        }
    }

    private var asksPosition: Bool {
        switch self {
        case .call(let function, let arguments): function == .position || function == .last || arguments.contains { $0.asksPosition }
        case .arithmetic(_, let sides): sides.pointee.left.asksPosition || sides.pointee.right.asksPosition
        case .negative(let inner): inner.pointee.asksPosition
        default: false
        }
    }
}

extension XPath.Function {
    /// How many arguments it takes.
    fileprivate var takes: ClosedRange<Int> {
        switch self {
        case .position, .last, .isTrue, .isFalse: 0...0
        case .count, .not, .sum, .boolean, .floor, .ceiling, .round: 1...1
        case .number, .string, .stringLength, .normalizeSpace, .name, .localName: 0...1
        case .contains, .startsWith, .substringBefore, .substringAfter: 2...2
        case .substring: 2...3
        case .translate: 3...3
        case .concat: 2...64
        }
    }
}
