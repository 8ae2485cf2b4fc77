import Records

/// What 1.x files say in letters and words, as the codes of 2.x. A code that is no such word stays as it is.
enum Words {
    /// TransactionType (rule 1).
    static func transactionType(_ published: String) -> String {
        switch published {
        case "IF": "1"
        case "C": "2"
        case "D": "3"
        case "E": "4"
        case "IR": "5"
        case "LR": "6"
        case "R": "7"
        case "QP": "8"
        case "QS": "9"
        case "CG": "10"
        default: published
        }
    }

    /// OrganisationRole.
    static func role(_ published: String) -> OrganisationRole {
        if let role = OrganisationRole(rawValue: published) { return role }
        return switch published.lowercased() {
        case "funding": .funding
        case "accountable": .accountable
        case "extending": .extending
        case "implementing": .implementing
        default: .unknown
        }
    }

    /// ActivityDateType; zero for an unknown one.
    static func dateType(_ published: String) -> Int {
        switch published {
        case "1", "start-planned": 1
        case "2", "start-actual": 2
        case "3", "end-planned": 3
        case "4", "end-actual": 4
        default: 0
        }
    }

    /// ActivityStatus.
    static func status(_ published: String) -> String {
        switch published.lowercased() {
        case "pipeline/identification", "pipeline": "1"
        case "implementation": "2"
        case "completion", "finalisation": "3"
        case "post-completion", "closed": "4"
        case "cancelled": "5"
        case "suspended": "6"
        default: published
        }
    }

    /// BudgetType.
    static func budgetType(_ published: String) -> String {
        switch published.lowercased() {
        case "original": "1"
        case "revised": "2"
        default: published
        }
    }

    /// The vocabulary of a sector, region or marker.
    static func vocabulary(_ published: String) -> String {
        switch published {
        case "DAC": "1"
        case "DAC-3": "2"
        default: published
        }
    }

    /// GeographicVocabulary: 1.x gazetteers were numbered otherwise, 1.04 wrote `GEO`.
    static func gazetteer(_ published: String) -> String {
        switch published {
        case "GEO", "1": "G1"
        case "3": "G2"
        default: published
        }
    }
}
