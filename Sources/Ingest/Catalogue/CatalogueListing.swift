import Records
import Sheets

/// A page of what a CKAN catalogue offers, as the IATI Registry and the Humanitarian Data Exchange answer to `package_search`,
/// `package_show`, `organization_show` and `group_show`: addresses of files, each with its licence.
public struct CatalogueListing: Sendable {
    public struct Resource: Sendable, Equatable {
        public let address: String
        public let licence: String
    }

    /// Files of kinds that are read.
    public private(set) var resources: [Resource] = []
    /// How many files are of other kinds.
    public private(set) var others = 0
    /// Datasets on this page, and how many there are in all.
    public let packages: Int
    public let total: Int
    /// Whether the rest can be asked for by `start`.
    public let isPaged: Bool

    private static let longest = 64 << 20

    /// Nil when the file is no such page.
    public static func read(path: String) throws -> CatalogueListing? {
        let start = try SmallFile.read(path, maximum: 64).first { $0 > 0x20 }
        guard start == UInt8(ascii: "{") else { return nil }
        let bytes = try SmallFile.read(path, maximum: longest + 1)
        guard bytes.count <= longest, let document = JSONNode(bytes) else { return nil }
        return CatalogueListing(document)
    }

    init?(_ document: JSONNode) {
        guard document["success"]?.isTrue == true, let result = document["result"] else { return nil }
        let found = result["results"]?.items
        guard let packages = found ?? result["packages"]?.items ?? result.items ?? (result["resources"].map { _ in [result] }) else {
            return nil
        }
        isPaged = found != nil
        self.packages = packages.count
        total = result["count"]?.int ?? result["package_count"]?.int ?? packages.count
        for package in packages { read(package) }
    }

    private mutating func read(_ package: JSONNode) {
        let licence = Self.licence(package)
        for resource in package["resources"]?.items ?? [] {
            guard let address = Self.word(resource["url"]), Self.isRead(Self.word(resource["format"]), address) else {
                others += 1
                continue
            }
            resources.append(Resource(address: address, licence: licence))
        }
    }

    private static func licence(_ package: JSONNode) -> String {
        let named = ["license_title", "license_id"].lazy.compactMap { word(package[$0]) }.first
        return String((named ?? "").prefix(200))
    }

    /// Nil for what is empty.
    private static func word(_ node: JSONNode?) -> String? {
        let text = WhiteSpace.folded(node?.text ?? "")
        return text.isEmpty ? nil : text
    }

    private static let kinds: Set<String> = [
        "iati-xml", "iati", "xml", "csv", "tsv", "xlsx", "json", "geojson", "hxl", "hxl csv", "zip", "zipped csv", "gz", "gzip",
    ]

    /// By its format as the catalogue says it, without one by the end of its address.
    private static func isRead(_ format: String?, _ address: String) -> Bool {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        return kinds.contains((format ?? path.split(separator: ".").last.map(String.init) ?? "").lowercased())
    }
}
