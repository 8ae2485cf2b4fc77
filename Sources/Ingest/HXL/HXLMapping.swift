import Records
import Sheets
import Text

/// Which hashtag each header stands for: for sheets without a tag row.
///
/// As a file: CSV with a header and a hashtag in each row, or a JSON object of headers and hashtags. Headers are compared without case,
/// accents and punctuation; a tag that is empty or `-` leaves its column untagged.
public struct HXLMapping: Sendable {
    private var tags: [String: HXLTag] = [:]

    public var count: Int { tags.count }

    /// Throws when a row has no header, or a tag that cannot be read.
    public init(path: String) throws {
        let rows = try SheetFile(path: path).rows()
        while let row = try rows.next() {
            guard !row.isBlank else { continue }
            let (header, tag) = (WhiteSpace.trimmed(row[0]), WhiteSpace.trimmed(row[1]))
            if row.line == 1, header.lowercased() == "header", tag.lowercased() == "tag" { continue }
            try add(header, tag, path, row.line)
        }
        guard !tags.isEmpty else {
            throw HXLError(path: path, explanation: "The mapping is empty: give a header and a hashtag in each row.")
        }
    }

    /// From what `text` gave; what cannot be read in it is left out.
    public init(text: String) {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
            if parts.count == 2, let tag = HXLTag(parts[1]) { tags[parts[0]] = tag }
        }
    }

    /// Headers and hashtags, a line each, in order: equal for equal mappings.
    public var text: String { tags.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }.joined(separator: "\n") }

    private init(_ known: KeyValuePairs<String, String>) {
        for (header, tag) in known { tags[Self.key(header)] = HXLTag(tag) }
    }

    /// The mapping of a format that is known by its headers, nil for any other sheet.
    static func known(_ headers: [String]) -> HXLMapping? {
        Set(["amountUSD", "srcOrganization", "destOrganization"]).isSubset(of: headers.map(WhiteSpace.trimmed)) ? fundingService : nil
    }

    /// OCHA's Financial Tracking Service, with the hashtags that it has on HDX.
    private static let fundingService = HXLMapping([
        "date": "#date", "budgetYear": "#date+year+budget", "description": "#description+notes", "amountUSD": "#value+funding+total+usd",
        "srcOrganization": "#org+name+funder", "srcOrganizationTypes": "#org+type+funder+list", "srcLocations": "#country+iso3+funder+list",
        "srcUsageYearStart": "#date+year+start+funder", "srcUsageYearEnd": "#date+year+end+funder", "destPlan": "#activity+appeal+name",
        "destPlanCode": "#activity+appeal+id+external", "destPlanId": "#activity+appeal+id+fts_internal",
        "destOrganization": "#org+name+impl",
        "destOrganizationTypes": "#org+type+impl+list", "destGlobalClusters": "#sector+cluster+name+list",
        "destLocations": "#country+iso3+impl+list", "destProject": "#activity+project+name", "destProjectCode": "#activity+project+code",
        "destEmergency": "#crisis+name", "destUsageYearStart": "#date+year+start+impl", "destUsageYearEnd": "#date+year+end+impl",
        "contributionType": "#financial+contribution+type", "flowType": "#financial+flow+type", "method": "#financial+method",
        "boundary": "#financial+direction", "onBoundary": "#financial+direction+type", "status": "#status+text",
        "firstReportedDate": "#date+reported", "decisionDate": "#date+decision", "keywords": "#description+keywords",
        "originalAmount": "#value+funding+total", "originalCurrency": "#value+funding+total+currency", "exchangeRate": "#financial+fx",
        "id": "#activity+id+fts_internal", "refCode": "#activity+code", "createdAt": "#date+created", "updatedAt": "#date+updated",
    ])

    func tag(_ header: String) -> HXLTag? { tags[Self.key(header)] }

    private mutating func add(_ header: String, _ tag: String, _ path: String, _ line: Int) throws {
        if tag.isEmpty || tag == "-" { return }
        guard let parsed = HXLTag(tag), !Self.key(header).isEmpty else {
            throw HXLError(path: path, explanation: "Line \(line) of the mapping is not a header and a hashtag such as #adm1+name.")
        }
        tags[Self.key(header)] = parsed
    }

    private static func key(_ header: String) -> String { HeaderWords.words(header).joined(separator: " ") }
}

/// Headers of humanitarian sheets in English, French, Spanish and Arabic, and the hashtags they stand for.
///
/// A guess is made of the whole header only: "IDP individuals" is known, "IDP individuals from abroad" is not, for a part must never pass
/// for the whole.
public struct HeaderWords: Sendable {
    private var tags: [String: HXLTag] = [:]
    private var fillers: Set<String> = []

    /// - Parameter table: `Resources/hxl/headers.tsv`: hashtag, then headers; the hashtag `-` lists words that add nothing.
    public init(_ table: Tabular) {
        for row in table.rows where table.value(row, "tag") == "-" {
            fillers.formUnion(table.list(row, "headers").flatMap(Self.words))
        }
        for row in table.rows {
            guard let tag = HXLTag(table.value(row, "tag")) else { continue }
            for header in table.list(row, "headers") { tags[key(header)] = tag }
        }
    }

    /// What is proposed for a sheet without tags.
    public struct Guess: Sendable {
        public let sheet: String
        /// Line of the header.
        public let line: Int
        public let columns: [HXLColumn]
    }

    /// The tags proposed for the row among the first of a sheet that has most headers known; nil when none has two.
    public func guess(path: String, choice: HXLSheet.Choice = .tagged) throws -> Guess? {
        let file = try SheetFile(path: path)
        var best: Guess?
        var most = 1
        for sheet in try HXLSheet.candidates(file, choice) {
            try HXLSheet.head(file, file.rows(sheet)) { cells, line in
                let columns = self.columns(cells)
                let known = columns.count { $0.tag != nil }
                if known > most { (most, best) = (known, Guess(sheet: file.sheets[sheet].name, line: line, columns: columns)) }
                return false
            }
        }
        return best
    }

    private func columns(_ headers: [String]) -> [HXLColumn] {
        let known = HXLMapping.known(headers)
        return headers.map { header in HXLColumn(tag: known.map { $0.tag(header) } ?? tag(header), header: header) }
    }

    func tag(_ header: String) -> HXLTag? { tags[key(header)] }

    private func key(_ header: String) -> String {
        let words = Self.words(header)
        let telling = words.filter { !fillers.contains($0) }
        return (telling.isEmpty ? words : telling).joined(separator: " ")
    }

    /// Folded, `fooBar` and `foo_bar` told apart into words, `#` and punctuation dropped.
    static func words(_ header: String) -> [String] {
        var spaced = ""
        var wasLower = false
        for character in header {
            if wasLower, character.isUppercase { spaced.append(" ") }
            wasLower = character.isLowercase
            spaced.append(character == "%" ? " percent " : character.isLetter || character.isNumber ? String(character) : " ")
        }
        return fold(spaced).split(separator: " ").map(String.init)
    }
}
