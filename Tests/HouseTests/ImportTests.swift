import Foundation
import Testbed
import Testing

/// The house stands as Package.swift says: a file imports what its target declares, and nothing that comes along with it.
struct ImportTests {
    /// What every module may use without saying so. `Foundation` is for tests alone; for locks there is `Locks`.
    private static let standard: Set<String> = ["Glibc"]
    private static let forTests: Set<String> = ["Foundation", "Glibc", "Testing"]

    private struct Target {
        var name: String
        var path: String
        var dependencies: Set<String>
        var isTest: Bool { path.hasPrefix("Tests/") }
        var files: [String] { Testbed.files(under: Testbed.package + "/" + path).filter { $0.hasSuffix(".swift") } }
    }

    /// Reads the lines `library("XML", [...])`, `module(...)`, `test(...)` and the targets that are written out.
    private static let targets: [Target] = {
        let manifest = Testbed.text(of: Testbed.package + "/Package.swift")
        var found: [Target] = []
        for match in manifest.matches(of: /(?m)^ {4}(library|module|test)\(\s*"(\w+)",\s*\[([^\]]*)\]/) {
            let folder = ["library": "Sources/Libraries/", "module": "Sources/", "test": "Tests/"][String(match.1)]!
            found.append(Target(name: String(match.2), path: folder + match.2, dependencies: names(match.3)))
        }
        for match in manifest.matches(
            of: /\.(?:executableTarget|target)\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\],\s*path: "([^"]+)"/)
        {
            found.append(Target(name: String(match.1), path: String(match.3), dependencies: names(match.2)))
        }
        return found
    }()

    private static func names(_ list: Substring) -> Set<String> { Set(list.matches(of: /"(\w+)"/).map { String($0.1) }) }

    /// The module of each `import` line, whatever stands before the word; a line that is indented stands in a text.
    private func imports(_ path: String) -> Set<String> {
        let modules = Testbed.text(of: path).split(separator: "\n").filter { !$0.hasPrefix(" ") }.compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard let place = words.firstIndex(of: "import"),
                words[..<place].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "internal" })
            else { return nil }
            let kinds: Set<Substring> = ["struct", "class", "enum", "func", "var", "protocol", "typealias"]
            return words[(place + 1)...].first { !kinds.contains($0) }?.split(separator: ".").first.map(String.init)
        }
        return Set(modules)
    }

    @Test func everyFileImportsWhatItsTargetDeclares() {
        for target in Self.targets {
            let allowed = target.dependencies.union(target.isTest ? Self.forTests : Self.standard)
            for file in target.files {
                let strange = imports(file).subtracting(allowed).sorted()
                #expect(
                    strange.isEmpty,
                    "\(file.dropFirst(Testbed.package.count + 1)) imports \(strange), which Package.swift does not give to \(target.name)")
            }
        }
    }

    @Test func everyDependencyIsUsed() {
        for target in Self.targets where !target.isTest {
            let unused = target.dependencies.subtracting(target.files.flatMap { imports($0) }).sorted()
            #expect(unused.isEmpty, "\(target.name) does not use \(unused)")
        }
    }

    /// No Swift file stands outside the rooms, and none of them is empty. What feeds the fuzzer is built by Scripts/fuzz.sh.
    @Test func everyFileBelongsToATarget() {
        let folders = Self.targets.map { Testbed.package + "/" + $0.path + "/" }
        for root in ["Sources", "Tests"] {
            for file in Testbed.files(under: Testbed.package + "/" + root) where file.hasSuffix(".swift") && !file.contains("/Tests/Fuzz/")
            {
                #expect(folders.contains { file.hasPrefix($0) }, "\(file)")
            }
        }
        for target in Self.targets { #expect(!target.files.isEmpty, "\(target.name)") }
    }

    /// Along the flow, from right to left, never back; libraries know nothing of aid.
    @Test func importsPointOneWay() {
        let flow = ["Records", "Geography", "Ingest", "Check", "Store", "Picture", "Publish", "concord"]
        let libraries = Self.targets.filter { $0.path.hasPrefix("Sources/Libraries/") }
        for library in libraries { #expect(library.dependencies.isDisjoint(with: flow), "\(library.name)") }
        for target in Self.targets where flow.contains(target.name) {
            let place = flow.firstIndex(of: target.name)!
            #expect(target.dependencies.isDisjoint(with: flow[place...]), "\(target.name)")
        }
        #expect(Self.targets.first { $0.name == "Records" }?.dependencies == ["Locks"])
        #expect(libraries.count >= 5)
        #expect(Self.targets.filter { flow.contains($0.name) }.count == flow.count)
    }

    /// Each C library has one door, among the libraries. ICU has two: encodings in XML, words in Text.
    @Test func cStaysBehindItsModule() {
        let rooms = Self.targets.filter { !$0.isTest }
        for target in rooms {
            let foreign = target.dependencies.filter { $0.contains(/^C[A-Z]/) }
            #expect(foreign.isEmpty || target.path.hasPrefix("Sources/Libraries/"), "\(target.name)")
        }
        for name in ["CLibXML2", "CSQLite", "CZstd", "CZlib", "CZip", "CXXHash", "CCrypto", "CXlsxWriter", "CCurl", "CPostgreSQL"] {
            #expect(rooms.filter { $0.dependencies.contains(name) }.count == 1, "\(name)")
        }
    }
}
