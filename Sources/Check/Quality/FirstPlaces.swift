/// Where fingerprints were first met: file and line, up to a number of them.
struct FirstPlaces {
    struct Place: Equatable {
        let file: Int
        let line: Int
    }

    /// Beyond that nothing new is kept, so that memory stays bounded.
    static let most = 2_000_000
    private var places: [UInt64: UInt64] = [:]

    /// Where the same fingerprint was met before; nil when it is new. The first place in the latest file is kept.
    mutating func meet(_ fingerprint: UInt64, at place: Place) -> Place? {
        let known = places[fingerprint].map { Place(file: Int($0 >> 40), line: Int($0 & 0xFF_FFFF_FFFF)) }
        if known == nil && places.count < Self.most || known != nil && known?.file != place.file {
            places[fingerprint] = UInt64(place.file) << 40 | UInt64(place.line)
        }
        return known
    }

    func knows(_ fingerprint: UInt64) -> Bool { places[fingerprint] != nil }
}
