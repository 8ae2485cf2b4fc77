/// IATI as a publisher would write it, made of what a test needs to say.
public enum IATI {
    public static func document(_ activities: [String], generated: String = "2015-01-01T00:00:00", version: String = "2.03") -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"\(version)\" generated-datetime=\"\(generated)\">\n"
            + activities.joined(separator: "\n") + "\n</iati-activities>\n"
    }

    public static func activity(
        _ identifier: String, by reporter: String = "R-1", updated: String = "", secondary: Bool = false, inside: String...
    ) -> String {
        let updated = updated.isEmpty ? "" : " last-updated-datetime=\"\(updated)\""
        return """
            <iati-activity default-currency="USD"\(updated)>
            <iati-identifier>\(identifier)</iati-identifier>
            <reporting-org ref="\(reporter)"\(secondary ? " secondary-reporter=\"1\"" : "")><narrative>\(reporter)</narrative></reporting-org>
            \(inside.joined(separator: "\n"))
            </iati-activity>
            """
    }

    /// - Parameter type: 2.x code: 1 incoming, 2 commitment, 3 disbursement, 4 expenditure.
    public static func transaction(
        _ amount: String, _ type: String = "3", currency: String? = nil, on date: String = "2012-06-30", _ inside: String = ""
    ) -> String {
        let currency = currency.map { " currency=\"\($0)\"" } ?? ""
        return "<transaction><transaction-type code=\"\(type)\"/><transaction-date iso-date=\"\(date)\"/>"
            + "<value value-date=\"\(date)\"\(currency)>\(amount)</value>\(inside)</transaction>"
    }

    public static func budget(_ amount: String, type: String = "1", from start: String, to end: String) -> String {
        "<budget type=\"\(type)\"><period-start iso-date=\"\(start)\"/><period-end iso-date=\"\(end)\"/>"
            + "<value value-date=\"\(start)\">\(amount)</value></budget>"
    }

    public static func from(_ identifier: String, ref: String = "F-1") -> String {
        "<provider-org ref=\"\(ref)\" provider-activity-id=\"\(identifier)\"/>"
    }

    public static func to(_ identifier: String, ref: String = "T-1") -> String {
        "<receiver-org ref=\"\(ref)\" receiver-activity-id=\"\(identifier)\"/>"
    }

    public static func country(_ code: String, _ percentage: String? = nil) -> String {
        "<recipient-country code=\"\(code)\"\(percentage.map { " percentage=\"\($0)\"" } ?? "")/>"
    }

    /// - Parameter type: 1 parent, 2 child.
    public static func related(_ identifier: String, _ type: String) -> String {
        "<related-activity ref=\"\(identifier)\" type=\"\(type)\"/>"
    }

    public static let parent = "1"
    public static let child = "2"
}
