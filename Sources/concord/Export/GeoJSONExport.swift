import CommandLine
import Geography
import Ingest
import Records
import Store

/// Selected activities on the map: a feature for each place of an activity, the parts of its money among its properties.
struct GeoJSONExport {
    private let table: TableExport
    private let reference: Reference
    private let gazetteer: Gazetteer
    /// The reader may not see where exactly humanitarian partners are.
    private let isCoarse: Bool

    init(_ table: TableExport, _ reference: Reference, isCoarse: Bool) {
        self.table = table
        self.reference = reference
        self.isCoarse = isCoarse
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
    }

    /// A feature a line. Says how many activities have any.
    func write(_ write: ([UInt8]) throws -> Void) throws -> Int {
        try write(Array("{\"type\":\"FeatureCollection\",\"features\":[".utf8))
        var isFirst = true
        let count = try table.forEachActivity { activity, rows in
            for feature in features(activity, rows) {
                try write(Array((isFirst ? "\n" : ",\n").utf8) + Array(feature.encoded().utf8))
                isFirst = false
            }
        }
        try write(Array("\n]}\n".utf8))
        return count
    }

    private func features(_ activity: Activity, _ rows: [TableCells]) -> [JSONValue] {
        let located = gazetteer.located(activity)
        var places: [String] = []
        for row in rows where !places.contains(row[.place]) { places.append(row[.place]) }
        return places.map { place in
            let points = isCoarse && activity.isHumanitarian ? [] : Self.points(of: place, located)
            return feature(rows.filter { $0[.place] == place }, geometry(points, in: place))
        }
    }

    private static func points(of place: String, _ located: [Gazetteer.Located]) -> [Coordinates] {
        var found: [Coordinates] = []
        for one in located where one.placement.admin1 == place {
            if let point = one.placement.point, !found.contains(point) { found.append(point) }
        }
        return found
    }

    /// The points that were published, else one that lies in the place, else none.
    private func geometry(_ published: [Coordinates], in place: String) -> JSONValue {
        let points = published.isEmpty ? reference.places.point(in: place).map { [$0] } ?? [] : published
        let positions = points.map { JSONValue.array([.number("\($0.longitude)"), .number("\($0.latitude)")]) }
        switch positions.count {
        case 0: return nil
        case 1: return ["type": "Point", "coordinates": positions[0]]
        default: return ["type": "MultiPoint", "coordinates": .array(positions)]
        }
    }

    private func feature(_ rows: [TableCells], _ geometry: JSONValue) -> JSONValue {
        var properties = Self.members(rows[0], Self.shared)
        let parts = rows.filter { !$0[.type].isEmpty }
        if !parts.isEmpty {
            properties.append(JSONValue.Member("spend_usd", .number(Self.dollars(parts, .spend))))
            properties.append(JSONValue.Member("commitments_usd", .number(Self.dollars(parts, .commitments))))
            let members = zip(1..., parts).map { JSONValue.Member("\($0)", .object(Self.members($1, Self.own))) }
            properties.append(JSONValue.Member(FeatureRows.parts, .object(members)))
        }
        return ["type": "Feature", "geometry": geometry, "properties": .object(properties)]
    }

    /// What all parts of a feature have in common, and what each has of its own.
    private static let shared = Array(TableColumn.ofActivity) + [.place, .placeName, .source, .line, .licence]
    private static let own = TableColumn.allCases.filter { !shared.contains($0) }

    private static func members(_ cells: TableCells, _ columns: [TableColumn]) -> [JSONValue.Member] {
        columns.filter { !cells[$0].isEmpty }.map { JSONValue.Member($0.name, .string(cells[$0])) }
    }

    /// What cannot be converted is not in it.
    private static func dollars(_ parts: [TableCells], _ flow: Flow) -> String {
        let amounts = parts.filter { $0[.flow] == flow.rawValue }.compactMap { PublishedNumber.parse($0[.usd]).amount }
        return amounts.reduce(Amount.zero, +).description
    }
}
