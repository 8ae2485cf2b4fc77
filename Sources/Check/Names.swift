import XML

/// The names that trees are parsed with, numbered as they come: those of the standard, then those that rules ask for.
struct Names {
    private(set) var list: [String] = []
    private var numbers: [String: Int] = [:]

    var vocabulary: Vocabulary { Vocabulary(list) }

    mutating func number(_ name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = list.count
        list.append(name)
        return list.count - 1
    }

    func known(_ name: String) -> Int? { numbers[name] }
}
