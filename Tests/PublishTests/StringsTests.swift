import Picture
import Testing

@testable import Publish

@Suite("String tables")
struct StringsTests {
    @Test("Every key has a text in every language", arguments: Phrase.allCases)
    func complete(_ phrase: Phrase) {
        #expect(!phrase.english.isEmpty)
        #expect(!phrase.japanese.isEmpty)
    }

    @Test("Both languages fill the same blanks", arguments: Phrase.allCases)
    func sameBlanks(_ phrase: Phrase) {
        #expect(blanks(phrase.english) == blanks(phrase.japanese))
    }

    @Test("No sentence is left in the other language", arguments: Phrase.allCases)
    func translated(_ phrase: Phrase) {
        let isShared = phrase.english.count < 3 || phrase == .findingSharesEnd || phrase == .withoutDrawings
        #expect(isShared || phrase.english != phrase.japanese)
    }

    private func blanks(_ text: String) -> Set<String> {
        let pieces = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        return Set(pieces.compactMap { $0.split(separator: "}").first.map(String.init) })
    }

    @Test("Braces in a value stay what they are")
    func singlePass() {
        let prose = Words(language: .english).fill(.stepBetween, ["from": "{to}", "to": "9"])
        #expect(prose.plain == "{to} to 9")
    }

    @Test func listsAndArticles() {
        let english = Words(language: .english)
        #expect(english.list(["A", "B", "C"]) == "A, B and C")
        #expect(english.list(["A"]) == "A")
        #expect(Words(language: .japanese).list(["A", "B"]) == "A、B")
        #expect(english.inSentence(SamplePicture.usa) == "the United States")
        #expect(english.inSentence(SamplePicture.japan) == "Japan")
        #expect(english.name(NamedCode(code: "", english: "")) == Phrase.unnamed.english)
    }

    @Test func partnersAreCalledByTheirName() {
        #expect(Phrase.partner.japanese == "関係主体")
    }
}
