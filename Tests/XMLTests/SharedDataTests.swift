import Glibc
import Testing

@testable import XML

/// Real files, where they are at hand: beside the package, or where CONCORD_SHARED says.
enum SharedData {
    static let folder: String? = {
        let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = getenv("CONCORD_SHARED").map { String(cString: $0) } ?? "/\(package)/../shared"
        return access("\(folder)/data/iati", R_OK) == 0 ? folder : nil
    }()

    /// All files under a folder of the shared data.
    static func files(_ name: String) -> [String] {
        folder.map { files(under: "\($0)/data/\(name)") } ?? []
    }

    private static func files(under path: String) -> [String] {
        guard let folder = opendir(path) else { return [path] }
        defer { closedir(folder) }
        var found: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name.0) { String(cString: $0) }
            if !name.hasPrefix(".") { found += files(under: "\(path)/\(name)") }
        }
        return found.sorted()
    }
}

@Suite(.enabled(if: SharedData.folder != nil, "no shared data beside the package; set CONCORD_SHARED"))
struct SharedDataTests {
    @Test func everyFileEnds() throws {
        let parser = ElementParser(vocabulary: Name.vocabulary)
        var records = 0
        for path in SharedData.files("iati") + SharedData.files("iati-broken") {
            guard let reader = try? RecordReader(path: path, roots: roots) else { continue }
            while let record = try reader.next() {
                records += 1
                _ = try? parser.parse(record, root: reader.root)
            }
            _ = try reader.contentHash
        }
        #expect(records > 1000)
    }

    @Test func realFilesOfTheUSGovernmentAreWhole() throws {
        for path in SharedData.files("iati/usg") {
            let reader = try RecordReader(path: path, roots: roots)
            let parser = ElementParser(vocabulary: Name.vocabulary)
            while let record = try reader.next() {
                let activity = try parser.parse(record, root: reader.root)
                #expect(activity.first(.identifier)?.hasText == true)
                #expect(activity.line == record.line)
            }
            #expect(reader.drainProblems().isEmpty)
            #expect(parser.drainProblems().isEmpty)
        }
    }
}
