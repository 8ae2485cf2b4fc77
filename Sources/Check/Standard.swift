import Ingest
import Records
import XML

/// The standard in all its versions, as the tables that ship say it.
public struct Standard: Sendable {
    /// The table of the code lists among those that it is made of.
    public static let codes = "standard/codes.tsv"

    public static let latest = "2.03"

    let names: Names
    /// Holds what follows.
    private let memory = TableMemory()
    private let schemas: [String: Schema]
    public let versions: [String]
    let codes: CodeLists
    let rules: Ruleset
    /// The ruleset that a user brought.
    let ruleset: Ruleset?
    let organisations: OrganisationIdentifiers
    let hints: [any QualityRule]
    let hintRules: [ProblemRule]
    let summariser: Summariser
    let sheets: SheetSchema

    /// - Parameters:
    ///   - ruleset: the text of a ruleset in the standard's JSON form, to be judged by as well.
    ///   - table: the text of a file under `Resources`, by its name there.
    public init(ruleset: String? = nil, table: (String) -> String) throws {
        let tables = SchemaTables(types: table("standard/types.tsv"), elements: table("standard/elements.tsv"))
        var names = Names()
        tables.name(all: &names)
        let codeTable = Tabular(table(Self.codes))
        codes = CodeLists(codes: codeTable, uses: Tabular(table("standard/code-uses.tsv")), &names, memory)
        let compiler = RuleCompiler(names, memory)
        rules = try Ruleset(rules: Tabular(table("standard/rules.tsv")), words: Tabular(table("standard/rule-words.tsv")), compiler)
        self.ruleset = try ruleset.map { try Ruleset(json: $0, compiler) }
        hints = try QualityRules.records.map { try $0.init(compiler) }
        hintRules = QualityRules.records.map { $0.rule }
        summariser = try Summariser(compiler)
        sheets = SheetSchema(Tabular(table("standard/hxl.tsv")))
        self.names = compiler.names
        schemas = tables.schemas(compiler.names, memory)
        versions = tables.versions
        organisations = Self.organisations(codeTable, Tabular(table("organisations/organisations.tsv")), memory)
    }

    /// Known are those on IATI's own lists and in the register that ships.
    private static func organisations(_ table: Tabular, _ register: Tabular, _ memory: TableMemory) -> OrganisationIdentifiers {
        func codes(_ list: String) -> Set<String> {
            Set(table.rows.filter { table.value($0, "list") == list }.flatMap { table.list($0, "codes") + table.list($0, "withdrawn") })
        }
        let known = codes("IATIOrganisationIdentifier").union(codes("OrganisationIdentifier"))
        return OrganisationIdentifiers(
            known: CodeSet(known.union(register.rows.flatMap { register.list($0, "references").filter { $0.contains("-") } }), memory),
            agencies: CodeSet(codes("OrganisationRegistrationAgency"), memory))
    }

    /// The version that a file is judged as: its own if that is known, else the latest.
    func version(published: String) -> String {
        let published = WhiteSpace.trimmed(published)
        return versions.contains(published) ? published : Self.latest
    }

    func schema(version: String, root: String) -> Schema? {
        schemas["\(version) \(root == "iati-organisations" ? "organisations" : "activities")"]
    }
}
