import Testing

/// Activities of one file, and what of them counts under `net`, as rows of a total by activity.
struct NetCase: Sendable, CustomTestStringConvertible {
    let title: String
    let activities: [String]
    let net: [String]
    var testDescription: String { title }

    init(_ title: String, _ activities: [String], net: [String]) {
        self.title = title
        self.activities = activities
        self.net = net
    }
}
