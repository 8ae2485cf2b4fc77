import Testing

@testable import CommandLine

struct ProgressTests {
    private func line(_ total: Int?, _ done: Int, _ seconds: Double, _ unit: Progress.Unit = .bytes, _ current: String = "") -> String {
        var line = ProgressLine(label: "import", total: total, unit: unit)
        line.done = done
        line.seconds = seconds
        line.current = current
        return line.text(width: 120)
    }

    @Test func bytes() {
        let expected = "import  [#######-------------]  37 %  111 of 300 MB  55 MB/s  0:04 left  usaid.xml"
        #expect(line(300_000_000, 111_000_000, 2, .bytes, "usaid.xml") == expected)
    }

    @Test func items() {
        #expect(line(4, 1, 0.1, .items("files")) == "import  [#####---------------]  25 %  1 of 4 files")
    }

    @Test func unknownTotal() {
        #expect(line(nil, 2_500_000, 1) == "import  2.5 MB  2.5 MB/s")
    }

    @Test(arguments: [(0, 0), (10, 10), (10, 20)])
    func neverMoreThanAll(_ total: Int, _ done: Int) {
        #expect(line(total, done, 0).contains("] 100 %"))
    }

    @Test func cutToTheWidth() {
        var line = ProgressLine(label: "import", total: nil, unit: .bytes)
        line.current = "a\u{1B}[31m very long file name.xml"
        #expect(line.text(width: 24) == "import  0.0 MB  a[31m v…")
    }
}
