import Testing

@testable import Publish

@Suite("HTML escapes by construction")
struct HTMLTests {
    @Test func interpolationEscapes() {
        let title = "<script>alert(\"x\")</script> & 'so'"
        let markup: HTML = "<h2 title=\"\(title)\">\(title)</h2>"
        let escaped = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;so&#39;"
        #expect(markup.text == "<h2 title=\"\(escaped)\">\(escaped)</h2>")
    }

    @Test func markupInMarkupStands() {
        let inner: HTML = "<b>\("<i>")</b>"
        let outer: HTML = "<p>\(inner)\(7)</p>"
        #expect(outer.text == "<p><b>&lt;i&gt;</b>7</p>")
    }

    @Test func onlyUnsafeRawIsRaw() {
        let raw: HTML = "\(unsafeRaw: "<br>")"
        #expect(raw.text == "<br>")
    }

    @Test("Controls and marks that turn later text around are dropped")
    func controls() {
        #expect(HTML.escaped("a\u{202E}b\u{0}c\u{2028}d\u{2066}e\tf\ng") == "abcde f g")
        #expect(HTML.escaped("العربية 日本語") == "العربية 日本語")
    }

    @Test func stringsInStylesStayStrings() {
        #expect(Stylesheet.string("Sudan") == "\"Sudan\"")
        #expect(Stylesheet.string("a\"}</style>") == "\"a\\22 \\7d \\3c \\2f style\\3e \"")
    }
}

@Suite("JSON inside a script element")
struct JSONTests {
    @Test func nothingEndsTheElement() {
        let json = JSON.object([("t", .string("</script><!--&\u{2028}\u{2029}\"\\\n"))]).serialized
        #expect(String(decoding: json, as: UTF8.self) == #"{"t":"\u003c/script\u003e\u003c!--\u0026\u2028\u2029\"\\\u000a"}"#)
    }

    @Test func valuesOfEveryKind() {
        let json = JSON.array([.number(1.5), .number(.nan), .bool(true), .null, .integer(3), .strings(["a"])])
        #expect(String(decoding: json.serialized, as: UTF8.self) == #"[1.5,null,true,null,3,["a"]]"#)
    }
}
