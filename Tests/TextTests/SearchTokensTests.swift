import Testing

@testable import Text

struct SearchTokensTests {
    @Test(arguments: [
        ("Safe water: Juba, 2012", "safe water juba 2012"),
        ("飲料水", "飲料 料水"),
        ("水", "水"),
        ("JICA第2次支援", "jica 第 2 次支 支援"),
        ("ﾌﾟﾛｼﾞｪｸﾄ", "プロ ロジ ジェ ェク クト"),
        ("東京・大阪", "東京 大阪"),
        ("ภาษาไทย", "ภาษา ไทย"),
        ("مياه الشرب", "مياه الشرب"),
    ])
    func cuts(_ text: String, _ tokens: String) {
        #expect(searchTokens(text) == tokens)
    }

    @Test(arguments: [("南スーダン独立国給水計画", "給水"), ("南スーダン独立国給水計画", "スーダン"), ("โครงการน้ำสะอาด", "สะอาด")])
    func findsAWordInside(_ text: String, _ query: String) {
        let tokens = searchTokens(text).split(separator: " ")
        #expect(searchTokens(query).split(separator: " ").allSatisfy(tokens.contains))
    }
}
