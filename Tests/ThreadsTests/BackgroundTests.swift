import Testing

@testable import Threads

/// Values made on threads of their own.
struct BackgroundTests {
    private struct Failed: Error {}

    @Test func aValueIsMadeOnce() {
        let made = Background { 42 }
        #expect(made.value() == 42)
        #expect(made.value() == 42)
    }

    @Test func whatWentWrongIsThrownToTheOneWhoAsks() {
        let made = Background { () throws(Failed) -> Int in throw Failed() }
        #expect(throws: Failed.self) { try made.value() }
    }

    /// The thread may begin after the last one who could ask has gone.
    @Test func nobodyNeedAsk() {
        for number in 0..<2000 { _ = Background { number } }
    }
}
