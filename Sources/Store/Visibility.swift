import Records
import SQL

/// Who may see a record: `public`, `partners`, `named:USA,JPN`, `own` (rule 16).
public struct HandlingMark: Hashable, Sendable {
    public let text: String

    /// Throws `StoreError.unknownHandling` for anything else. Party codes are upper-cased and sorted, so that one mark has one spelling.
    public init(_ text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1)
        switch (parts.first.map(String.init) ?? "", parts.count) {
        case ("public", 1), ("partners", 1), ("own", 1): self.text = text
        case ("named", 2):
            let names = parts[1].split(separator: ",", omittingEmptySubsequences: false).map { $0.uppercased() }
            let isSound = names.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(Self.isCodeByte) }
            guard isSound else { throw StoreError.unknownHandling(text) }
            self.text = "named:" + Set(names).sorted().joined(separator: ",")
        default: throw StoreError.unknownHandling(text)
        }
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }

    /// The parties and agencies that a `named` mark names.
    public var names: [String] { text.hasPrefix("named:") ? text.dropFirst(6).split(separator: ",").map(String.init) : [] }

    public static let `public` = try! HandlingMark("public")

    public func isVisible(to reader: Reader) -> Bool {
        switch reader {
        case .owner: return true
        case .party(let party, let organisation, _, let isPartner):
            if text == "public" { return true }
            if text == "partners" { return isPartner }
            return names.contains(party) || names.contains(organisation)
        }
    }
}

/// Who is looking. The store's owner sees everything; a party sees what is marked for it.
public enum Reader: Hashable, Sendable {
    case owner
    /// `organisation` is empty unless one agency of the party looks.
    case party(String, organisation: String, posture: Posture, isPartner: Bool)

    /// - Parameter code: a party's or an organisation's code in the register, nil for the owner.
    public init(_ code: String?, in register: Register) throws {
        guard let code else {
            self = .owner
            return
        }
        let upper = code.uppercased()
        if let party = register.party(upper) {
            self = .party(party.code, organisation: "", posture: .civil, isPartner: party.isPartner)
        } else if let found = register.organisation(code) ?? register.organisation(upper) {
            let isPartner = register.party(found.party)?.isPartner ?? false
            self = .party(found.party, organisation: found.code, posture: found.posture, isPartner: isPartner)
        } else {
            throw StoreError.unknownReader(code)
        }
    }

    public var name: String {
        switch self {
        case .owner: ""
        case .party(let party, let organisation, _, _): organisation.isEmpty ? party : organisation
        }
    }

    public var isMilitary: Bool {
        if case .party(_, _, .military, _) = self { return true }
        return false
    }
}

/// When a copy of a record counts: all of `required` marks are visible and none of `excluded`.
///
/// A copy that loses to another with a narrower mark still counts for those who may not see the winner; `excluded` names the marks
/// of the copies that stand above it.
struct Audience: Hashable {
    var required: Set<Int>
    var excluded: Set<Int>

    var isEmpty: Bool { !required.isDisjoint(with: excluded) }

    func isVisible(with marks: Set<Int>) -> Bool { required.isSubset(of: marks) && excluded.isDisjoint(with: marks) }

    static func text(_ marks: Set<Int>) -> String { marks.sorted().map(String.init).joined(separator: " ") }
    static func marks(_ text: String) -> Set<Int> { Set(text.split(separator: " ").compactMap { Int($0) }) }

    /// The numbers of a store's audiences that are open to who sees `marks`.
    static func visible(with marks: Set<Int>, in database: Database) throws -> Set<Int32> {
        let rows = try database.rows("SELECT id, required, excluded FROM audience") {
            (Int32($0.int(0)), Audience(required: Self.marks($0.text(1)), excluded: Self.marks($0.text(2))))
        }
        return Set(rows.filter { $0.1.isVisible(with: marks) }.map(\.0))
    }
}

/// What one reader sees of a store: the handling marks and audiences that are open to it.
public struct Visibility: Sendable {
    public let reader: Reader
    public let marks: Set<Int>
    public let audiences: Set<Int32>
    /// The store holds something that this reader may not see.
    public let isWithheld: Bool
    /// Marks other than `public` among what the reader sees: figures made of it are not for everyone.
    public let restrictedMarks: [String]

    /// - Parameter publicOnly: as if the reader might see nothing but what everybody may.
    public init(_ reader: Reader, in store: Store, publicOnly: Bool = false) throws {
        let all = try store.database.rows("SELECT id, mark FROM handling WHERE id IN (SELECT handling FROM document)") {
            ($0.int(0), $0.text(1))
        }
        let visible = try all.filter { try HandlingMark($0.1).isVisible(to: reader) && (!publicOnly || $0.1 == HandlingMark.public.text) }
        let marks = Set(visible.map(\.0))
        self.reader = reader
        self.marks = marks
        isWithheld = visible.count < all.count
        restrictedMarks = visible.map(\.1).filter { $0 != "public" }.sorted()
        audiences = try Audience.visible(with: marks, in: store.database)
    }

    /// `column IN (...)`, true for no row when nothing is visible.
    public func sql(_ column: String) -> String { "\(column) IN (\(audiences.sqlList))" }
    /// Of a row of `document`: it is still published and may be seen.
    public func documentSQL(_ table: String) -> String { "\(table).state <> 'withdrawn' AND \(markSQL("\(table).handling"))" }
    public func markSQL(_ column: String) -> String { "\(column) IN (\(marks.sqlList))" }
}
