import Picture
import Store
import Testbed
import Testing

/// What a power cut would leave at any moment of an import: a store that opens, holds each file whole or not at all,
/// and is completed by the next import.
struct CrashImageTests {
    /// The store's files as they lie on the disk at each event of an import, copied by the importing thread itself.
    private func images(of files: [String], in scratch: Scratch) throws -> (calm: World, images: [(name: String, isLast: Bool)]) {
        let world = World()
        var made: [(String, Bool)] = []
        try world.load(files) { event in
            var isLast = false
            if case .reconciling = event { isLast = true }
            let name = scratch.path("image-\(made.count).db")
            for suffix in ["", "-wal"] where Testbed.exists(world.path + suffix) {
                scratch.copy(world.path + suffix, as: "image-\(made.count).db\(suffix)")
            }
            made.append((name, isLast))
        }
        return (world, made)
    }

    private func activities(_ world: World) throws -> [String] {
        let store = try Store.forReading(world.path)
        var found: [String] = []
        let list = ActivityList(store, World.reference, try Visibility(.owner, in: store))
        try list.forEach(ActivityFilter()) { found.append("\($0.file) \($0.identifier)") }
        return found
    }

    @Test func everyMomentIsWhole() throws {
        let files = Testbed.files(under: Testbed.examples + "/sudan-2011").filter { $0.hasSuffix(".xml") }
        let scratch = Scratch()
        let (calm, images) = try images(of: files, in: scratch)
        let (expected, status) = try (calm.everything(), calm.status())
        #expect(images.count > files.count * 2)
        #expect(images.last?.isLast == true)
        for (number, image) in images.enumerated() {
            let world = World(store: image.name)
            for source in try world.status() {
                let whole = try #require(status.first { $0.source == source.source })
                #expect((source.records, source.transactions, source.problems) == (whole.records, whole.transactions, whole.problems))
            }
            guard image.isLast || number % 9 == 4 else { continue }
            try world.load(files)
            #expect(try world.everything() == expected, "after a crash at event \(number)")
            #expect(try activities(world) == activities(calm))
        }
    }
}
