import Records

/// Numbers for texts within one batch of records, counted from 0; the writer maps them to the store's.
struct LocalTerms: Sendable {
    private(set) var terms: [Term] = []
    private var numbers = [[ExactText: Int32]](repeating: [:], count: kindCount)
    /// The text met last of each kind: transactions that follow one another have much in common.
    private var last = [(text: String, number: Int32)](repeating: ("", -1), count: kindCount)
    private var organisations: [OrganisationTerm: Int32] = [:]
    private var recent = RecentTerms<Int32>()
    private static let kindCount = (TermKind.allCases.map(\.rawValue).max() ?? 0) + 1

    mutating func number(_ kind: TermKind, _ text: String) -> Int32 {
        if last[kind.rawValue].number >= 0, ExactText.isSame(last[kind.rawValue].text, text) { return last[kind.rawValue].number }
        let number = numbers[kind.rawValue][ExactText(text)] ?? added(kind, text)
        last[kind.rawValue] = (text, number)
        return number
    }

    private mutating func added(_ kind: TermKind, _ text: String) -> Int32 {
        let number = Int32(terms.count)
        terms.append(Term(kind, text))
        numbers[kind.rawValue][ExactText(text)] = number
        return number
    }

    /// The same for an organisation, whose text is only made when it is new.
    mutating func number(_ organisation: OrganisationTerm) -> Int32 {
        if let known = recent.find(organisation) { return known }
        let number = organisations[organisation] ?? number(.organisation, organisation.text)
        organisations[organisation] = number
        recent.remember(number, for: organisation)
        return number
    }
}

/// An organisation as an interned term: reference, name, and a mark where a rule put it there.
public struct OrganisationTerm: Hashable, Sendable {
    public enum Mark: String, Sendable {
        case published = ""
        /// Funder by default: nobody says whose money it is.
        case sourceUnknown = "source unknown"
        case shared, unknown
    }

    public var ref: String
    public var name: String
    public var mark: Mark
    /// Code of the body that is meant on the day or in the country of the record, where that is not what the reference alone says;
    /// `party:CODE` when only the party is known. Empty otherwise.
    var body = ""

    init(_ ref: String, _ name: String, _ mark: Mark = .published) {
        self.ref = ref
        self.name = name
        self.mark = mark
    }

    init(_ reference: OrganisationReference, _ mark: Mark = .published) {
        self.init(reference.ref, reference.name, mark)
    }

    static let shared = OrganisationTerm("", "", .shared)
    static let unknown = OrganisationTerm("", "", .unknown)

    public static func == (a: OrganisationTerm, b: OrganisationTerm) -> Bool {
        ExactText.isSame(a.ref, b.ref) && ExactText.isSame(a.name, b.name) && a.mark == b.mark && a.body == b.body
    }

    /// Marks nearly never tell two apart: leaving them out of the hash spares hashing their words.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ExactText(ref))
        hasher.combine(ExactText(name))
    }

    private static let separator: Character = "\u{1F}"

    var text: String {
        let text = "\(Self.clean(ref))\(Self.separator)\(Self.clean(name))\(Self.separator)\(mark.rawValue)"
        return body.isEmpty ? text : "\(text)\(Self.separator)\(body)"
    }

    /// U+001F cannot stand in XML 1.0, so only a hostile text in another format could hold it.
    private static func clean(_ text: String) -> String { text.utf8.contains(0x1F) ? text.filter { $0 != separator } : text }

    public init(text: String) {
        let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false)
        ref = parts.first.map(String.init) ?? ""
        name = parts.count > 1 ? String(parts[1]) : ""
        mark = parts.count > 2 ? Mark(rawValue: String(parts[2])) ?? .published : .published
        body = parts.count > 3 ? String(parts[3]) : ""
    }
}
