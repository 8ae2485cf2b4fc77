import Records

/// The tables of the standard's structure as they ship, of which each version's schema is made.
struct SchemaTables {
    /// What every version has of XML itself.
    private static let ofXML: [(String, SimpleType)] = [
        ("xml:lang", .xmlLang), ("xml:space", .xmlSpace), ("xml:base", .anyURI), ("xml:id", .xmlID),
    ]

    private let types: Tabular
    private let elements: Tabular

    /// - Parameters: the texts of `standard/types.tsv` and `standard/elements.tsv`.
    init(types: String, elements: String) {
        self.types = Tabular(types)
        self.elements = Tabular(elements)
    }

    /// Every name that the standard has had.
    func name(all names: inout Names) {
        for (name, _) in Self.ofXML { _ = names.number(name) }
        for row in types.rows {
            for pair in Self.pairs(types.value(row, "attributes")) { _ = names.number(pair.name) }
            for word in Self.words(types.value(row, "children")).dropFirst() where !word.hasPrefix("*") {
                _ = names.number(String(word.prefix { $0 != "=" }))
            }
        }
        for row in elements.rows {
            for column in ["elements", "attributes"] {
                for pair in Self.pairs(elements.value(row, column)) { _ = names.number(pair.name) }
            }
        }
    }

    var versions: [String] { Set(elements.rows.map { elements.value($0, "version") }).sorted() }

    /// By version and kind of file: `2.03 activities`.
    func schemas(_ names: Names, _ memory: TableMemory) -> [String: Schema] {
        let forms = Forms(
            types.rows.map { form($0, names, memory) },
            attributes: types.rows.map { row in attributes(Self.pairs(types.value(row, "attributes")), names) },
            width: names.list.count, memory)
        return elements.rows.reduce(into: [:]) { schemas, row in
            let (version, kind) = (elements.value(row, "version"), elements.value(row, "kind"))
            schemas["\(version) \(kind)"] = Schema(
                version: version, forms: forms, elements: declared(row, names), attributes: shared(row, names))
        }
    }

    /// Elements at the top of a schema, with the number of their form.
    private func declared(_ row: Tabular.Row, _ names: Names) -> [Int: Int] {
        Self.pairs(elements.value(row, "elements")).reduce(into: [:]) { $0[names.known($1.name)!] = Self.number($1.value) }
    }

    /// Attributes at the top of a schema, and those of XML.
    private func shared(_ row: Tabular.Row, _ names: Names) -> [Int: SimpleType] {
        let ofXML = Self.ofXML.reduce(into: [:]) { $0[names.known($1.0)!] = $1.1 }
        return ofXML.merging(attributes(Self.pairs(elements.value(row, "attributes")), names)) { $1 }
    }

    private func form(_ row: Tabular.Row, _ names: Names, _ memory: TableMemory) -> Form {
        let words = Self.words(types.value(row, "children"))
        let particles = words.dropFirst().map { particle($0, names) }
        let head = words.first ?? "seq"
        let required = Self.words(types.value(row, "attributes")).filter { $0.contains("!=") }
        return Form(
            content: Self.content(types.value(row, "content")), isOpen: types.value(row, "foreign") == "open",
            isOrdered: head == "seq", fewest: Int(head.dropFirst(3)) ?? 0, particles: memory.lay(particles),
            required: memory.lay(required.map { names.known(String($0.prefix { $0 != "!" }))! }))
    }

    private func attributes(_ pairs: [(name: String, value: String)], _ names: Names) -> [Int: SimpleType] {
        pairs.reduce(into: [:]) { $0[names.known($1.name)!] = SimpleType(rawValue: $1.value) }
    }

    /// `NAME=TYPE:FEWEST:MOST`
    private func particle(_ word: Substring, _ names: Names) -> Form.Particle {
        let parts = word.split(separator: ":")
        let pair = parts[0].split(separator: "=")
        let isForeign = parts[0] == "*"
        return Form.Particle(
            name: isForeign ? -1 : names.known(String(pair[0]))!, type: isForeign ? -1 : Self.number(String(pair[1])),
            fewest: Int(parts[1]) ?? 0, most: Int(parts[2]) ?? .max)
    }

    private static func content(_ word: String) -> Form.Content {
        switch word {
        case "empty": .empty
        case "elements": .elements
        case "mixed": .mixed
        case "any": .any
        default: .text(SimpleType(rawValue: String(word.dropFirst())) ?? .string)
        }
    }

    /// `t12` is the twelfth type.
    private static func number(_ type: String) -> Int { (Int(type.dropFirst()) ?? 1) - 1 }

    private static func words(_ text: String) -> [Substring] { text.split(separator: " ") }

    /// `name=value` or `name!=value`.
    private static func pairs(_ text: String) -> [(name: String, value: String)] {
        words(text).map { word in
            let parts = word.split(separator: "=")
            return (String(parts[0].prefix { $0 != "!" }), String(parts[1]))
        }
    }
}
