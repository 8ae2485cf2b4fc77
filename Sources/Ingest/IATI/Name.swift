import XML

/// The element and attribute names of IATI 1.01 to 2.03 that are read; all others pass as unknown.
///
/// The raw value is the name's number in `table`, so that reading switches on whole numbers.
enum Name: Int, CaseIterable {
    case iatiActivity, iatiOrganisation, iatiIdentifier, organisationIdentifier, identifier, otherIdentifier, reportingOrg, ownerOrg
    case title, description, narrative, participatingOrg, activityDate, activityStatus, activityScope
    case contactInfo, organisation, department, personName, jobTitle, telephone, email, website, mailingAddress
    case recipientCountry, recipientRegion, sector, tag, policyMarker, humanitarianScope, countryBudgetItems, budgetItem
    case location, name, activityDescription, point, pos, exactness, locationReach, locationClass, featureDesignation, locationId
    case administrative, coordinates, gazetteerEntry, locationType
    case collaborationType, defaultFlowType, defaultFinanceType, defaultAidType, defaultTiedStatus, capitalSpend
    case budget, plannedDisbursement, periodStart, periodEnd, value
    case transaction, transactionType, transactionDate, providerOrg, receiverOrg, disbursementChannel
    case flowType, financeType, aidType, tiedStatus
    case relatedActivity, documentLink, category, language, documentDate, conditions, condition
    case result, indicator, reference, baseline, period, target, actual, comment, dimension
    case activityWebsite, legacyData, fss, forecast
    case crsAdd, otherFlags, aidtypeFlag, channelCode, loanTerms, repaymentType, repaymentPlan, commitmentDate, repaymentFirstDate
    case repaymentFinalDate, loanStatus, interestReceived, principalOutstanding, principalArrears, interestArrears
    case totalBudget, recipientOrgBudget, recipientRegionBudget, recipientCountryBudget, totalExpenditure, recipientOrg
    // Attributes with no element of the same name.
    case ref, type, role, code, vocabulary, percentage, isoDate, valueDate, currency, url, format, status, significance, level, measure
    case ascending, aggregationStatus, year, humanitarian, hierarchy, defaultCurrency, lastUpdatedDatetime, budgetNotProvided
    case secondaryReporter, activityId, crsChannelCode, providerActivityId, receiverActivityId, ownerRef, ownerName
    case latitude, longitude, precision, country, adm1, adm2, gazetteerRef, xmlLang
    case attached, linkedDataUri, iatiEquivalent, extractionDate, priority, phaseoutYear, rate1, rate2
    // Of money that a table gives in parts (`TableElement`).
    case concordCountry, concordPlace, concordSector

    static let table = Vocabulary(allCases.map(\.spelling))

    /// As it stands in files: `isoDate` is `iso-date`.
    var spelling: String {
        switch self {
        case .xmlLang: "xml:lang"
        case .rate1: "rate-1"
        case .rate2: "rate-2"
        default: "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
        }
    }
}
