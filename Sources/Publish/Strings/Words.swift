import Picture

/// The strings of one language, and how it joins and names things.
struct Words: Sendable {
    let language: BriefLanguage

    subscript(_ phrase: Phrase) -> String {
        switch language {
        case .english: phrase.english
        case .japanese: phrase.japanese
        }
    }

    /// The phrase with its values set strong; a list's members are strong one by one.
    func fill(_ phrase: Phrase, _ values: [String: String], lists: [String: [String]] = [:]) -> Prose {
        var filled = values.mapValues { Prose.strong($0) }
        for (name, items) in lists { filled[name] = list(items.map { Prose.strong($0) }) }
        return Prose(template: self[phrase], filled)
    }

    func filled(_ phrase: Phrase, _ values: [String: String]) -> String { fill(phrase, values).plain }

    func name(_ code: NamedCode) -> String {
        let name = language == .japanese ? code.japanese : code.english
        if !name.isEmpty { return name }
        return code.code.isEmpty ? self[.unnamed] : code.code
    }

    /// The name as a sentence takes it: the United States, not United States.
    func inSentence(_ code: NamedCode) -> String {
        let name = name(code)
        guard language == .english else { return name }
        let takesArticle = ["United ", "European ", "Netherlands", "Philippines", "Democratic Republic", "Republic of"]
        return takesArticle.contains { name.hasPrefix($0) } ? "the " + name : name
    }

    /// `A, B and C`; A、B、C.
    func list(_ items: [String]) -> String {
        guard language == .english, items.count > 1 else { return items.joined(separator: self[.listComma]) }
        return items.dropLast().joined(separator: ", ") + " and " + items[items.count - 1]
    }

    func list(_ items: [Prose]) -> Prose {
        var result = Prose(runs: [])
        for (index, item) in items.enumerated() {
            if index > 0 {
                let isLast = index == items.count - 1 && language == .english
                result = result + Prose(isLast ? " and " : self[.listComma])
            }
            result = result + item
        }
        return result
    }

    /// A rule of counting (`net`, `reporter`, ...) in words.
    func rule(_ code: String) -> String {
        switch code {
        case "net": self[.ruleNet]
        case "reporter": self[.ruleReporter]
        case "funder": self[.ruleFunder]
        case "implementer": self[.ruleImplementer]
        default: code
        }
    }

    /// An IATI activity status, as a code or already in words.
    func status(_ code: String) -> String {
        switch code {
        case "1": self[.statusPipeline]
        case "2": self[.statusImplementation]
        case "3": self[.statusFinalisation]
        case "4": self[.statusClosed]
        case "5": self[.statusCancelled]
        case "6": self[.statusSuspended]
        default: code
        }
    }
}
