import CommandLine
import Testing

struct ProgramTests {
    private struct Trouble: Error {}
    private let program = Program(sample, version: "1.0")

    @Test func theBodyDecides() {
        #expect(program.run(["count", "--by", "x"]) { $0.command == ["count"] ? .partial : .failed } == .partial)
    }

    @Test func errorsHaveCodes() {
        #expect(program.run(["cuont"]) { _ in .done } == .usage)
        #expect(program.run(["loans", "list"]) { _ in throw Trouble() } == .failed)
        #expect(program.run(["loans", "list"]) { _ in throw OutputError.closed } == .done)
        #expect(program.run(["loans", "list"]) { _ in throw UsageError("no such borrower") } == .usage)
    }
}
