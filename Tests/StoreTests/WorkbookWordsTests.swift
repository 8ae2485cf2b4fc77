import Records
import Testbed
import Testing
import Text

/// What the workbook's lists offer, in each language, is what is read back.
struct WorkbookWordsTests {
    private let words = World.reference.workbook

    private func misread(_ list: WorkbookWords.List, _ language: WorkbookWords.Language, _ read: (String) -> String?) -> [String] {
        words.entries(list).filter { read($0.name(language)) != $0.code }.map { "\($0.code) \($0.name(language))" }
    }

    @Test(arguments: WorkbookWords.Language.allCases)
    func everyNameIsReadBack(language: WorkbookWords.Language) {
        #expect(misread(.country, language) { World.reference.places.country($0) } == [])
        for list in [WorkbookWords.List.kind, .theme, .budget, .status] {
            #expect(misread(list, language) { words.code(list, folded: fold($0)) } == [], "\(list)")
        }
        #expect(words.entries(.currency).filter { words.code(.currency, folded: fold($0.code)) != $0.code }.map(\.code) == [])
    }

    /// The tables and the code name the same things.
    @Test func listsAndColumnsAreWhole() {
        #expect(words.entries(.kind).map(\.code) == Contribution.Kind.allCases.map(\.rawValue))
        #expect(words.entries(.budget).map(\.code) == Contribution.Budget.allCases.map(\.rawValue))
        #expect(words.entries(.status).map(\.code) == Contribution.Status.allCases.map(\.rawValue))
        for language in WorkbookWords.Language.allCases {
            for column in WorkbookSheet.Column.allCases {
                #expect(!words.header(column, language).isEmpty && !words.hint(column, language).isEmpty, "\(column) \(language)")
            }
            #expect(words.lines("read", language).count == 8 && !words.lines("read", language).contains(""))
        }
    }

    /// A column that a sheet needs is one that it has, and no tag stands twice.
    @Test(arguments: WorkbookSheet.allCases)
    func columnsOfASheet(sheet: WorkbookSheet) {
        #expect(Set(sheet.required).isSubset(of: sheet.columns))
        #expect(Set(sheet.columns.map { sheet.tag($0) }).count == sheet.columns.count)
    }
}
