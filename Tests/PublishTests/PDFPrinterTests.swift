import Testing

@testable import Publish

@Suite("PDF")
struct PDFPrinterTests {
    @Test(
        "Chromium prints the sample, charts and all",
        .enabled(if: PDFPrinter.findBrowser() != nil && Samples.echarts != nil, "no Chromium here: apt-get install chromium"))
    func prints() throws {
        let html = Brief(SamplePicture.country()).html(assets: BriefAssets(echarts: Array((Samples.echarts ?? "").utf8)))
        let pdf = try PDFPrinter().pdf(html: html)
        #expect(pdf.starts(with: Array("%PDF-".utf8)))
        #expect(pdf.count > 200_000)
    }

    @Test func missingBrowserSaysWhatToDo() {
        let printer = PDFPrinter(browser: nil)
        #expect(throws: PDFPrinter.Failure.noBrowser) { try printer.pdf(html: []) }
        #expect(PDFPrinter.Failure.noBrowser.description.contains("apt-get install chromium"))
    }

    @Test func aProgramThatMakesNoPDFIsReported() {
        #expect(throws: PDFPrinter.Failure.noPDF(log: "(none)")) { try PDFPrinter(browser: "/bin/true").pdf(html: []) }
        #expect(throws: PDFPrinter.Failure.cannotStart("/no/such/program")) {
            try PDFPrinter(browser: "/no/such/program").pdf(html: [])
        }
    }

    @Test func timeIsLimited() {
        #expect(throws: PDFPrinter.Failure.tooSlow(seconds: 0)) { try PDFPrinter(browser: "/bin/cat", timeLimit: 0).pdf(html: []) }
    }

    @Test func theSandboxIsGivenUpOnlyAsRoot() {
        let plain = PDFPrinter.arguments(browser: "b", folder: "/tmp/a b", isRoot: false)
        #expect(!plain.contains("--no-sandbox"))
        #expect(plain.last == "file:///tmp/a%20b/brief.html")
        #expect(plain.contains("--host-resolver-rules=MAP * ~NOTFOUND"))
        #expect(PDFPrinter.arguments(browser: "b", folder: "/tmp", isRoot: true).contains("--no-sandbox"))
    }
}
