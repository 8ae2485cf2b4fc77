import Records

/// What each column of a tagged sheet says, worked out once.
struct HXLPlan {
    /// The columns of one thing that has a name and a code.
    struct Named {
        var name: Int?
        var code: Int?
        var isList = false
        var isEmpty: Bool { name == nil && code == nil }
    }

    struct Organisation {
        var role: NamedOrganisation.Role
        /// Column of a tag that says no more than the role.
        var plain: Int?
        var name: Int?
        var acronym: Int?
        var code: Int?
        var type: Int?
        var countries: Int?
    }

    struct People {
        var column: Int
        var figure: PeopleFigure
    }

    struct Dates {
        var first: Int?
        var last: Int?
        var either: Int?
        var year: Int?
        var month: Int?
    }

    private(set) var organisations: [Organisation] = []
    private(set) var sectors: [Named] = []
    private(set) var subsectors: [Named] = []
    private(set) var activity = Named()
    private(set) var country = Named()
    private(set) var levels: [Named] = []
    private(set) var site = Named()
    private(set) var latitude: Int?
    private(set) var longitude: Int?
    private(set) var status: Int?
    private(set) var dates = Dates()
    private(set) var people: [People] = []
    private(set) var flow: FlowPlan?
    /// Columns whose cells can say that the row is a total.
    private(set) var labels: [Int] = []

    init(_ columns: [HXLColumn]) {
        flow = FlowPlan(columns)
        for (index, column) in columns.enumerated() { if let tag = column.tag { add(tag, index) } }
        labels = levels.flatMap { [$0.name, $0.code] }.compactMap { $0 } + [country.name, country.code, site.name].compactMap { $0 }
    }

    var hasPlace: Bool { !country.isEmpty || !site.isEmpty || levels.contains { !$0.isEmpty } }

    private mutating func add(_ tag: HXLTag, _ index: Int) {
        switch tag.name {
        case "#org": addOrganisation(tag, index)
        case "#sector": Self.addGroup(tag, index, &sectors)
        case "#subsector": Self.addGroup(tag, index, &subsectors)
        case "#activity" where !tag.has("appeal"): Self.add(tag, index, &activity)
        case "#activity_id": activity.code = activity.code ?? index
        case "#country" where !tag.has("funder", "impl"), "#adm0": Self.add(tag, index, &country)
        case "#adm1", "#adm2", "#adm3", "#adm4", "#adm5": addLevel(tag, index)
        case "#loc" where !tag.has("type", "class", "status"): Self.add(tag, index, &site)
        case "#geo": addPoint(tag, index)
        case "#lat_deg": latitude = latitude ?? index
        case "#lon_deg": longitude = longitude ?? index
        case "#status": status = status ?? index
        case "#date", "#period_date": addDate(tag, index)
        default: addPeople(tag, index)
        }
    }

    private static func isCode(_ tag: HXLTag) -> Bool { tag.has("code", "pcode", "id", "iso3", "iso2", "v_pcode", "num") }

    private static func add(_ tag: HXLTag, _ index: Int, _ named: inout Named) {
        if tag.has("type") { return }
        named.isList = named.isList || tag.has("list")
        if !isCode(tag) {
            named.name = named.name ?? index
        } else if named.code == nil || tag.has("pcode") {
            named.code = index
        }
    }

    /// A second name or a second code begins another one.
    private static func addGroup(_ tag: HXLTag, _ index: Int, _ groups: inout [Named]) {
        let isTaken = groups.last.map { isCode(tag) ? $0.code != nil : $0.name != nil } ?? true
        if isTaken { groups.append(Named()) }
        add(tag, index, &groups[groups.count - 1])
    }

    private mutating func addLevel(_ tag: HXLTag, _ index: Int) {
        let level = Int(tag.name.utf8.last! - 0x31)
        while levels.count <= level { levels.append(Named()) }
        Self.add(tag, index, &levels[level])
    }

    private mutating func addPoint(_ tag: HXLTag, _ index: Int) {
        if tag.has("lat") { latitude = latitude ?? index }
        if tag.has("lon", "long", "lng") { longitude = longitude ?? index }
    }

    // MARK: Organisations

    private static func role(_ tag: HXLTag) -> NamedOrganisation.Role {
        if tag.has("funder", "funding", "fund", "donor") { return .funding }
        if tag.has("impl", "implementing", "implementer", "partner") { return .implementing }
        if tag.has("prog", "programming", "lead") { return .programming }
        return tag.has("reporting", "report", "reported") ? .reporting : .present
    }

    private mutating func addOrganisation(_ tag: HXLTag, _ index: Int) {
        let role = Self.role(tag)
        let facet = Self.facet(tag)
        if let place = organisations.lastIndex(where: { $0.role == role }), organisations[place][keyPath: facet] == nil {
            organisations[place][keyPath: facet] = index
        } else {
            var organisation = Organisation(role: role)
            organisation[keyPath: facet] = index
            organisations.append(organisation)
        }
    }

