import Records
import Sheets

/// One published layout of conflict events: which columns it has and how a row of it is read.
protocol EventLayout: Sendable {
    /// Nil when the header is not of this layout.
    init?(_ header: SheetHeader)
    var dataset: ConflictEvent.Dataset { get }
    /// Nil when the row has no identifier, day or number of deaths that can be read.
    func read(_ row: SheetRow, _ countries: CountryCodes) -> ConflictEvent?
}

/// Where the columns of a sheet stand, by their names in lower case.
struct SheetHeader {
    private let positions: [String: Int]

    init(_ cells: [String]) {
        let names = cells.map { WhiteSpace.trimmed($0).lowercased() }
        positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The column's position, -1 when there is none: a row has no such cell.
    subscript(_ name: String) -> Int { positions[name] ?? -1 }

    func has(_ names: String...) -> Bool { names.allSatisfy { positions[$0] != nil } }
}

extension SheetRow {
    /// The cell without white space at its ends, empty when there is none.
    func trimmed(_ column: Int) -> String { withBytes(column) { WhiteSpace.trimmedText($0) } }

    /// A whole number of up to nine digits, nil for anything else.
    func whole(_ column: Int) -> Int? {
        withBytes(column) { bytes in
            let digits = WhiteSpace.trimmed(bytes)
            guard (1...9).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }

    /// Latitude and longitude; nil when they are none, out of range, or both zero.
    func point(_ latitude: Int, _ longitude: Int) -> Coordinates? {
        guard let north = Double(trimmed(latitude)), let east = Double(trimmed(longitude)), abs(north) <= 90, abs(east) <= 180,
            north != 0 || east != 0
        else { return nil }
        return Coordinates(latitude: north, longitude: east)
    }
}
