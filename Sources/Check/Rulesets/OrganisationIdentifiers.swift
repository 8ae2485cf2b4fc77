/// What is known of identifiers of organisations: those of IATI's own list, and the agencies that begin one.
struct OrganisationIdentifiers: Sendable {
    let known: CodeSet
    let agencies: CodeSet

    /// Whether an identifier begins with an agency's code and a hyphen.
    func hasAgency(_ identifier: UnsafeBufferPointer<UInt8>) -> Bool { begins(identifier, with: agencies) }

    /// Whether a value is exempt by an `idCondition`: on the list, or beginning with an identifier that is and a hyphen.
    func exempts(_ value: UnsafeBufferPointer<UInt8>, _ condition: String?) -> Bool {
        switch condition {
        case "NOT_EXISTING_ORG_ID": known.contains(value)
        case "NOT_EXISTING_ORG_ID_PREFIX": known.contains(value) || begins(value, with: known)
        default: false
        }
    }

    private func begins(_ value: UnsafeBufferPointer<UInt8>, with codes: CodeSet) -> Bool {
        value.indices.contains { value[$0] == UInt8(ascii: "-") && codes.contains(UnsafeBufferPointer(rebasing: value[..<$0])) }
    }
}
