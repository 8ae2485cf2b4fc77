/// What kind of assistance money is (rule 13). Unknown is never called ODA.
public enum Assistance: String, CaseIterable, Sendable {
    case oda, oof, security, `private`, other, unknown
}

/// Which codes decide the kind of assistance and of finance: tables that ship and can be replaced.
///
/// The first answer wins: a flow type of ODA; security by source or sector; any other flow type; the finance type; the kind of the source; else unknown.
public struct AssistanceRules: Sendable {
    /// Whose money it is.
    public struct Source: Hashable, Sendable {
        public var organisation: String
        public var party: String
        /// Kind of the party: government, ngo, ...
        public var kind: String
        public var isMilitary: Bool
        public init(organisation: String = "", party: String = "", kind: String = "", isMilitary: Bool = false) {
            self.organisation = organisation
            self.party = party
            self.kind = kind
            self.isMilitary = isMilitary
        }
    }

    private struct SectorKey: Hashable, Sendable {
        var vocabulary: String
        var code: String
    }

    private struct SecuritySector: Sendable {
        var party: String
        var needsMilitarySource: Bool
    }

    private let flows: [String: String]
    private let financeKinds: [String: String]
    private let financeAssistance: [String: String]
    private let sourceKinds: [String: String]
    private let securitySectors: [SectorKey: SecuritySector]
    private let securityOrganisations: Set<String>

    public init(flows: Tabular, finances: Tabular, sources: Tabular, sectors: Tabular, organisations: Tabular) {
        self.flows = flows.dictionary("flow_type", "kind")
        financeKinds = finances.dictionary("finance_type", "kind")
        financeAssistance = finances.dictionary("finance_type", "assistance")
        sourceKinds = sources.dictionary("kind", "assistance")
        let rows = sectors.rows.map { row in
            let sector = SecuritySector(
                party: sectors.value(row, "reporter_party"), needsMilitarySource: sectors.value(row, "rule") == "military-source")
            return (SectorKey(vocabulary: sectors.value(row, "vocabulary"), code: sectors.value(row, "sector")), sector)
        }
        securitySectors = Dictionary(rows, uniquingKeysWith: { first, _ in first })
        securityOrganisations = Set(organisations.rows.map { organisations.value($0, "organisation") })
    }

    /// - Parameters:
    ///   - flow: IATI FlowType of the transaction, else of the activity; empty when absent.
    ///   - finance: IATI FinanceType, likewise.
    ///   - sectors: every sector of the activity and transaction with its vocabulary.
    ///   - reporterParty: party of the reporting organisation.
    public func kind(flow: String, finance: String, sectors: [WeightedCode], source: Source, reporterParty: String) -> Assistance {
        let declared = flows[flow].flatMap(Assistance.init(rawValue:))
        if declared == .oda { return .oda }
        if isSecurity(sectors, source, reporterParty) { return .security }
        if let declared { return declared }
        let byFinance = financeAssistance[finance].flatMap(Assistance.init(rawValue:))
        return byFinance ?? sourceKinds[source.kind].flatMap(Assistance.init(rawValue:)) ?? .unknown
    }

    private func isSecurity(_ sectors: [WeightedCode], _ source: Source, _ reporterParty: String) -> Bool {
        if securityOrganisations.contains(source.organisation) { return true }
        return sectors.contains { sector in
            let vocabulary = sector.vocabulary.isEmpty ? "1" : sector.vocabulary
            guard let rule = securitySectors[SectorKey(vocabulary: vocabulary, code: sector.code)] else { return false }
            return (rule.party.isEmpty || rule.party == reporterParty) && (!rule.needsMilitarySource || source.isMilitary)
        }
    }

    /// grant, loan, equity, guarantee, debt-relief, none or other; `unknown` when no finance type is given.
    public func finance(_ code: String) -> String {
        code.isEmpty ? "unknown" : financeKinds[code] ?? "other"
    }
}
