import Foundation
import Testbed
import Testing

/// Files made to harm: each is refused or read past in a sentence, in little memory, in little time.
struct HostileTests {
    private static let megabyte = 1 << 20
    private static let limit = 256 * megabyte

    private func open(_ inside: String) -> String {
        "<?xml version=\"1.0\"?>\n<iati-activities version=\"2.03\">\n\(inside)\n</iati-activities>\n"
    }
    private var harmless: String { IATI.activity("HARMLESS", inside: IATI.transaction("1")) }

    /// Imports one file that ends well, within the limits, and still holds the harmless record beside the harm.
    private func expectHarmless(_ node: Node, _ path: String, keeps: Bool = true, at location: SourceLocation = #_sourceLocation) -> Run {
        let run = node.load([path], limit: 60)
        #expect(run.code == (keeps ? 0 : 3), "\(run)", sourceLocation: location)
        #expect(!run.isTimedOut, sourceLocation: location)
        #expect(run.peak < Self.limit, "\(run.peak / Self.megabyte) MB", sourceLocation: location)
        let identifiers = node.run(["activities", "--format", "csv"]).table["identifier"]
        #expect(identifiers.contains("HARMLESS") == keeps, sourceLocation: location)
        return run
    }

    private func expectHarmless(_ text: String, at location: SourceLocation = #_sourceLocation) -> Node {
        let node = Node()
        _ = expectHarmless(node, node.scratch.write("hostile.xml", text), at: location)
        return node
    }

