import Geography
import Records

/// A small made-up country beside the real Sudans: squares of one degree, by hand.
enum World {
    static let admin1 = Tabular(
        """
        code\tcountry\tname\tnames\tlat\tlon\tpcode\tpolygon
        XX-ABYEI\tXX\tAbyei\tAbyei Area|أبيي\t0.5\t20.5\tSD19|SS00\t1
        AF-NAN\tAF\tNangarhār\tننگرهار|ナンガルハール\t30.5\t60.5\tAF06\t1
        AF-KAN\tAF\tKandahār\tQandahar|قندهار\t30.5\t61.5\tAF27\t1
        AF-ZAB\tAF\tZābul\tزابل\t30.5\t62.5\tAF26\t1
        AF-URU\tAF\tUruzgān\t\t31.5\t60.5\tAF25\t1
        AF-DAY\tAF\tDāykundī\t\t31.5\t61.5\tAF24\t1
        SD-DN\tSD\tNorth Darfur\tShamal Darfur\t10.5\t20.5\tSD02\t1
        SD-DS\tSD\tSouth Darfur\tJanub Darfur|جنوب دارفور\t10.5\t21.5\tSD03\t1
        SD-GZ\tSD\tGezira\tAl Jazirah|الجزيرة\t10.5\t22.5\tSD15\t1
        SD-KN\tSD\tNorth Kordofan\tShamal Kurdufan\t10.5\t23.5\tSD13\t1
        SS-JG\tSS\tJonglei\tجونقلي\t1.5\t21.5\tSS03\t1
        SS-NU\tSS\tUpper Nile\tA'ali an Nil\t1.5\t22.5\tSS07\t1
        SS-BN\tSS\tNorthern Bahr el Ghazal\t\t1.5\t23.5\tSS05\t1
        SS-BW\tSS\tWestern Bahr el Ghazal\t\t1.5\t24.5\tSS09\t1
        """)
    static let admin2 = Tabular(
        """
        code\tadmin1\tname\tnames
        AF2702\tAF-KAN\tArghandab\t
        AF2605\tAF-ZAB\tArghandab\t
        AF2701\tAF-KAN\tSpin Boldak\t
        SD03164\tSD-DS\tNyala Shimal\t
        SD03167\tSD-DS\tNyala Janoub\t
        SS0310\tSS-JG\tTwic East\t
        SS0304\tSS-JG\tCanal/Pigi\t
        SS0399\tSS-JG\tLadu\t
        AF0699\tAF-NAN\tShamal\t
        SS0399\tSS-JG\tLadu\t
        SD02199\tSD-DN\tShamal\t
        """)
    static let localities = Tabular("admin1\tname\tnames\nSD-DN\tEl Fasher\tالفاشر\nAF-NAN\tJalalabad\t")
    static let former = Tabular(
        """
        kind\tcountry\tname\tnames\tcodes\tfrom\tto\tnow\theld
        larger\tAF\t\t\t\t\t2004-03-28\tAF-URU\tAF-DAY
        division\tSS\tLol\t\t\t2015-10-02\t2020-02-22\tSS-BN|SS-BW\t
        division\tSS\tGreater Jonglei\t\t\t\t\tSS-JG|SS-NU\t
        division\tSS\tBoma\t\t\t2015-10-02\t2020-02-22\tSS-JG\t
        code\tSD\t\t\tSD-07\t\t\tSD-GZ\t
        code\tXX\t\t\tSS0807\t\t\tXX-ABYEI\t
        """)
    static let countries = Tabular(
        """
        code\talpha3\tnumeric\tname_en\tname_ja
        AF\tAFG\t004\tAfghanistan\tアフガニスタン
        SD\tSDN\t729\tSudan\tスーダン
        SS\tSSD\t728\tSouth Sudan\t南スーダン
        """)
    static let borders = Borders(
        Tabular(
            """
            kind\tcountry\tplace\tdate\tnow\tnote
            split\tSD\t\t2011-07-09\tSudan (undivided)\t
            place\tSD\tSS-JG\t2011-07-09\tSS\t
            undetermined\tSD\tXX-ABYEI\t2005-01-09\tAbyei\t
            undetermined\tSS\tXX-ABYEI\t2011-07-09\tAbyei\t
            """))

    /// Each place is the degree square around its point.
    private static func geoJSON() -> String {
        let features = admin1.rows.map { row in
            let (code, country) = (admin1.value(row, "code"), admin1.value(row, "country"))
            return feature(
                #""code":"\#(code)","country":"\#(country)""#, Double(admin1.value(row, "lon"))!, Double(admin1.value(row, "lat"))!, 0.5)
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + features.joined(separator: ",\n") + "\n]}\n"
    }

    static func feature(_ properties: String, _ x: Double, _ y: Double, _ half: Double) -> String {
        let corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)].map { "[\(x + $0.0),\(y + $0.1)]" }
        return
            "{\"type\":\"Feature\",\"properties\":{\(properties)},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(corners.joined(separator: ","))]]}}"
    }

    /// In memory that stays.
    nonisolated(unsafe) private static let outlines: UnsafeRawBufferPointer = {
        let text = geoJSON()
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
        copy.copyBytes(from: text.utf8)
        return UnsafeRawBufferPointer(copy)
    }()

    private static func countryJSON() -> String {
        let squares = [feature(#""code":"AF""#, 61.5, 31, 1.5), feature(#""code":"KE""#, 40, 40, 5)]
        return "{\"type\":\"FeatureCollection\",\"features\":[" + squares.joined(separator: ",") + "]}"
    }

    static func gazetteer(_ additions: PlaceAdditions = PlaceAdditions()) -> Gazetteer {
        let tables = PlaceNames.Tables(
            admin1: admin1, admin2: admin2, localities: localities, former: former, countries: countries,
            countryNames: Tabular("code\tname\nKE\tRepublic of Kenya"))
        return Gazetteer(
            places: PlaceNames(tables, borders: borders, additions: additions),
            boundaries: Boundaries(admin1: { outlines }, countries: { Array(countryJSON().utf8) }, additions: additions))
    }
}
