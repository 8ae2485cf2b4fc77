import Picture
import Records

/// Where: the map, the same by place, and what no place could be found for.
extension Composer {
    func places() -> Section {
        var blocks: [Block] = []
        if picture.map.boundaries.isEmpty || picture.map.places.isEmpty {
            blocks.append(.table(placeTable()))
        } else {
            blocks.append(.chart(.map(mapChart()), placeTable()))
        }
        blocks += [.heading(words[.unplacedHeading]), .paragraph(unplaced())]
        if !picture.map.unknownNames.isEmpty { blocks.append(.paragraph(unknownNames())) }
        blocks.append(.note(Prose(words.filled(.mapNote, ["unit": figures.unit]))))
        if hasPlacedViolence { blocks.append(.note(Prose(words.filled(.mapViolenceNote, newest)))) }
        return section(.places, .sectionPlaces, blocks)
    }

    private var shades: Shades { Shades(picture.map.places.map(\.amount)) }

    private func mapChart() -> MapChart {
        let scale = shades
        var chart = MapChart(title: words[.sectionPlaces], unit: figures.unit, boundaries: picture.map.boundaries)
        chart.regions = picture.map.places.map { region($0, scale) }
        chart.points = picture.map.points.map(point)
        chart.legend = legend(scale, levels: Set(chart.regions.map(\.level)))
        chart.pointLegend = pointLegend
        let most = chart.regions.map(\.deaths).max() ?? 0
        if most > 0 { chart.deathLegend = words.filled(.mapDeaths, newest.merging(["most": figures.count(most)]) { $1 }) }
        return chart
    }

    /// The dataset and year that the circles count.
    private var newest: [String: String] {
        picture.situation.newest.map { ["dataset": $0.dataset.name, "year": $0.year] } ?? [:]
    }

    private var hasPlacedViolence: Bool {
        picture.situation.hasViolence && picture.map.places.contains { violence(in: $0.place.code) != nil }
    }

    /// Of the dataset and year that the brief sets beside the money; an area may be told of under two countries.
    private func violence(in place: String) -> (events: Int, deaths: Int)? {
        let found = picture.situation.rows.filter { !$0.isWholeCountry && $0.place.code == place }.compactMap(\.violence)
        return found.isEmpty ? nil : (found.reduce(0) { $0 + $1.events }, found.reduce(0) { $0 + $1.deaths.best })
    }

    private func violenceTip(_ violence: (events: Int, deaths: Int)) -> String {
        let events = words.filled(.situationEvents, newest) + ": " + figures.count(violence.events)
        return "\n" + events + "\n" + words[.situationDeaths] + ": " + figures.count(violence.deaths)
    }

    private var pointLegend: String {
        let (shown, all) = (picture.map.points.count, picture.map.pointCount)
        if all == 0 { return "" }
        if all <= shown { return words[.mapPoints] }
        return words.filled(.mapPointsSome, ["shown": figures.count(shown), "all": figures.count(all)])
    }

    private func region(_ place: PlaceMap.Place, _ scale: Shades) -> MapChart.Region {
        let isSilent = place.activities == 0 && place.amount == .zero
        let figure = isSilent ? "–" : figures.millions(place.amount)
        let activities = words.filled(.activityCount, ["count": figures.count(place.activities)])
        let tip = isSilent ? words[.nothingReported] : figures.exact(place.amount) + "\n" + activities
        let violence = violence(in: place.place.code)
        return MapChart.Region(
            code: place.place.code, name: name(place.place), figure: figure, level: isSilent ? -1 : scale.level(place.amount),
            deaths: violence?.deaths ?? 0, tip: tip + (violence.map(violenceTip) ?? ""))
    }

    private func point(_ point: PlaceMap.Point) -> MapChart.Point {
        MapChart.Point(
            longitude: point.longitude, latitude: point.latitude, colour: colours[point.party], tip: point.title + "\n" + point.identifier)
    }

