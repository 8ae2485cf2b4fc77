import Records

/// A split by country or sector with the terms of its parts.
struct NumberedSplit {
    let division: Division
    let numbers: [Int32]
    /// The term of the code with the largest weight, for a list that must name one.
    let largest: Int32

    init(_ split: Split, _ kind: TermKind, _ terms: inout LocalTerms) {
        let division = Division(split)
        self.division = division
        numbers = division.codes.map { terms.number(kind, $0) }
        let main = split.entries.max { $0.weight < $1.weight }?.code
        largest = terms.number(kind, main ?? Split.unspecified)
    }
}

/// The places of one recipient country: money goes to them in equal parts, for publishers give places no amounts.
struct NumberedPlaces {
    struct Place {
        let code: String
        let number: Int32
        /// The country as borders are now; nil where it depends on the day.
        let now: Int32?
    }

    let places: [Place]
    /// Nil when there is but one.
    private let division: Division?

    init(_ names: [String], country: String, _ borders: Borders, _ terms: inout LocalTerms) {
        division = names.count > 1 ? Division(Split(names.map { WeightedCode(code: $0) }, code: \.code)) : nil
        var places: [Place] = []
        for code in division?.codes ?? [names.first ?? Split.unspecified] {
            let now = borders.dependsOnDay(country, place: code) ? nil : borders.now(country, place: code, day: nil)
            places.append(Place(code: code, number: terms.number(.place, code), now: now.map { terms.number(.country, $0) }))
        }
        self.places = places
    }

    func divide(_ micros: Int128, into shares: inout [Int128]) {
        if let division { return division.divide(Amount(micros: micros), into: &shares) }
        shares.removeAll(keepingCapacity: true)
        shares.append(micros)
    }
}
