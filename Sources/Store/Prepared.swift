import Compression
import Geography
import Ingest
import Records

/// What one batch of records becomes, ready for the writer: rows with the batch's own term numbers, one block of facts and originals.
struct PreparedBatch: Sendable {
    var read: [PreparedActivity] = []
    var kept: [KeptRecord] = []
    var terms: [Term] = []
    /// Columns as in `FactColumn`, codes as positions in `terms`.
    var facts = ColumnTable(width: FactColumn.count)
    var originals: [UInt8] = []
    var originalBytes = 0
    var transactions = 0
    /// Latest `last-updated-datetime` seen.
    var published = ""
    var publisher = ""
}

/// A record of the same bytes as at the last reading: only its place in the file may have moved.
struct KeptRecord: Sendable {
    var activity: Int64
    var ordinal: Int
    var line: Int
}

struct PreparedActivity: Sendable {
    /// Raw values are stored.
    enum State: Int, Sendable {
        case current = 0
        case replaced = 1
        case withdrawn = 2
        case apart = 3
        case organisation = 4
        case lost = 5
    }

    var state = State.current
    var offset = 0
    var length = 0
    var ordinal = 0
    var line = 0
    var hash: [UInt8] = []
    var identifier = ""
    var reporter: Int32 = 0
    var isSecondary = false
    var lastUpdated = ""
    var title = ""
    var titleJapanese = ""
    var start = ""
    var end = ""
    var endIsPlanned = false
    var status = ""
    /// 0 when none is given.
    var hierarchy = 0
    /// Sector of the largest share.
    var sector: Int32 = 0
    var humanitarian = false
    var hasResults = false
    var transactions = 0
    var firstFact = 0
    var facts = 0
    /// Terms that the record names, some of them more than once.
    var mentions: [Int32] = []
    /// Country to spend in U.S. dollars.
    var standings: [(country: Int32, spend: Double)] = []
    var spots: [PreparedSpot] = []
    var reached: ReachedPeople?
    var links: [PreparedLink] = []
    var searchTitle = ""
    var searchDescription = ""
    var problems: [Problem] = []
}

/// A location as a map shows it: the point of one that was found, or the name of one that was not.
struct PreparedSpot: Sendable {
    /// Position among the activity's locations.
    var ordinal: Int
    /// Where the place lies, empty when none was found.
    var area: String
    /// The activity's countries whose maps show it.
    var countries: [Int32] = []
    var point: Coordinates?
    var name: String

    /// Nil when there is nothing to show: a place without a point, or nothing found and no name.
    init?(_ located: Gazetteer.Located, ordinal: Int) {
        let placement = located.placement
        self.ordinal = ordinal
        area = String(placement.admin1.prefix(2))
        point = placement.isPlaced ? placement.point : nil
        name = placement.isPlaced ? "" : located.location.names.first?.text ?? ""
        if point == nil, name.isEmpty { return nil }
    }
}

/// A reference to another activity, with the money that the reference names.
struct PreparedLink: Sendable {
    enum Kind: String, Sendable {
        case parent, child, sibling, cofunded, related
        /// This activity received from, or gave to, the other, by a transaction.
        case provider, receiver
        /// A participating organisation names its own activity.
        case funding, accountable, extending, implementing
    }
    var kind: Kind
    var to: String
    var amounts: [LinkedAmount] = []
}

/// Money that a transaction link names: flow, currency, month of the rate, sum.
public struct LinkedAmount: Hashable, Sendable {
    public var flow: Flow
    public var currency: String
    public var month: Int32
    public var micros: Int128
    /// A core contribution to a multilateral (DAC aid type B02).
    public var isCore = false

    static func text(_ amounts: [LinkedAmount]) -> String {
        amounts.map { "\($0.flow.rawValue) \($0.currency) \($0.month) \($0.micros)\($0.isCore ? " core" : "")" }.joined(separator: ";")
    }

    /// Takes the amounts of a text apart; what does not read like one is passed over.
    static func read(_ text: String) -> [LinkedAmount] {
        text.utf8.split(separator: UInt8(ascii: ";")).compactMap { part in
            let fields = part.split(separator: UInt8(ascii: " "), maxSplits: 4)
            guard fields.count >= 4, let flow = Flow(rawValue: String(decoding: fields[0], as: UTF8.self)),
                let month = Int32(Substring(fields[2])), let micros = Int128(Substring(fields[3]))
            else { return nil }
            return LinkedAmount(
                flow: flow, currency: String(decoding: fields[1], as: UTF8.self), month: month, micros: micros,
                isCore: fields.count > 4)
        }
    }
}
