import Picture
import Records

/// Money beside who is at work, who needs help and where it is violent; what is missing is said.
extension Composer {
    /// Left out where nothing but money is known: the gaps say so.
    func situation() -> Section? {
        let situation = picture.situation
        guard situation.hasPresence || situation.hasPeople || situation.hasViolence else { return nil }
        var blocks: [Block] = [.table(situationTable(situation)), rule(.situationNote)]
        blocks += missing(situation).map { .note(words.fill($0, [:], lists: ["countries": countryNames])) }
        return section(.situation, .sectionSituation, blocks + violence(situation))
    }

    /// What a brief of money alone lacks.
    func onlyMoney() -> Block? {
        let situation = picture.situation
        guard !situation.hasPresence, !situation.hasPeople, !situation.hasViolence else { return nil }
        return .note(words.fill(.situationNothing, [:], lists: ["countries": countryNames]))
    }

    private var countryNames: [String] { picture.countries.map(words.inSentence) }

    private func missing(_ situation: Situation) -> [Phrase] {
        var missing: [Phrase] = []
        if !situation.hasPresence { missing.append(.situationNoPresence) }
        if !situation.hasPeople { missing.append(.situationNoPeople) }
        if !situation.hasViolence { missing.append(.situationNoViolence) }
        return missing
    }

    private func situationTable(_ situation: Situation) -> Table {
        var table = Table(caption: words.filled(.situationCaption, ["unit": figures.unit]), style: .compact)
        table.columns = [.init(words[.place], .name), .init(words[.spend], .figure)]
        if situation.hasPresence { table.columns.append(.init(words[.presenceOrganisations], .number)) }
        table.columns += situation.kinds.map { .init(title($0), .number) }
        if let newest = situation.newest {
            let title = words.filled(.situationEvents, ["dataset": newest.dataset.name, "year": newest.year])
            table.columns += [.init(title, .number), .init(words[.situationDeaths], .number)]
        }
        table.rows = situation.rows.map { row($0, situation) }
        return table
    }

    private func title(_ kind: Situation.Kind) -> String {
        let people = words[kind.measure.phrase]
        let grouped = kind.group.phrase.map { words.filled(.peopleOfGroup, ["people": people, "group": words[$0]]) } ?? people
        return kind.isHouseholds ? words.filled(.inHouseholds, ["people": grouped]) : grouped
    }

    private func row(_ row: Situation.Row, _ situation: Situation) -> Table.Row {
        var cells = [Table.Cell(row.place.code == "unspecified" ? words[.noPlace] : name(row.place)), cell(row.spend)]
        if situation.hasPresence { cells.append(row.organisations.map(cell) ?? nothing) }
        cells += row.people.map { $0.map(range) ?? nothing }
        if situation.hasViolence {
            cells += [row.violence.map { cell($0.events) } ?? nothing, row.violence.map { deaths($0.deaths) } ?? nothing]
        }
        return Table.Row(cells, row.isWholeCountry ? .total : .normal)
    }

    private var nothing: Table.Cell { Table.Cell("–", exact: words[.nothingReported]).muted() }

    private func range(_ people: Situation.People) -> Table.Cell {
        let most = figures.count(people.maximum)
        return Table.Cell(people.maximum == people.sum ? most : most + "–" + figures.count(people.sum))
    }

    func deaths(_ deaths: ConflictEvent.Deaths) -> Table.Cell {
        let best = figures.count(deaths.best)
        guard deaths.low != deaths.high else { return Table.Cell(best) }
        return Table.Cell(best + " (" + figures.count(deaths.low) + "–" + figures.count(deaths.high) + ")")
    }
}

extension PeopleFigure.Measure {
    fileprivate var phrase: Phrase {
        switch self {
        case .population: .peoplePopulation
        case .affected: .peopleAffected
        case .inNeed: .peopleInNeed
        case .targeted: .peopleTargeted
        case .reached: .peopleReachedOf
        }
    }
}

extension PeopleFigure.Group {
    /// Nil for everyone.
    fileprivate var phrase: Phrase? {
        switch self {
        case .all: nil
        case .displaced: .groupDisplaced
        case .returnees: .groupReturnees
        case .refugees: .groupRefugees
        case .hosts: .groupHosts
        }
    }
}
