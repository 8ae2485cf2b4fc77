import Picture
import Records
import Threads

/// Puts a picture into words: decides what a brief says and in which order, not how it looks.
struct Composer: Sendable {
    let picture: CountryPicture
    let words: Words
    let figures: Figures
    let colours: PartyColours

    init(_ picture: CountryPicture, language: BriefLanguage) {
        self.picture = picture
        words = Words(language: language)
        figures = Figures(language: language, currency: picture.currency)
        colours = PartyColours(picture)
    }

    /// The second half of the sections is composed beside the first.
    func document() -> Document {
        let later = Background {
            [
                places(), presence(), situation(), context(), contributions(), timeline(), ending(), largest(), people(), others(),
                region(), sources(),
                gaps(),
                method(),
            ]
        }
        var document = front()
        document.sections = ([money(), security(), themes(), streams()] + later.value()).compactMap { $0 }
        return document
    }

    func section(_ name: Section.Name, _ title: Phrase, _ blocks: [Block]) -> Section {
        Section(name: name, title: words[title], blocks: blocks)
    }
}

extension Composer {
    /// All spend under `net`: the headline where there is one, else what the parties add up to.
    var totalSpend: Amount {
        let headline = picture.headlines.first { $0.kind == .spend }?.amount
        return headline ?? picture.parties.reduce(.zero) { $0 + $1.total }
    }

    var partners: [PartyMoney] { picture.parties.filter(\.isPartner) }
    var otherParties: [PartyMoney] { picture.parties.filter { !$0.isPartner } }

    var years: String {
        if picture.lastYear == 0 { return "–" }
        return picture.firstYear == picture.lastYear ? String(picture.firstYear) : "\(picture.firstYear)–\(picture.lastYear)"
    }

    /// The day by which work is called current or ended; the day of the brief where the picture names no other.
    var asOf: Day { picture.asOf.year > 1970 ? picture.asOf : picture.madeOn }

    /// Parties that are somebody: not what is shared, unknown or unresolved.
    var namedParties: [PartyMoney] {
        let stand = ["shared", "unknown", "unresolved", "unspecified", "other", ""]
        return picture.parties.filter { !stand.contains($0.party.code) }
    }

    func name(_ code: NamedCode) -> String { words.name(code) }

    /// Money in a table: millions, the cents on hover; a dash where nothing is reported.
    func cell(_ amount: Amount?) -> Table.Cell {
        guard let amount else { return Table.Cell("–", exact: words[.nothingReported]).muted() }
        let cell = Table.Cell(figures.millions(amount), exact: figures.exact(amount))
        return amount == .zero ? cell.muted() : cell
    }

    func cell(_ count: Int) -> Table.Cell { Table.Cell(figures.count(count)) }

    func partyCell(_ party: NamedCode) -> Table.Cell {
        Table.Cell(name(party)).marked(colours[party.code])
    }

    func rule(_ text: Phrase) -> Block { .note(Prose(words[text])) }
}
