import Testing

@testable import Text

struct DisplayTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("給水", 4), ("ﾌﾟ", 2), ("e\u{301}", 1), ("سلام", 4), ("مُ", 1), ("😀", 2), ("❤️", 1), ("👨‍👩‍👧", 6), ("a\u{200B}", 1),
        ("한", 2), ("🇯🇵", 2), ("👍🏽", 4),
    ])
    func counts(_ text: String, _ width: Int) {
        #expect(displayWidth(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("給水計画", 8, "給水計画"), ("給水計画", 7, "給水計…"), ("給水計画", 6, "給水…"), ("abc", 0, ""),
        ("abc", 1, "…"),
    ])
    func truncates(_ text: String, _ width: Int, _ result: String) {
        #expect(truncated(text, width: width) == result)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\nb\tc\r\nd", "a b c  d"), ("\u{1B}[31mred", "[31mred"), ("a\u{202E}b\u{2066}c", "abc"),
        ("a\u{2028}b", "a b"),
        ("\u{9B}31m", "31m"), ("a\u{7F}\u{0}", "a"), ("سلام", "سلام"),
    ])
    func sanitises(_ text: String, _ result: String) {
        #expect(sanitised(text) == result)
        #expect(isDisplaySafe(text) == (text == result))
    }

    @Test(arguments: [
        ("Juba", "Juba"), ("Жданов", "Zhdanov"), ("プロジェクト", "purojekuto"), ("Zürich", "Zurich"), ("كابل", "kabl"), ("Київ", "Kiiv"),
        ("南スーダン", "南スーダン"),
    ])
    func latinises(_ text: String, _ result: String) {
        #expect(latin(text) == result)
    }
}
