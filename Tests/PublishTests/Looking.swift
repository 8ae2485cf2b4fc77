import Glibc
import Picture
import Publish
import Testing

/// Writes the sample briefs to the folder that CONCORD_LOOK names, for people to look at.
@Test(.enabled(if: getenv("CONCORD_LOOK") != nil, "set CONCORD_LOOK to a folder to write the sample briefs to it"))
func writesSamplesToLookAt() throws {
    let folder = try #require(getenv("CONCORD_LOOK").map { String(cString: $0) })
    let assets = BriefAssets(echarts: Array(try #require(Samples.echarts).utf8))
    for language in BriefLanguage.allCases {
        for (name, picture) in Samples.all {
            let brief = Brief(picture, language: language)
            let page = brief.html(assets: assets)
            let base = "\(folder)/\(name)-\(language.rawValue)"
            #expect(Samples.write(page, to: base + ".html"))
            #expect(Samples.write(Array(brief.markdown().utf8), to: base + ".md"))
            if PDFPrinter.findBrowser() != nil { #expect(Samples.write(try PDFPrinter().pdf(html: page), to: base + ".pdf")) }
        }
    }
}

enum Samples {
    static let all = [
        ("country", SamplePicture.country()), ("region", SamplePicture.region()), ("crowded", SamplePicture.crowded()),
        ("hostile", SamplePicture.hostile()), ("empty", CountryPicture()),
    ]

    /// The drawing library as the repository carries it.
    static let echarts: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return SampleGeography.read("/" + root + "/Resources/charts/echarts.min.js")
    }()

    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        defer { fclose(file) }
        return fwrite(bytes, 1, bytes.count, file) == bytes.count
    }
}
