import Foundation
import Geography
import Ingest
import Records
import Sheets
import Testbed
import Testing

@testable import Store

/// How much of what is really published is placed: records in Afghanistan, Sudan and South Sudan that name a place below the country.
@Suite(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
struct PlacingTests {
    private let gazetteer: Gazetteer
    private let places: PlaceNames

    init() throws {
        let reference = try Reference(folder: Testbed.resources)
        places = reference.places
        gazetteer = Gazetteer(places: reference.places, boundaries: reference.boundaries)
    }

    private struct Rate: CustomStringConvertible {
        var placed = 0
        var asked = 0
        var share: Double { asked == 0 ? 1 : Double(placed) / Double(asked) }
        var description: String { "\(placed) of \(asked)" }
    }

    private func rate(_ records: some Sequence<PublishedPlace>) -> Rate {
        var rate = Rate()
        for record in records {
            rate.asked += 1
            if gazetteer.place(record).isPlaced { rate.placed += 1 }
        }
        return rate
    }

    private func isWrong(_ placement: Placement) -> Bool {
        placement.issues.contains {
            if case .pointElsewhere = $0 { true } else { $0 == .pointZero || $0 == .pointSwapped }
        }
    }

    /// Coordinates that cannot be right are listed, and count apart.
    @Test func points() {
        let points = PlacedRecords.all.filter { $0.place.point != nil }.map { record in
            PublishedPlace(country: record.place.country, point: record.place.point, date: record.place.date)
        }
        let right = points.filter { !isWrong(gazetteer.place($0)) }
        let rate = rate(right)
        #expect(points.count > 1000)
        #expect(points.count - right.count <= 5)
        #expect(rate.share >= 0.98, "\(rate)")
    }

    /// All names that a record gives, without its codes and its point; by source, and over all of them.
    @Test func names() {
        let bySource = Dictionary(grouping: PlacedRecords.all.filter(\.isNamed), by: \.source)
        #expect(bySource.count == 7)
        for (source, records) in bySource {
            let rate = rate(records.map(\.namesAlone))
            #expect(rate.share >= 0.9, "\(source): \(rate)")
        }
    }

    /// Every province's and every district's name, each alone.
    @Test func eachNameAlone() {
        let provinces = PlacedRecords.all.flatMap { record in
            record.place.admin1.map { PublishedPlace(country: record.place.country, admin1: [$0], date: record.place.date) }
        }
        let districts = PlacedRecords.all.flatMap { record in
            record.place.admin2.map { PublishedPlace(country: record.place.country, admin2: [$0], date: record.place.date) }
        }
        #expect(rate(provinces).share >= 0.98, "\(rate(provinces))")
        #expect(rate(districts).share >= 0.9, "\(rate(districts))")
    }

    /// Codes decide where they are given: what names alone say must not be another place.
    @Test func codesAndNamesAgree() {
        for record in PlacedRecords.all where record.place.codes.contains(where: { !$0.isEmpty }) && record.isNamed {
            let coded = gazetteer.place(PublishedPlace(country: record.place.country, codes: record.place.codes))
            let named = gazetteer.place(record.namesAlone)
            guard coded.isPlaced, named.isPlaced, coded.admin1 != "XX-ABYEI" else { continue }
            #expect(coded.admin1 == named.admin1, "\(record)")
        }
    }

    /// Point in polygon and the nearest polygon against shapely, for every point.
    @Test(.enabled(if: Testbed.python != nil, Comment(rawValue: Testbed.withoutPython)))
    func pointsAgreeWithShapely() throws {
        let scratch = Scratch()
        var lines: Set<String> = []
        for record in PlacedRecords.all {
            guard let point = record.place.point else { continue }
            let placement = gazetteer.place(PublishedPlace(country: record.place.country, point: point, date: record.place.date))
            guard !placement.issues.contains(.pointZero), !placement.issues.contains(.pointSwapped) else { continue }
            let areas = places.areas(of: record.place.country, on: record.place.date).joined(separator: ",")
            lines.insert("\(areas)\t\(point.latitude)\t\(point.longitude)\t\(placement.admin1)")
        }
        #expect(lines.count > 500)
        let points = scratch.write("points.tsv", lines.sorted().joined(separator: "\n") + "\n")
        let run = Child(
            Testbed.python!, [Testbed.package + "/Tests/Independent/places.py", Testbed.resources + "/geography/admin1.geojson", points]
        ).wait()
        #expect(run.code == 0, "\(run)")
    }
}

/// Place columns of the shared data, and locations of its activities.
private struct PlacedRecords: CustomStringConvertible {
    var source: String
    var place: PublishedPlace

    var description: String { "\(source) \(place)" }
    var isNamed: Bool { [place.admin1, place.admin2, place.names].contains { !$0.isEmpty } }
    var namesAlone: PublishedPlace {
        PublishedPlace(country: place.country, admin1: place.admin1, admin2: place.admin2, names: place.names, date: place.date)
    }

    static let all: [PlacedRecords] = hxl() + acled() + monthly() + ucdp() + iati()

    private static let countries = ["Afghanistan": "AF", "Sudan": "SD", "South Sudan": "SS"]
    private static let data = Testbed.shared.map { $0 + "/data/" } ?? ""

    private static func rows(_ path: String) -> [[String: String]] {
        guard let sheet = try? SheetFile(path: data + path).rows(), let header = try? sheet.next()?.texts else { return [] }
        var rows: [[String: String]] = []
        while let row = try? sheet.next() { rows.append(Dictionary(zip(header, row.texts), uniquingKeysWith: { first, _ in first })) }
        return rows
    }

    private static func make(
        _ source: String, _ country: String, _ admin1: String?, _ admin2: String?, codes: [String?] = [], latitude: String? = nil,
        longitude: String? = nil, date: String? = nil
    ) -> PlacedRecords {
        func list(_ text: String?) -> [String] { [text ?? ""].filter { !$0.isEmpty } }
        var place = PublishedPlace(country: country, admin1: list(admin1), admin2: list(admin2), codes: codes.flatMap(list))
        if let latitude = latitude.flatMap(Double.init), let longitude = longitude.flatMap(Double.init) {
            place.point = Coordinates(latitude: latitude, longitude: longitude)
        }
        place.date = date.flatMap { Day(iso: $0) }
        return PlacedRecords(source: source, place: place)
    }

    private static func hxl() -> [PlacedRecords] {
        rows("hxl/3w/afghanistan-3w-2021q3.csv").dropFirst().map {
            make("3W Afghanistan", "AF", $0["PROVINCE"], $0["DISTRICT"], codes: [$0["PROV_CODE"], $0["DIST_CODE"]])
        }
            + rows("hxl/3w/south-sudan-3w-2022q1.csv").map {
                make("3W South Sudan", "SS", $0["#adm1+name"], $0["#adm2+name"], codes: [$0["#adm1+code"], $0["#adm2+code"]])
            }
    }

    private static func acled() -> [PlacedRecords] {
        ["acled-south-sudan-2020-2021.csv", "acled-middle-east-2020.csv.gz"].flatMap { name in
            rows("conflict/" + name).compactMap { row in
                countries[row["country"] ?? ""].map {
                    make(
                        name, $0, row["admin1"], row["admin2"], latitude: row["latitude"], longitude: row["longitude"],
                        date: row["year"].map { $0 + "-07-01" })
                }
            }
        }
    }

    private static func monthly() -> [PlacedRecords] {
        rows("conflict/hdx-acled-monthly-south-sudan.csv").map {
            make("ACLED monthly", "SS", $0["Admin1"], $0["Admin2"], codes: [$0["Admin1 Pcode"], $0["Admin2 Pcode"]])
        }
    }

    private static func ucdp() -> [PlacedRecords] {
        rows("conflict/ucdp-ged-23.1-sample1000.csv").compactMap { row in
            countries[row["country"] ?? ""].map {
                make(
                    "UCDP", $0, row["adm_1"], row["adm_2"], latitude: row["latitude"], longitude: row["longitude"], date: row["date_start"])
            }
        }
    }

    /// Locations of activities in one of the countries alone: of several it is not known which one a location is in.
    private static func iati() -> [PlacedRecords] {
        Testbed.files(under: data + "iati").flatMap { path -> [PlacedRecords] in
            guard let file = try? IATIFile(path: path, detail: .figures), file.kind == .activities else { return [] }
            let parser = RecordParser(root: file.root, detail: .figures)
            var found: [PlacedRecords] = []
            while let record = try? file.nextRecord() {
                guard case .activity(let activity, _, _) = parser.read(record) else { continue }
                found += located(activity)
            }
            return found
        }
    }

    private static func located(_ activity: Activity) -> [PlacedRecords] {
        let named = Set((activity.recipients + activity.transactions.flatMap(\.recipients)).filter { !$0.isRegion }.map(Recipients.code))
        guard named.count == 1, let country = named.first, countries.values.contains(country) else { return [] }
        return activity.locations.map { location in
            var place = PublishedPlace(
                country: country, names: location.names.map(\.text), point: location.point, date: activity.dates.start)
            place.names.removeAll(where: \.isEmpty)
            return PlacedRecords(source: "IATI", place: place)
        }
    }
}
