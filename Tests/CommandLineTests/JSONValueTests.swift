import CommandLine
import Testing

struct JSONValueTests {
    private let value: JSONValue = [
        "name": "Ann \"A\"", "ages": [1, 2], "rate": .number("1.10"), "odd": .number("1,5"), "none": nil, "yes": true, "nested": ["k": []],
        "empty": [:],
    ]

    @Test func onOneLine() {
        let expected =
            #"{"name":"Ann \"A\"","ages":[1,2],"rate":1.10,"odd":"1,5","none":null,"yes":true,"nested":{"k":[]},"empty":{}}"#
        #expect(value.encoded() == expected)
    }

    @Test func indented() {
        let expected = """
            {
              "a": [
                1,
                {
                  "b": null
                }
              ],
              "c": {}
            }
            """
        let value: JSONValue = ["a": [1, ["b": nil]], "c": [:]]
        #expect(value.encoded(indented: true) == expected)
    }

    @Test(arguments: [
        ("a\\b", #""a\\b""#), ("\n\r\t", #""\n\r\t""#), ("\u{1}\u{1F}", #""\u0001\u001f""#), ("é給😀/", "\"é給😀/\""), ("", "\"\""),
    ])
    func escapes(_ text: String, _ expected: String) {
        #expect(JSONValue.string(text).encoded() == expected)
    }

    @Test func appends() {
        var bytes = Array("x=".utf8)
        JSONValue.int(1).encode(into: &bytes)
        #expect(bytes == Array("x=1".utf8))
    }
}
