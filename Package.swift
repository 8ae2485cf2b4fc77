// swift-tools-version: 6.0
import PackageDescription

/// One writer and bounded queues make exclusivity provable by hand; checking it at run time costs a tenth of an import.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
]

/// The program carries its runtime, so that it starts quickly and runs where no Swift is; sanitizers cannot see into one that is linked in.
let runtime: [LinkerSetting] = Context.environment["CONCORD_SANITIZE"] == nil ? [.unsafeFlags(["-static-stdlib"])] : []

/// C libraries: a module map each, and inline shims for what Swift cannot call.
let foreign: [Target] = [
    .systemLibrary(name: "CLibXML2", path: "Sources/Libraries/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSQLite", path: "Sources/Libraries/CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    /// ICU's headers clash with Foundation's: they stay behind plain C.
    .target(name: "CICU", path: "Sources/Libraries/CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
    .systemLibrary(name: "CMalloc", path: "Sources/Libraries/CMalloc"),
    .systemLibrary(name: "CZstd", path: "Sources/Libraries/CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZlib", path: "Sources/Libraries/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZip", path: "Sources/Libraries/CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(
        name: "CXlsxWriter", path: "Sources/Libraries/CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CXXHash", path: "Sources/Libraries/CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CCrypto", path: "Sources/Libraries/CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    /// Loaded when something is fetched: it would double the time of starting.
    .target(name: "CCurl", path: "Sources/Libraries/CCurl", cSettings: [.unsafeFlags(["-fvisibility=hidden"])]),
    /// Loaded when a store on a server is opened, for the same reason.
    .target(name: "CPostgreSQL", path: "Sources/Libraries/CPostgreSQL", cSettings: [.unsafeFlags(["-fvisibility=hidden"])]),
    /// Loaded when an area is looked at, for the same reason.
    .target(name: "CGEOS", path: "Sources/Libraries/CGEOS", cSettings: [.unsafeFlags(["-fvisibility=hidden"])]),
]

let libraries: [Target] = [
    /// A value that threads share, reached only through its lock.
    library("Locks", []),
    /// Bytes packed, unpacked and fingerprinted: zstd, gzip, zip, XXH3, SHA-256.
    library("Compression", ["CZstd", "CZlib", "CZip", "CXXHash", "CCrypto"]),
    /// Records cut out of an XML stream one by one and read as flat trees, whatever the damage around them.
    library("XML", ["Compression", "CLibXML2", "CICU"]),
    /// Work handed to a few threads and taken back in order.
    library("Threads", ["Locks"]),
    /// How the process takes memory from the system.
    library("Memory", ["CMalloc"]),
    /// One database, of SQLite or PostgreSQL: statements, transactions, errors that carry the SQL and withhold the values.
    library("SQL", ["CSQLite", "CPostgreSQL"]),
    /// Human text: folding for comparison, word boundaries, numbers and dates as people write them.
    library("Text", ["Locks", "CICU"]),
    /// Rows of cells out of CSV and its kin and out of workbooks; workbooks written.
    library("Sheets", ["Compression", "XML", "CXlsxWriter"]),
    /// Areas on the map: GeoJSON read, points found in polygons or near them.
    library("Geometry", ["Locks", "CGEOS"]),
    /// Files fetched over https and http, within limits, from the network that is permitted and no other.
    library("Transfer", ["CCurl", "Compression"]),
    /// What a terminal program needs: options, help, tables, CSV, JSON, progress.
    library("CommandLine", ["Text", "Threads"]),
]

let flow: [Target] = [
    /// What an activity, organisation, place, sector, amount and transaction are, and the rules that split money.
    module("Records", ["Locks"]),
    /// Where a published place is: codes, names in any spelling, points.
    module("Geography", ["Records", "Geometry", "Text", "Locks"]),
    /// Published formats read into records and problems.
    module("Ingest", ["Records", "XML", "Sheets", "Geometry", "Text", "Compression"]),
    /// Published files judged as they stream by: structure, code lists, rules, quality.
    module("Check", ["Records", "Ingest", "XML", "Threads"]),
    /// The one database: schema, migrations, the one writer, queries.
    module(
        "Store",
        [
            "Records", "Geography", "Ingest", "XML", "Geometry", "SQL", "Text", "Sheets", "Compression", "Locks", "Threads", "Memory",
            "Transfer",
        ]),
    /// Totals and country pictures, computed from what the reader may see.
    module("Picture", ["Records", "Store", "SQL", "Text", "Threads"]),
    /// Briefs and the workbook that partners fill in, as functions of values.
    module("Publish", ["Records", "Picture", "Compression", "Sheets", "Threads"]),
    /// The command line: wires the parts, nothing else.
    .executableTarget(
        name: "concord",
        dependencies: ["CommandLine", "Text", "Threads", "Records", "Geography", "Ingest", "Check", "Store", "Picture", "Publish"],
        path: "Sources/concord", swiftSettings: settings, linkerSettings: runtime),
]

let tests: [Target] = [
    test("TextTests", ["Text"]),
    test("ThreadsTests", ["Threads"]),
    test("CommandLineTests", ["CommandLine"], exclude: ["Snapshots"]),
    test("CompressionTests", ["Compression", "CZstd", "Gzip"]),
    test("XMLTests", ["XML", "Compression", "Gzip"]),
    test("TransferTests", ["Transfer", "Testbed"]),
    test("SheetsTests", ["Sheets", "Handmade"]),
    test("GeometryTests", ["Geometry"]),
    test("RecordsTests", ["Records"]),
    test("GeographyTests", ["Geography", "Records"]),
    test("PublishTests", ["Publish", "Picture", "Records", "Compression"]),
    test("IngestTests", ["Ingest", "Records", "XML"]),
    test("CheckTests", ["Check", "Ingest", "Records", "Testbed"]),
    /// Packs what tests of compressed files read; without Foundation, whose ICU clashes with that of libxml2's headers.
    .target(name: "Gzip", dependencies: ["CZlib"], path: "Tests/Gzip"),
    /// Archives and workbooks by hand, right or wrong.
    .target(name: "Handmade", dependencies: ["CZlib"], path: "Tests/Handmade"),
    /// What tests share: scratch folders, IATI by hand, the built program as a process.
    .target(name: "Testbed", dependencies: ["Records", "Store", "Picture", "SQL"], path: "Tests/Testbed", swiftSettings: settings),
    test("HouseTests", ["Check", "Ingest", "Testbed"]),
    test("SQLTests", ["SQL", "Testbed"]),
    test("EndToEnd", ["SQL", "Handmade", "Testbed"]),
    test("StoreTests", ["Store", "SQL", "Locks", "Picture", "Geography", "Ingest", "Sheets", "Text", "Records", "Transfer", "Testbed"]),
    test("PictureTests", ["Picture", "Store", "Records", "Testbed"]),
]

/// What feeds the fuzzer, for Scripts/fuzz-records.sh alone: its `main` is libFuzzer's.
let fuzzers: [Target] =
    Context.environment["CONCORD_FUZZ"] == nil
    ? []
    : [
        .executableTarget(
            name: "RecordsFuzz",
            dependencies: ["Compression", "XML", "Sheets", "Geometry", "Text", "Threads", "Records", "Ingest", "Check", "Handmade"],
            path: "Tests/Fuzz", exclude: ["Seeds", "xml.dict"], swiftSettings: settings)
    ]

let package = Package(name: "concord", targets: foreign + libraries + flow + tests + fuzzers)

@MainActor func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Libraries/\(name)", swiftSettings: settings)
}

@MainActor func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: settings)
}

@MainActor func test(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: settings)
}
