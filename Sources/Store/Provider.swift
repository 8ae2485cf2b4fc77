import Records
import Text

/// Who gives, by a code or a name in any language that the register knows.
struct Provider {
    private let register: Register

    init(_ register: Register) { self.register = register }

    func find(_ text: String) -> Resolution? {
        let code = text.uppercased()
        if let party = register.party(code) ?? party(named: text) {
            return Resolution(organisation: "", party: party.code, basis: .name)
        }
        if let found = register.organisation(code) { return Resolution(organisation: found.code, party: found.party, basis: .reference) }
        let isReference = !text.contains(" ") && text.contains("-")
        let found = register.resolve(ref: isReference ? text : "", name: text)
        return found.party.isEmpty ? nil : found
    }

    private func party(named name: String) -> Party? {
        let wanted = fold(name)
        return register.parties.first { [fold($0.english), fold($0.japanese)].contains(wanted) }
    }
}
