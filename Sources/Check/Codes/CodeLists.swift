import Records

/// The code lists of the standard, and which list the value at each place is taken from.
///
/// Source: the IATI code lists and their mapping, https://iatistandard.org/en/iati-standard/203/codelists/.
struct CodeLists: @unchecked Sendable {
    struct List: BitwiseCopyable {
        /// Whether every code that may be used is on it.
        let isComplete: Bool
        let codes: CodeSet
        let withdrawn: CodeSet
    }

    /// A value that a list is for.
    struct Use: BitwiseCopyable {
        /// The attribute's name, -1 for the element's text.
        let attribute: Int
        let list: Int
        /// The vocabularies under which it is: nil for any, an empty text for none named.
        let vocabularies: CodeSet?
        /// Not before 2.01, where the codes were others in 1.x.
        let isRecent: Bool
    }

    let names: [String]
    let lists: UnsafeBufferPointer<List>
    private let width: Int
    /// By state and name, the state that a child of that name leads to; zero is nowhere.
    private let states: UnsafeBufferPointer<Int16>
    let uses: UnsafeBufferPointer<UnsafeBufferPointer<Use>>
    let language: Int?
    let languageList: Int?
    let vocabulary: Int?

    func state(after state: Int, _ name: Int) -> Int { name >= 0 && name < width ? Int(states[state * width + name]) : 0 }

    /// - Parameters: `standard/codes.tsv` and `standard/code-uses.tsv`.
    init(codes: Tabular, uses table: Tabular, _ names: inout Names, _ memory: TableMemory) {
        self.names = codes.rows.map { codes.value($0, "list") }
        lists = memory.lay(
            codes.rows.map { row in
                List(
                    isComplete: codes.value(row, "complete") == "1", codes: CodeSet(codes.list(row, "codes"), memory),
                    withdrawn: CodeSet(codes.list(row, "withdrawn"), memory))
            })
        let places = Dictionary(uniqueKeysWithValues: self.names.enumerated().map { ($1, $0) })
        var tree = PathTree()
        for row in table.rows {
            guard let list = places[table.value(row, "list")] else { continue }
            let value = table.value(row, "value")
            let vocabularies = table.value(row, "vocabularies").split(separator: "|").map { $0 == "-" ? "" : String($0) }
            let use = Use(
                attribute: value.hasPrefix("@") ? names.number(String(value.dropFirst())) : -1, list: list,
                vocabularies: vocabularies.isEmpty ? nil : CodeSet(vocabularies, memory), isRecent: table.value(row, "since") == "2.01")
            tree.add(use, at: table.value(row, "path").split(separator: "/").map { names.number(String($0)) })
        }
        language = names.known("xml:lang")
        languageList = places["Language"]
        vocabulary = names.known("vocabulary")
        width = names.list.count
        let (states, uses) = tree.flattened(width)
        self.states = memory.lay(states)
        self.uses = memory.lay(uses.map { memory.lay($0) })
    }
}

/// Paths as a tree, state by state; state zero is nowhere, state one is before the record.
private struct PathTree {
    private var children: [[Int: Int]] = [[:], [:]]
    private var uses: [[CodeLists.Use]] = [[], []]

    mutating func add(_ use: CodeLists.Use, at path: [Int]) {
        var state = 1
        for name in path {
            if let next = children[state][name] {
                state = next
            } else {
                children[state][name] = children.count
                state = children.count
                children.append([:])
                uses.append([])
            }
        }
        uses[state].append(use)
    }

    func flattened(_ width: Int) -> ([Int16], [[CodeLists.Use]]) {
        var states = [Int16](repeating: 0, count: children.count * width)
        for (state, next) in children.enumerated() { for (name, child) in next { states[state * width + name] = Int16(child) } }
        return (states, uses)
    }
}
