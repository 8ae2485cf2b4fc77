/// An expression cut into the pieces that its grammar speaks of.
struct XPathLexer {
    enum Token: Equatable {
        case name(String)
        case number(Double)
        case literal(String)
        case symbol(String)
    }

    static func tokens(_ text: String) throws -> [Token] {
        var lexer = XPathLexer(characters: Array(text), text: text)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens
    }

    private let characters: [Character]
    private let text: String
    private var place = 0

    private init(characters: [Character], text: String) {
        self.characters = characters
        self.text = text
    }

    private mutating func next() throws -> Token? {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        guard place < characters.count else { return nil }
        let first = characters[place]
        if first == "'" || first == "\"" { return try literal(first) }
        if first.isNumber || first == "." && place + 1 < characters.count && characters[place + 1].isNumber { return number() }
        if first.isLetter || first == "_" { return name() }
        return try symbol()
    }

    private mutating func literal(_ quote: Character) throws -> Token {
        guard let end = characters[(place + 1)...].firstIndex(of: quote) else {
            throw XPathError(text: text, reason: "a quotation has no end")
        }
        defer { place = end + 1 }
        return .literal(String(characters[(place + 1)..<end]))
    }

    private mutating func number() -> Token {
        let start = place
        while place < characters.count, characters[place].isNumber || characters[place] == "." { place += 1 }
        return .number(Double(String(characters[start..<place])) ?? .nan)
    }

    /// Names may hold hyphens, points and one colon that is not an axis's.
    private mutating func name() -> Token {
        let start = place
        while place < characters.count, isName(place) { place += 1 }
        return .name(String(characters[start..<place]))
    }

    private func isName(_ index: Int) -> Bool {
        let character = characters[index]
        if character == ":" {
            return index + 1 < characters.count && characters[index + 1].isLetter && (index == 0 || characters[index - 1] != ":")
        }
        return character.isLetter || character.isNumber || character == "-" || character == "_" || character == "."
    }

    private mutating func symbol() throws -> Token {
        for length in [2, 1] where place + length <= characters.count {
            let candidate = String(characters[place..<place + length])
            if Self.symbols.contains(candidate) {
                place += length
                return .symbol(candidate)
            }
        }
        throw XPathError(text: text, reason: "\(characters[place]) has no meaning there")
    }

    private static let symbols: Set<String> = [
        "//", "::", "..", "!=", "<=", ">=", "/", "@", "[", "]", "(", ")", ",", "|", "=", "<", ">", "+", "-", "*", ".", "$",
    ]
}