    private static func facet(_ tag: HXLTag) -> WritableKeyPath<Organisation, Int?> {
        if tag.has("type") { return \.type }
        if tag.has("acronym", "abbr", "short") { return \.acronym }
        if isCode(tag) { return \.code }
        return tag.has("name") ? \.name : \.plain
    }

    // MARK: Dates

    private mutating func addDate(_ tag: HXLTag, _ index: Int) {
        if tag.has("budget", "funder", "impl", "created", "updated", "decision") { return }
        if tag.has("year") {
            dates.year = dates.year ?? index
        } else if tag.has("month") {
            dates.month = dates.month ?? index
        } else if tag.has("start") {
            dates.first = dates.first ?? index
        } else if tag.has("end") {
            dates.last = dates.last ?? index
        } else {
            dates.either = dates.either ?? index
        }
    }

    // MARK: People

    private static let measures: [String: PeopleFigure.Measure] = [
        "#population": .population, "#affected": .affected, "#inneed": .inNeed, "#targeted": .targeted, "#reached": .reached,
    ]
    private static let groups: [String: PeopleFigure.Group] = [
        "idps": .displaced, "idp": .displaced, "displaced": .displaced, "returnees": .returnees, "returnee": .returnees,
        "returned": .returnees, "refugees": .refugees, "refugee": .refugees, "hosts": .hosts, "host": .hosts, "hostcommunity": .hosts,
    ]
    private static let households: Set<String> = ["hh", "households", "household", "families", "family"]
    private static let words: Set<String> = ["total", "ind", "individuals", "people", "num", "all"]
    /// Columns beside numbers, not numbers.
    private static let beside: Set<String> = ["type", "pct", "percent", "percentage", "severity", "name", "code", "text", "desc"]

    private mutating func addPeople(_ tag: HXLTag, _ index: Int) {
        guard let measure = Self.measures[tag.name], Self.beside.isDisjoint(with: tag.attributes) else { return }
        let groups = tag.attributes.compactMap { Self.groups[$0] }
        let rest = tag.attributes.filter { Self.groups[$0] == nil && !Self.households.contains($0) && !Self.words.contains($0) }
        let figure = PeopleFigure(
            measure: measure, group: groups.first ?? .all, isHouseholds: !Self.households.isDisjoint(with: tag.attributes),
            breakdown: rest.sorted(), count: 0)
        people.append(People(column: index, figure: figure))
    }
}

/// The columns of a sheet of funding flows.
struct FlowPlan {
    var dollars: Int
    var original: Int?
    var currency: Int?
    var identifier: Int?
    /// Identifiers tell flows apart wherever they are listed.
    var isIdentity = false
    var source = HXLPlan.Organisation(role: .funding)
    var sourceYears: (first: Int?, last: Int?) = (nil, nil)
    var destination = HXLPlan.Organisation(role: .implementing)
    var destinationYears: (first: Int?, last: Int?) = (nil, nil)
    var plan = HXLPlan.Named()
    var sectors: Int?
    var status: Int?
    var day: Int?
    var budgetYear: Int?
    var contribution: Int?
    var kind: Int?
    var boundary: Int?
    var sharing: Int?
    var description: Int?

    /// Nil unless the sheet has an amount in dollars and a giver.
    init?(_ columns: [HXLColumn]) {
        func find(_ name: String, _ all: String..., without none: [String] = []) -> Int? {
            columns.firstIndex { column in
                guard let tag = column.tag, tag.name == name else { return false }
                return all.allSatisfy { tag.has($0) } && !none.contains { tag.has($0) }
            }
        }
        guard let dollars = find("#value", "funding", "usd"), find("#org", "funder") != nil else { return nil }
        self.dollars = dollars
        original = find("#value", "funding", without: ["usd", "currency"])
        currency = find("#value", "currency") ?? find("#currency")
        let own = find("#activity", "fts_internal", without: ["appeal"])
        (identifier, isIdentity) = (own ?? find("#activity", "id", without: ["appeal"]), own != nil)
        source.name = find("#org", "funder", without: ["type", "code"])
        (source.type, source.countries) = (find("#org", "type", "funder"), find("#country", "funder"))
        destination.name = find("#org", "impl", without: ["type", "code"])
        (destination.type, destination.countries) = (find("#org", "type", "impl"), find("#country", "impl"))
        sourceYears = (find("#date", "year", "start", "funder"), find("#date", "year", "end", "funder"))
        destinationYears = (find("#date", "year", "start", "impl"), find("#date", "year", "end", "impl"))
        (plan.name, plan.code) = (find("#activity", "appeal", "name"), find("#activity", "appeal", "id", without: ["fts_internal"]))
        (sectors, status) = (find("#sector"), find("#status"))
        day = find("#date", without: ["year", "reported", "decision", "created", "updated"])
        budgetYear = find("#date", "year", "budget")
        (contribution, kind) = (find("#financial", "contribution"), find("#financial", "flow"))
        (boundary, sharing) = (find("#financial", "direction", without: ["type"]), find("#financial", "direction", "type"))
        description = find("#description", "notes")
    }
}
