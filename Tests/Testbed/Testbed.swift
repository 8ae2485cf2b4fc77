import Foundation

/// Where the tests find what they need.
public enum Testbed {
    /// The package's own folder.
    public static let package: String = {
        var folder = URL(filePath: #filePath)
        for _ in 0..<3 { folder.deleteLastPathComponent() }
        return folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path
    }()

    public static let examples = package + "/Examples"
    public static let resources = package + "/Resources"

    /// Real data and hostile files: `CONCORD_SHARED`, or the folder `shared` beside the package; nil when there is none.
    public static let shared: String? = {
        let named = environment["CONCORD_SHARED"] ?? URL(filePath: package).deletingLastPathComponent().appending(path: "shared").path
        return exists(named + "/data/iati") ? named : nil
    }()

    /// A Python with lxml: `CONCORD_PYTHON`, or the one that the set-up makes; nil when there is none.
    public static let python: String? = {
        let named = environment["CONCORD_PYTHON"] ?? package + "/.build/venv/bin/python"
        return exists(named) ? named : nil
    }()

    public static let withoutShared = "no shared data at hand; set CONCORD_SHARED"
    public static let withoutPython = "no Python with lxml at hand; run Scripts/setup.sh test, or set CONCORD_PYTHON"

    public static var environment: [String: String] { ProcessInfo.processInfo.environment }
    public static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    public static func bytes(of path: String) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { preconditionFailure("cannot read \(path)") }
        return [UInt8](data)
    }

    public static func text(of path: String) -> String { String(decoding: bytes(of: path), as: UTF8.self) }

    /// Regular files under a folder, sorted, without prose.
    public static func files(under folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        var isFolder: ObjCBool = false
        return names.map { folder + "/" + $0 }.filter {
            !$0.hasSuffix(".md") && FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
}
