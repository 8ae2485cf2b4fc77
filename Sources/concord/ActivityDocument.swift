import CommandLine
import Picture
import Records

/// An activity as a tree of values, in the order in which a person asks. Contacts are personal and not in it; codes stand as published.
struct ActivityDocument {
    let value: JSONValue

    /// - Parameter places: names to show instead of the locations as published; nil shows those.
    init(_ listed: ListedActivity, _ activity: Activity, places: [String]?) {
        let shown = places == nil ? activity : activity.withoutPlaces
        let locations = places.map { $0.map(JSONValue.string) } ?? shown.locations.map(Self.location)
        value = .record(
            Self.head(listed, shown) + Self.time(listed, shown) + Self.subject(shown, locations) + Self.terms(shown) + Self.money(shown)
                + Self.rest(shown))
    }

    private static func head(_ listed: ListedActivity, _ activity: Activity) -> [Field] {
        [
            ("identifier", .string(activity.identifier)),
            ("title", texts(activity.titles)),
            ("reporter", organisation(activity.reporter)),
            ("party", .string(listed.party)),
            ("organisation", .string(listed.organisation)),
            ("secondary-reporter", activity.isSecondaryReporter ? true : .null),
            ("source", .string("\(listed.file):\(listed.line)")),
            ("last-updated", .string(activity.lastUpdated)),
            ("hierarchy", .string(activity.hierarchy)),
            ("default-language", .string(activity.defaultLanguage)),
            ("websites", strings(activity.websites)),
            ("linked-data", .string(activity.linkedData)),
        ]
    }

    private static func time(_ listed: ListedActivity, _ activity: Activity) -> [Field] {
        [
            ("status", .string(activity.status)),
            ("start", .string(listed.start)),
            ("end", .string(listed.end)),
            ("end-is-planned", listed.endIsPlanned ? true : .null),
            ("planned-start", day(activity.dates.plannedStart)),
            ("actual-start", day(activity.dates.actualStart)),
            ("planned-end", day(activity.dates.plannedEnd)),
            ("actual-end", day(activity.dates.actualEnd)),
        ]
    }

    private static func subject(_ activity: Activity, _ locations: [JSONValue]) -> [Field] {
        [
            ("descriptions", list(activity.descriptions) { .record([("type", .string($0.type)), ("text", texts($0.texts))]) }),
            ("participants", list(activity.participants, participant)),
            ("scope", .string(activity.scope)),
            ("recipients", list(activity.recipients, weighted)),
            ("locations", .array(locations)),
            ("sectors", list(activity.sectors, weighted)),
            ("tags", list(activity.tags, classification)),
            ("policy-markers", list(activity.policyMarkers) { classification($0, detail: "significance") }),
            ("humanitarian", flag(activity.humanitarian)),
            ("humanitarian-scopes", list(activity.humanitarianScopes) { classification($0, detail: "type") }),
        ]
    }

    private static func rest(_ activity: Activity) -> [Field] {
        [
            ("results", list(activity.results, result)),
            ("related-activities", list(activity.relatedActivities, related)),
            ("other-identifiers", list(activity.otherIdentifiers, otherIdentifier)),
            ("conditions-attached", flag(activity.hasConditions)),
            ("conditions", list(activity.conditions) { .record([("type", .string($0.type)), ("text", texts($0.texts))]) }),
            ("documents", list(activity.documents, document)),
            ("creditor-report", activity.creditorReport.map(creditorReport) ?? .null),
            ("forward-spending", activity.forwardSpending.map(forwardSpending) ?? .null),
            ("legacy-data", list(activity.legacyData, legacyDatum)),
        ]
    }
}

// MARK: - Parts

extension ActivityDocument {
    private static func participant(_ participant: Participant) -> JSONValue {
        .record([
            ("role", .string("\(participant.role)")), ("organisation", organisation(participant.organisation)),
            ("channel", .string(participant.channel)),
        ])
    }

    /// `point` is latitude and longitude.
    private static func location(_ location: Location) -> JSONValue {
        .record([
            ("ref", .string(location.ref)),
            ("name", texts(location.names)),
            ("description", texts(location.descriptions)),
            ("activity-description", texts(location.activityDescriptions)),
            ("point", location.point.map { .string("\($0.latitude) \($0.longitude)") } ?? .null),
            ("exactness", .string(location.exactness)),
            ("class", .string(location.locationClass)),
            ("reach", .string(location.reach)),
            ("feature", .string(location.featureDesignation)),
            ("country", .string(location.country)),
            ("percentage", .number(location.percentage)),
            ("administrative", list(location.administrative) { classification($0, detail: "level") }),
            ("gazetteer", list(location.identifiers, classification)),
        ])
    }

    private static func related(_ related: RelatedActivity) -> JSONValue {
        .record([("identifier", .string(related.identifier)), ("type", .string(related.type))])
    }

    private static func otherIdentifier(_ other: OtherIdentifier) -> JSONValue {
        .record([
            ("identifier", .string(other.identifier)), ("type", .string(other.type)), ("owner", other.owner.map(organisation) ?? .null),
        ])
    }

    static func document(_ document: DocumentLink) -> JSONValue {
        .record([
            ("url", .string(document.url)), ("title", texts(document.titles)), ("description", texts(document.descriptions)),
            ("format", .string(document.format)), ("categories", strings(document.categories)),
            ("languages", strings(document.languages)), ("date", day(document.day)),
        ])
    }

    private static func legacyDatum(_ datum: LegacyDatum) -> JSONValue {
        .record([("name", .string(datum.name)), ("value", .string(datum.value)), ("equivalent", .string(datum.equivalent))])
    }
}
