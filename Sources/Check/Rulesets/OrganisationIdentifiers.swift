/// What is known of identifiers of organisations: those of IATI's own list, and the agencies that begin one.
struct OrganisationIdentifiers: Sendable {
    let known: Set<String>
    let agencies: Set<String>

    /// Whether an identifier begins with an agency's code and a hyphen.
    func hasAgency(_ identifier: String) -> Bool {
        identifier.indices.contains { identifier[$0] == "-" && agencies.contains(String(identifier[..<$0])) }
    }

    /// Whether an identifier, or what an activity's identifier begins with, is on the list.
    func isKnown(_ identifier: String) -> Bool { known.contains(identifier) }

    func beginsKnown(_ identifier: String) -> Bool {
        isKnown(identifier) || identifier.indices.contains { identifier[$0] == "-" && known.contains(String(identifier[..<$0])) }
    }

    /// Whether a value is exempt by an `idCondition`.
    func exempts(_ value: String, _ condition: String?) -> Bool {
        switch condition {
        case "NOT_EXISTING_ORG_ID": isKnown(value)
        case "NOT_EXISTING_ORG_ID_PREFIX": beginsKnown(value)
        default: false
        }
    }
}
