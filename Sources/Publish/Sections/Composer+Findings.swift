import Picture
import Records

/// Three to five plain sentences that a reader takes into the meeting.
extension Composer {
    func findings() -> [Prose] {
        guard totalSpend.micros > 0 else { return [words.fill(.findingNothing, ["years": years])] }
        return [spendFinding(), themeFinding(), placeFinding(), endingFinding(), securityFinding()].compactMap { $0 }
    }

    /// A party is named from a hundredth of the whole on.
    private static let leastShare: Int128 = 100

    private func spendFinding() -> Prose {
        let ranked = picture.parties.filter { $0.total.micros > 0 }.sorted { $0.total > $1.total }
        let share = Self.leastShare
        let shares = ranked.prefix(3).filter { $0.total.micros * share >= totalSpend.micros || $0.party == ranked[0].party }.enumerated()
            .map { index, party in
                words.fill(
                    index == 0 ? .findingFirstShare : .findingNextShare,
                    ["share": figures.share(party.total, of: totalSpend), "party": words.inSentence(party.party)])
            }
        let opening = words.fill(.findingSpend, ["total": figures.money(totalSpend), "years": years])
        return opening + words.list(shares) + Prose(words[.findingSharesEnd]) + loansFinding()
    }

    private func loansFinding() -> Prose {
        let loans = added(picture.parties).loans
        guard loans.micros > 0 else { return Prose(words[.findingNoLoans]) }
        return words.fill(.findingLoans, ["share": figures.share(loans, of: totalSpend)])
    }

    private func themeFinding() -> Prose? {
        let totals = themeTotals()
        let named = totals.filter { !Self.isUnspecified($0.theme.code) }
        guard let largest = named.max(by: { $0.amount < $1.amount }), largest.amount.micros > 0 else { return nil }
        let whole = totals.reduce(Amount.zero) { $0 + $1.amount }
        let opening = words.fill(
            .findingTheme,
            [
                "theme": name(largest.theme), "amount": figures.money(largest.amount),
                "share": figures.share(largest.amount, of: whole),
            ])
        return opening + loneThemes(named)
    }

    /// How many themes rest on a single partner.
    private func loneThemes(_ themes: [ThemeTotal]) -> Prose {
        let lone = themes.filter { $0.parties == 1 }
        guard !lone.isEmpty else { return Prose(words[.findingNoLoneTheme]) }
        return words.fill(
            .findingLoneThemes,
            ["count": figures.count(lone.count), "all": figures.count(themes.count)],
            lists: ["themes": lone.prefix(2).map { name($0.theme) }])
    }

    static func isUnspecified(_ code: String) -> Bool { code.isEmpty || code == "unspecified" || code == "unknown" }

    private func placeFinding() -> Prose? {
        let map = picture.map
        let ranked = map.places.filter { $0.amount.micros > 0 }.sorted { $0.amount > $1.amount }
        guard !ranked.isEmpty else { return nil }
        let whole = ranked.reduce(map.unplaced) { $0 + $1.amount }
        let opening = words.fill(
            .findingPlaces,
            ["unplaced": figures.share(map.unplaced, of: whole)], lists: ["places": ranked.prefix(2).map { name($0.place) }])
        return opening + emptyPlaces()
    }

    private func emptyPlaces() -> Prose {
        let empty = picture.map.places.filter { $0.activities == 0 && $0.amount == .zero }
        guard !empty.isEmpty else { return Prose("") }
        return words.fill(
            empty.count > 3 ? .findingEmptyPlacesMore : .findingEmptyPlaces, ["more": figures.count(empty.count - 3)],
            lists: ["places": empty.prefix(3).map { name($0.place) }])
    }

    private func endingFinding() -> Prose? {
        guard let largest = picture.ending.max(by: { $0.spend < $1.spend }) else { return nil }
        let amount = largest.spend.micros > 0 ? [figures.money(largest.spend)] : []
        let who = [words.inSentence(largest.party)] + amount
        let count = max(picture.ending.count, picture.endingCount)
        let values = [
            "count": figures.count(count), "title": title(largest), "who": who.joined(separator: words[.listComma]),
        ]
        return words.fill(count == 1 ? .findingEndingOne : .findingEnding, values)
    }

    private func securityFinding() -> Prose? {
        let asked = partners.isEmpty ? Array(namedParties.prefix(6)) : partners
        let reported = asked.filter(isSecurityReported).map { words.inSentence($0.party) }
        let silent = asked.filter { !isSecurityReported($0) }.map { words.inSentence($0.party) }
        if asked.isEmpty { return nil }
        if silent.isEmpty { return words.fill(.findingSecurityAll, [:], lists: ["parties": reported]) }
        if reported.isEmpty { return words.fill(.findingSecurityNone, [:], lists: ["parties": silent]) }
        return words.fill(.findingSecurity, [:], lists: ["reported": reported, "silent": silent])
    }
}
