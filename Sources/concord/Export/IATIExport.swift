import Ingest
import Picture
import Records
import Store

/// Selected activities as one IATI file.
struct IATIExport {
    private let selection: ActivitySelection
    private let places: CoarsePlaces?

    /// - Parameter places: for readers who may not see where exactly humanitarian partners are.
    init(_ selection: ActivitySelection, places: CoarsePlaces?) {
        self.selection = selection
        self.places = places
    }

    /// Says how many were written.
    func write(_ write: ([UInt8]) throws -> Void) throws -> Int {
        let now = Clock.now()
        try write(ActivityWriter.head(generated: now))
        let today = Day(iso: now)!
        var count = 0
        try selection.read { _, activity in
            try write(ActivityWriter.element(places?.coarsened(activity) ?? activity, placeholder: today))
            count += 1
        }
        try write(ActivityWriter.foot)
        return count
    }
}