    @Test func entityBomb() {
        let levels = (1...9).map { "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">" }.joined()
        let bomb = "<!DOCTYPE iati-activities [<!ENTITY e0 \"ha\">\(levels)]>"
        let activity = IATI.activity("BOMB", inside: "<title><narrative>&e9;</narrative></title>")
        let node = expectHarmless(open(activity + harmless).replacing("<iati-activities", with: bomb + "\n<iati-activities"))
        #expect(!node.run(["show", "BOMB"]).output.contains("haha"))
    }

    /// What a file of the machine holds must not come out, by whatever door it is asked.
    @Test func externalEntities() {
        let secret = Scratch()
        let path = secret.write("secret.txt", "S3CR3T-root:x:0:0")
        let declarations = "<!DOCTYPE iati-activities [<!ENTITY x SYSTEM \"file://\(path)\"><!ENTITY % p SYSTEM \"file://\(path)\"> %p;]>"
        let activity = IATI.activity("&x;", inside: "<title><narrative>&x;</narrative></title>", IATI.transaction("&x;"))
        let include = "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"\(path)\" parse=\"text\"/>"
        let included = IATI.activity("INCLUDED", inside: "<description><narrative>\(include)</narrative></description>")
        let node = expectHarmless(
            open(activity + included + harmless).replacing("<iati-activities", with: declarations + "\n<iati-activities"))
        let store = Testbed.bytes(of: node.store)
        #expect(!String(decoding: store, as: UTF8.self).contains("S3CR3T"))
        for words in [
            ["activities", "--format", "csv"], ["show", "INCLUDED"], ["problems", "--format", "csv"], ["trace", "--xml", "HARMLESS"],
        ] {
            #expect(!node.run(words).output.contains("S3CR3T"))
        }
    }

    @Test func aTextOfFifteenMegabytes() {
        let text = String(repeating: "water and sanitation ", count: 15 * Self.megabyte / 21)
        let node = expectHarmless(open(IATI.activity("LONG", inside: "<title><narrative>\(text)</narrative></title>") + "\n" + harmless))
        #expect(node.run(["problems", "--format", "csv"]).table.rows.count > 0)
    }

    @Test func depthOfAHundredThousand() {
        let (down, up) = (String(repeating: "<d>", count: 100_000), String(repeating: "</d>", count: 100_000))
        _ = expectHarmless(open(IATI.activity("DEEP", inside: down + up) + harmless))
    }

    @Test func aHundredThousandAttributes() {
        let many = (0..<100_000).map { " a\($0)=\"1\"" }.joined()
        _ = expectHarmless(open(IATI.activity("WIDE", inside: "<title\(many)/>") + harmless))
    }

    @Test func aRecordWithoutEnd() {
        _ = expectHarmless(open(harmless + "<iati-activity><title>" + String(repeating: "<p>x</p>", count: 5_000_000)))
    }

    /// Numbers and codes of absurd size stay where they are.
    @Test func absurdNumbers() {
        let digits = String(repeating: "9", count: 1_000_000)
        let transactions = IATI.transaction(digits) + IATI.transaction("1e999999999") + IATI.transaction("0." + digits)
        let activity = IATI.activity("BIG", inside: IATI.country("SS", digits), IATI.country("SD", "1e-\(digits)"), transactions)
        let node = expectHarmless(open(activity + harmless))
        #expect(node.run(["totals", "--by", "activity"]).code == 0)
    }

    /// What is no IATI at all: exit 3, one line that names the file and says why.
    @Test(arguments: [
        ("page.xml", "<!DOCTYPE html><html><body>404 not found</body></html>", "web page"), ("data.xml", "{\"activities\": []}", "JSON"),
        ("empty.xml", "", "empty"), ("blank.xml", "  \n ", "empty"), ("other.xml", "<rss/>", "<rss>"),
        ("text.xml", "no markup here", "not XML"),
        ("archive.xml", "PK\u{3}\u{4}\u{14}\0\0\0", "ZIP"), ("paper.xml", "%PDF-1.7\n", "PDF"),
        ("nul.xml", String(repeating: "\0", count: 4096), "not XML"),
    ])
    func whatIsNoIATI(name: String, text: String, said: String) {
        let node = Node()
        let path = node.scratch.write(name, text)
        let run = expectHarmless(node, path, keeps: false)
        let lines = run.errorLines.filter { $0.contains(path) }
        #expect(lines.count == 1)
        #expect(lines.first?.contains(said) == true)
        #expect(node.run(["status", "--format", "csv"]).table["failure"].first?.isEmpty == false)
    }

    @Test func aFolderNamedLikeAFile() {
        let node = Node()
        node.scratch.write("folder.xml/a.xml", open(harmless))
        _ = expectHarmless(node, node.scratch.path("folder.xml"))
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func withoutPermission() throws {
        let node = Node()
        let path = node.scratch.write("locked.xml", open(harmless))
        #expect(chmod(path, 0) == 0)
        _ = expectHarmless(node, path, keeps: false)
    }

    /// A pipe that nobody writes to must not be waited for.
    @Test func aPipe() {
        let node = Node()
        #expect(mkfifo(node.scratch.path("pipe.xml"), 0o600) == 0)
        _ = expectHarmless(node, node.scratch.path("pipe.xml"), keeps: false)
    }

    /// Gigabytes of blanks in a megabyte: not read on, and the record before them kept.
    @Test(.enabled(if: Testbed.python != nil, Comment(rawValue: Testbed.withoutPython)))
    func gzipBomb() {
        let node = Node()
        let head = node.scratch.write("head", open(harmless).replacing("</iati-activities>", with: ""))
        let script = """
            import sys, zlib
            out, packer = open(sys.argv[2], 'wb'), zlib.compressobj(9, wbits=31)
            out.write(packer.compress(open(sys.argv[1], 'rb').read()))
            for _ in range(2000): out.write(packer.compress(b' ' * (1 << 20)))
            out.write(packer.flush())
            """
        let path = node.scratch.path("bomb.xml.gz")
        #expect(Child(Testbed.python!, ["-c", script, head, path]).wait().code == 0)
        _ = expectHarmless(node, path)
        #expect(!node.run(["problems", "--format", "csv"]).table.rows.isEmpty)
    }
}

/// The collection of broken files that validators are tested with.
@Suite(.enabled(if: Testbed.shared != nil, Comment(rawValue: Testbed.withoutShared)))
struct BrokenCollectionTests {
    static let folders: [String] = {
        guard let shared = Testbed.shared else { return [] }
        let folder = shared + "/data/iati-broken"
        return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().map { folder + "/" + $0 }
    }()

    /// Each part at once: it ends well, in little memory, and each file that is refused has a sentence.
    @Test(arguments: folders)
    func endsWell(folder: String) {
        let node = Node()
        let run = node.load([folder], limit: 60)
        #expect(!run.isTimedOut)
        #expect(run.code == 0 || run.code == 3, "\(run)")
        #expect(run.peak < 256 << 20)
        let status = node.run(["status", "--format", "csv"]).table
        let failed = zip(status["source"], zip(status["state"], status["failure"])).filter { $0.1.0 == "failed" }
        #expect(failed.isEmpty == (run.code == 0))
        for (path, (_, reason)) in failed {
            #expect(reason.count > 20 && reason.contains(" "), "\(path)")
            #expect(run.errorLines.contains { $0.contains(path) }, "\(path)")
        }
        #expect(status.rows.count >= Testbed.files(under: folder).count - Self.hiddenFiles(folder))
    }

    private static func hiddenFiles(_ folder: String) -> Int {
        Testbed.files(under: folder).filter { $0.contains("/.") }.count
    }
}
