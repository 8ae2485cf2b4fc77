import Testbed
import Testing

@testable import Store

/// Two connections that see one state of the store, whoever writes meanwhile.
struct TwinTests {
    private let scratch = Scratch()

    @Test func bothSeeWhatWasThereAtTheBeginning() throws {
        let path = scratch.path("store.db")
        let writer = try Store.forWriting(path)
        try writer.set("register", "before")
        let reader = try Store.forReading(path)
        let seen = try reader.withTwin { twin in
            try writer.set("register", "after")
            return [try reader.setting("register"), try twin.setting("register")]
        }
        #expect(seen == ["before", "before"])
        #expect(try reader.setting("register") == "after")
    }
}
