import Records
import XML

/// Organisations as they are named in activities.
extension Scope {
    /// `activity` is the attribute with the other end's activity identifier.
    func organisation(_ element: Element, activity: Name? = nil) -> OrganisationReference {
        OrganisationReference(
            ref: element.value(.ref), names: names(element), type: element.value(.type),
            activityIdentifier: activity.map { Identity.normalised(element.value($0)) } ?? "")
    }

    mutating func participant(_ element: Element) -> Participant {
        let published = element.value(.role)
        let role = Words.role(published)
        if role == .unknown {
            let finding = published.isEmpty ? "A participating organisation has no role" : "The role \(Quote.quoted(published)) is unknown"
            note(ProblemRules.roleUnknown, line: element.line, finding)
        }
        return Participant(organisation: organisation(element, activity: .activityId), role: role, channel: element.value(.crsChannelCode))
    }

    /// 2.x: attributes and `owner-org`; 1.x: the text, `owner-ref`, `owner-name`.
    func otherIdentifier(_ element: Element) -> OtherIdentifier {
        let ref = element.value(.ref)
        let identifier = Identity.normalised(ref.isEmpty ? element.text : ref)
        return OtherIdentifier(identifier: identifier, type: element.value(.type), owner: owner(element))
    }

    private func owner(_ element: Element) -> OrganisationReference? {
        if let owner = element.first(.ownerOrg) { return organisation(owner) }
        let ref = element.value(.ownerRef)
        let name = WhiteSpace.folded(element.value(.ownerName))
        if ref.isEmpty, name.isEmpty { return nil }
        return OrganisationReference(ref: ref, names: name.isEmpty ? [] : [LocalText(language: language, text: name)])
    }
}
