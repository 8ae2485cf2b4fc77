import Picture
import Records

/// Who funds whom to do what.
extension Composer {
    private static let streamLimit = 40
    private static let funderLimit = 11
    private static let implementerLimit = 16
    private static let themeLimit = 12
    private static let printedStreams = 14

    func streams() -> Section {
        guard !picture.streams.isEmpty else { return section(.streams, .sectionStreams, [rule(.nothingHere)]) }
        let chart = streamChart()
        let drawing: Block = chart.links.isEmpty ? .table(streamTable()) : .chart(.streams(chart), streamTable())
        return section(.streams, .sectionStreams, [drawing, .note(Prose(words.filled(.streamNote, ["unit": figures.unit])))])
    }

    private var ranked: [Stream] { picture.streams.sorted { $0.amount > $1.amount } }

    private func streamChart() -> StreamChart {
        let positive = ranked.filter { $0.amount.micros > 0 }
        let shown = folded(Array(positive.prefix(Self.streamLimit)), rest: Array(positive.dropFirst(Self.streamLimit)))
        var chart = StreamChart(title: words[.sectionStreams], unit: figures.unit)
        chart.heads = [words[.funder], words[.implementer], words[.theme]]
        chart.nodes = nodes(shown)
        chart.links = links(shown)
        return chart
    }

    /// Small funders, implementers and themes, and all streams after the largest, end in `other`.
    private func folded(_ top: [Stream], rest: [Stream]) -> [Stream] {
        let funders = Self.largest(top + rest, by: \.funder, Self.funderLimit)
        let implementers = Self.largest(top, by: \.implementer, Self.implementerLimit)
        let themes = Self.largest(top, by: \.theme, Self.themeLimit)
        return (top + rest).map { stream in
            var stream = stream
            if !funders.contains(stream.funder) { stream.funder = Self.other(.otherPartners) }
            if !implementers.contains(stream.implementer) { stream.implementer = Self.other(.otherImplementers) }
            if !themes.contains(stream.theme) { stream.theme = Self.other(.otherThemes) }
            return stream
        }
    }

    /// A code that no record has.
    private static func other(_ phrase: Phrase) -> NamedCode {
        NamedCode(code: "\u{1}other", english: phrase.english, japanese: phrase.japanese)
    }

    private static func largest(_ streams: [Stream], by key: KeyPath<Stream, NamedCode>, _ count: Int) -> Set<NamedCode> {
        var sums: [NamedCode: Amount] = [:]
        for stream in streams where stream[keyPath: key].code != "other" { sums[stream[keyPath: key], default: .zero] += stream.amount }
        let ranked = sums.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
        return Set(ranked.prefix(count).map(\.key))
    }

    private func nodes(_ streams: [Stream]) -> [StreamChart.Node] {
        var sums: [String: Amount] = [:]
        var found: [String: StreamChart.Node] = [:]
        for stream in streams {
            for (depth, code) in [stream.funder, stream.implementer, stream.theme].enumerated() {
                let id = "\(depth):\(code.code)"
                sums[id, default: .zero] += stream.amount
                let colour = depth == 0 ? colours[code.code] : ["", "#5B6B7B", "#8A97A5"][depth]
                found[id] = StreamChart.Node(id: id, label: name(code), depth: depth, colour: colour, tip: "")
            }
        }
        let ordered = found.keys.sorted { (sums[$0] ?? .zero, $1) > (sums[$1] ?? .zero, $0) }
        return ordered.compactMap { id in
            guard var node = found[id], let sum = sums[id] else { return nil }
            node.tip = figures.exact(sum)
            return node
        }
    }

    /// A band keeps its funder's colour past the implementer where all that passes there is that funder's.
    private func links(_ streams: [Stream]) -> [StreamChart.Link] {
        var sums: [[String]: Amount] = [:]
        var funders: [[String]: Set<String>] = [:]
        for stream in streams {
            let middle = "1:\(stream.implementer.code)"
            for pair in [["0:\(stream.funder.code)", middle], [middle, "2:\(stream.theme.code)"]] {
                sums[pair, default: .zero] += stream.amount
                funders[pair, default: []].insert(stream.funder.code)
            }
        }
        return sums.keys.sorted { $0.joined(separator: "\u{1}") < $1.joined(separator: "\u{1}") }.map { pair in
            let amount = sums[pair] ?? .zero
            let sole = funders[pair].flatMap { $0.count == 1 ? $0.first : nil }
            return StreamChart.Link(
                source: pair[0], target: pair[1], value: amount.approximate / 1_000_000,
                colour: sole.map { colours[$0] } ?? PartyColours.other, tip: figures.exact(amount))
        }
    }

    private func streamTable() -> Table {
        var table = Table(caption: words.filled(.streamCaption, ["unit": figures.unit, "years": years]))
        table.columns = [
            .init(words[.funder]), .init(words[.implementer], .wide), .init(words[.theme], .wide), .init(words[.spend], .figure),
        ]
        table.rows = ranked.prefix(Self.streamLimit).map(streamRow)
        table = table.printing(first: Self.printedStreams) { words.filled(.rowsLeftOut, ["count": figures.count($0)]) }
        let rest = ranked.dropFirst(Self.streamLimit)
        if !rest.isEmpty {
            let label = words.filled(.furtherStreams, ["count": figures.count(rest.count)])
            let sum = rest.reduce(Amount.zero) { $0 + $1.amount }
            table.rows.append(Table.Row([Table.Cell(label), Table.Cell(), Table.Cell(), cell(sum)]))
        }
        let all = ranked.reduce(Amount.zero) { $0 + $1.amount }
        table.rows.append(Table.Row([Table.Cell(words[.total]), Table.Cell(), Table.Cell(), cell(all)], .total))
        return table
    }

    private func streamRow(_ stream: Stream) -> Table.Row {
        Table.Row([partyCell(stream.funder), Table.Cell(name(stream.implementer)), Table.Cell(name(stream.theme)), cell(stream.amount)])
    }
}