    /// - Parameter levels: those that the map has; no sample is shown of what is not there.
    private func legend(_ scale: Shades, levels: Set<Int>) -> [MapChart.Step] {
        let bounds = scale.bounds.map(figures.bound)
        var steps: [MapChart.Step] = []
        if levels.contains(-1) { steps.append(MapChart.Step(level: -1, label: words[.nothingReported])) }
        if levels.contains(0) { steps.append(MapChart.Step(level: 0, label: words[.stepNone])) }
        guard levels.contains(where: { $0 > 0 }) else { return steps }
        let lowest = (Shades.steps - 1 - bounds.count) / 2 + 1
        for index in 0...bounds.count {
            var label = words[.stepAny]
            if bounds.count > 0 {
                label =
                    index == 0
                    ? words.filled(.stepUnder, ["to": bounds[0]])
                    : index == bounds.count
                        ? words.filled(.stepFrom, ["from": bounds[index - 1]])
                        : words.filled(.stepBetween, ["from": bounds[index - 1], "to": bounds[index]])
            }
            steps.append(MapChart.Step(level: lowest + index, label: label))
        }
        return steps
    }

    private func placeTable() -> Table {
        let isRegion = picture.countries.count > 1
        var table = Table(caption: words.filled(.placeCaption, ["unit": figures.unit, "years": years]), style: .compact)
        table.columns = [.init(words[.place])]
        if isRegion { table.columns.append(.init(words[.country], .name)) }
        table.columns += [.init(words[.spend], .figure), .init(words[.activities], .number)]
        if hasPlacedViolence {
            table.columns += [.init(words.filled(.situationEvents, newest), .number), .init(words[.situationDeaths], .number)]
        }
        table.columns.append(.init(words[.largestPartners], .wide))
        let sorted = picture.map.places.sorted { ($0.amount, $1.place.code) > ($1.amount, $0.place.code) }
        table.rows = sorted.map { placeRow($0, isRegion) }
        table.rows.append(unplacedRow(isRegion))
        return table
    }

    private func placeRow(_ place: PlaceMap.Place, _ isRegion: Bool) -> Table.Row {
        let isSilent = place.activities == 0 && place.amount == .zero
        let parties = place.byParty.prefix(3).map { name($0.party) + "\u{A0}" + figures.millions($0.amount) }
        let country = picture.countries.first { $0.code == place.country }.map(name) ?? place.country
        var cells = [Table.Cell(name(place.place))]
        if isRegion { cells.append(Table.Cell(country)) }
        cells += [cell(isSilent ? nil : place.amount), cell(place.activities)] + violenceCells(violence(in: place.place.code))
        cells.append(isSilent ? Table.Cell(words[.nothingReported]).muted() : Table.Cell(parties.joined(separator: " · ")))
        return Table.Row(cells)
    }

    private func unplacedRow(_ isRegion: Bool) -> Table.Row {
        var cells = [Table.Cell(words[.noPlace])]
        if isRegion { cells.append(Table.Cell()) }
        cells += [cell(picture.map.unplaced), cell(picture.map.unplacedActivities)]
        cells += violenceCells(violence(in: Split.unspecified)) + [Table.Cell()]
        return Table.Row(cells, .total)
    }

    private func violenceCells(_ violence: (events: Int, deaths: Int)?) -> [Table.Cell] {
        guard hasPlacedViolence else { return [] }
        return violence.map { [cell($0.events), cell($0.deaths)] } ?? [Table.Cell("–").muted(), Table.Cell("–").muted()]
    }

    private func unplaced() -> Prose {
        let whole = picture.map.places.reduce(picture.map.unplaced) { $0 + $1.amount }
        return words.fill(
            .unplacedText,
            [
                "amount": figures.money(picture.map.unplaced), "share": figures.share(picture.map.unplaced, of: whole),
                "count": figures.count(picture.map.unplacedActivities),
            ])
    }

    private func unknownNames() -> Prose {
        let names = picture.map.unknownNames.prefix(12).map { "\($0.name) (\(figures.count($0.count)))" }
        return Prose(words[.unknownNames] + names.joined(separator: words[.listComma]))
    }
}
