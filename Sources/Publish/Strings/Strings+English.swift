extension Phrase {
    var english: String {
        switch self {
        // Page furniture
        case .kicker: "Country brief"
        case .kickerRegion: "Regional brief"
        case .subtitle: "Who does what, where, and with whose money · {years}"
        case .inBrief: "In brief"
        case .keyFigures: "Key figures"
        case .glanceHeading: "The partners at a glance"
        case .contents: "Contents"
        case .sameAsTable: "The same figures as a table"
        case .needsScript: "The drawings need JavaScript. Every figure in them stands in the tables, which do not."
        case .withoutDrawings: "This edition holds the tables without the drawings."
        case .madeByText: "Made by Concord on {date} from what agencies publish. No reported activity is not no activity."
        case .rowsLeftOut: "{count} further rows stand in the HTML and Markdown editions."
        case .tableLeftOut: "Each activity's identifier and source stand in the HTML and Markdown editions."
        case .hoverForCents: "Hover over a figure for the exact amount."
        case .figureColumn: "Figure"
        case .valueColumn: "Value"
        case .ruleColumn: "Counting rule"
        // Facts
        case .factDate: "Date"
        case .factReader: "Reader"
        case .factMoney: "Money"
        case .factSources: "Source files"
        case .factAsOf: "Status as of"
        case .factNewest: "Newest data"
        case .moneyUnit: "{unit}, current prices"
        case .sourceCount: "{count}"
        case .storeOwner: "The store's owner"
        case .unknown: "unknown"
        case .unnamed: "(no name published)"
        case .untitled: "(no title published)"
        case .listComma: ", "
        // Handling
        case .handlingOwner: "Computed from everything in the store. "
        case .handlingReader: "Computed from what {reader} may see. "
        case .handlingComplete: "Nothing is withheld."
        case .handlingWithheld:
            "Something is withheld: the store holds records that this reader may not see; whether any is about these countries is not said."
        case .footerOwner: "everything in the store"
        case .footerReader: "as {reader} may see it"
        case .footerWithheld: "; something is withheld"
        // Headline figures
        case .figureSpend: "spent"
        case .figureCommitments: "committed"
        case .figureAsPublished: "spent, as published"
        case .figureActivities: "activities"
        case .figureActive: "active now"
        case .figureOrganisations: "publishing organisations"
        case .figurePeople: "people reached"
        case .ruleNet: "Net: each unit of money counted once"
        case .ruleReporter: "As published: money passed on is counted at every hand"
        case .ruleFunder: "By funder: followed upstream to who paid"
        case .ruleImplementer: "By implementer: who received it or carries it out"
        case .ruleActivities: "Each identifier once, copies left out"
        case .ruleActive: "Not closed, and running on {day} by its dates"
        case .ruleOrganisations: "Those that publish a record here, each once"
        case .rulePeople: "The largest figure of any one organisation; never added up"
        // Columns and words in tables
        case .partner: "Partner"
        case .partnerOrAgency: "Partner, agency"
        case .otherPartners: "Other partners"
        case .furtherPartners: "{count} further partners"
        case .spend: "Spent"
        case .commitments: "Committed"
        case .share: "Share"
        case .grants: "Grants"
        case .loans: "Loans"
        case .notStated: "Not stated"
        case .activities: "Activities"
        case .securityAssistance: "Security assistance"
        case .reported: "reported"
        case .notReported: "not reported"
        case .seeSecurity: "see below"
        case .total: "Total"
        case .year: "Year"
        case .yearUnknown: "No date"
        case .untilYear: "To {year}"
        case .allOfIt: "{kind} only"
        case .theme: "Theme"
        case .otherThemes: "Other themes"
        case .funder: "Funder"
        case .implementer: "Implementer"
        case .otherImplementers: "Other implementers"
        case .furtherStreams: "{count} smaller streams"
        case .place: "Place"
        case .country: "Country"
        case .noPlace: "No place named or found"
        case .largestPartners: "Largest partners"
        case .largestThemes: "Largest themes"
        case .activity: "Activity"
        case .themeAndPlace: "Theme, places"
        case .dates: "Dates, status"
        case .number: "No."
        case .date: "Date"
        case .milestone: "Milestone"
        case .source: "Source"
        case .organisation: "Organisation"
        case .indicator: "Indicator"
        case .period: "Period"
        case .peopleRange: "People"
        case .publisher: "Publisher, file"
        case .records: "Records"
        case .problems: "Problems"
        case .published: "Published"
        case .ageInDays: "Age, days"
        case .read: "Read"
        case .terms: "Terms"
        case .old: "over a year"
        case .undated: "no date"
        case .endPlanned: "end planned"
        case .noDates: "no dates published"
        case .currency: "Currency"
        case .amount: "Amount"
        case .reference: "Reference"
        case .noReference: "(none)"
        case .nameColumn: "Name as published"
        case .nothingReported: "nothing reported"
        case .nothingHere: "Nothing reported. No reported activity is not no activity."
        case .activityCount: "activities: {count}"
        case .today: "today"
        case .markPublic: "public"
        case .markPartners: "partners only"
        case .markOwn: "own use only"
        case .statusPipeline: "pipeline"
        case .statusImplementation: "implementation"
        case .statusFinalisation: "finalisation"
        case .statusClosed: "closed"
        case .statusCancelled: "cancelled"
        case .statusSuspended: "suspended"
        // Findings
        case .findingNothing: "No spend is reported for {years}. No reported activity is not no activity."
        case .findingSpend: "Of {total} spent in {years}, each unit counted once, "
        case .findingFirstShare: "{share} came from {party}"
        case .findingNextShare: "{share} from {party}"
        case .findingSharesEnd: "."
        case .findingLoans: " Loans make up {share} of it."
        case .findingNoLoans: " No loans are reported."
        case .findingTheme: "{theme} is the largest theme, with {amount} ({share})."
        case .findingLoneThemes: " {count} of {all} themes rest on a single partner, among them {themes}."
        case .findingNoLoneTheme: " No theme rests on a single partner."
        case .findingPlaces: "{unplaced} of all spend names no place that could be found; most of the rest goes to {places}."
        case .findingEmptyPlaces: " Nothing is reported for {places}."
        case .findingEmptyPlacesMore: " Nothing is reported for {places} and {more} more."
        case .findingEnding:
            """
            By the record, {count} activities have ended or end within a year with no successor reported for the same theme and \
            place; the largest is “{title}” ({who}).
            """
        case .findingEndingOne:
            """
            One activity has ended or ends within a year with no successor reported for the same theme and place: “{title}” \
            ({who}).
            """
        case .findingSecurity: "Security assistance is reported by {reported}, and not reported by {silent}."
        case .findingSecurityAll: "Security assistance is reported by {parties}."
        case .findingSecurityNone: "Security assistance is not reported by {parties}."
        // First page
        case .glanceCaption: "Partners, {years}, {unit}"
        case .glanceNote:
            """
            Spend and commitments are net and by funder: each unit of money once, with the partner it came from. The two are \
            never added together.
            """
        case .glanceBold: " Bold: the partners whom this brief is about."
        // Money
        case .sectionMoney: "Money by year and partner"
        case .moneyNote:
            """
            Spend (disbursements and expenditure, gross), net, by funder, calendar years. Hatched: loans. Pale: grant or loan not \
            stated.
            """
        case .yearCaption: "Spend by calendar year, {unit}"
        case .fiscalHeading: "Each side's own fiscal years"
        case .fiscalCaption: "Spend by each partner's own fiscal year, {unit}"
        case .fiscalNote: "A column holds years of one name, not of the same months: the partner's line says when its year runs."
        // Security
        case .sectionSecurity: "Security assistance"
        case .securityReportedBy: "{party}: reported, {amount}."
        case .securityNotReportedBy: "{party}: not reported."
        case .reportedInWorkbook: "reported (in a partner workbook)"
        case .securityInWorkbookOf: "{party}: reported (in a partner workbook)."
        case .securityNote:
            """
            Much security assistance stands in no IATI file: “not reported” says nothing about whether there is any. Money of \
            unknown kind is never called ODA.
            """
        // Contributions
        case .sectionContributions: "What no feed carries"
        case .contributionCaption: "Contributions that partners wrote into workbooks, by partner and kind"
        case .contributionKind: "Kind"
        case .contributionCount: "Number"
        case .contributionUnderWay: "Under way"
        case .contributionBudget: "Host's budget"
        case .contributionQuantity: "Quantity"
        case .contributionMoney: "Money"
        case .contributionNote:
            """
            As partners filled in their workbooks. Nothing here is part of the money elsewhere in this brief, for the same help may \
            stand in a data feed. Quantities are added unit by unit, money currency by currency, over all years: rotations that follow one \
            another count each. Under way: on {day}.
            """
        case .onBudget: "{count} on"
        case .offBudget: "{count} off"
        // Themes
        case .sectionThemes: "Partners and agencies by theme"
        case .heatCaption: "Spend by theme, {years}, {unit}"
        case .heatLegend: "Spend, net, by funder. Shades, {unit}: {steps}. A dot: nothing reported."
        case .stepUnder: "under {to}"
        case .stepBetween: "{from} to {to}"
        case .stepFrom: "{from} and more"
        case .stepAny: "any spend"
        case .stepNone: "activities, no spend"
        case .agencyNotNamed: "agency not named"
        // Streams
        case .sectionStreams: "Who funds whom to do what"
        case .streamCaption: "Largest streams from funder to implementer to theme, {years}, {unit}"
        case .streamNote:
            """
            Spend, net, {unit}. A band keeps its funder's colour as long as one funder's money flows in it; grey bands hold several. \
            Smaller streams are folded into “other”; streams below zero stand in the table only.
            """
        // Places
        case .sectionPlaces: "Where"
        case .placeCaption: "Spend by place, {years}, {unit}"
        case .mapPoints: "a point that an activity names, in its partner's colour"
        case .mapPointsSome: "a point that an activity names, in its partner's colour ({shown} of {all})"
        case .mapDeaths: "deaths, {dataset} {year}, by the circle's area (largest: {most})"
        case .mapViolenceNote:
            """
            Circles, events and deaths: {dataset} in {year}, the latest year read, which may not be whole; best estimates. Events without a \
            known place are in no circle.
            """
        case .mapNote:
            """
            Spend, net, {unit}, split evenly over the places an activity names. A place without a drawn outline stands in the table only. Lines \
            and names on the map imply no view on the status of any territory.
            """
        case .unplacedHeading: "What could not be placed"
        case .unplacedText:
            """
            {amount} ({share} of spend) in {count} activities names no place, or none that could be found. It is in every total \
            here and in no place.
            """
        case .unknownNames: "Names published and not found here: "
        // Timeline
        case .sectionTimeline: "Activities over time"
        case .timelineCaption: "Activities over time, as published, {unit}"
        case .timelineNote:
            """
            The {shown} largest activities with a date, with the milestones. Solid: up to {day}. Pale: planned after it. A fading \
            end: no end published.
            """
        case .timelineDeaths: "Deaths by month, {dataset}"
        case .timelineViolenceNote:
            """
            The strip below shows deaths by month in the countries of this brief, best estimates of the one dataset that knows most months of \
            these years. Grey: before the first or after the last event that was read, where nothing is known.
            """
        case .milestones: "Milestones"
        case .milestoneLine: "milestone, numbered as in “Activities over time”"
        // Activities
        case .sectionEnding: "What ends without a successor"
        case .endingCaption: "Activities that ended or end, as published, {unit}"
        case .endingNote:
            """
            Ended within the year before {day}, or ending within the year after, with no later activity reported by anyone for \
            the same theme and place. The host's own services are seldom in these data: they may be the successor.
            """
        case .endingNone: "No activity ends within a year without a later one for the same theme and place."
        case .sectionLargest: "The largest activities"
        case .largestCaption: "Largest activities by spend, as published, {unit}"
        case .traceNote: "Each line opens to its record: `concord trace ID` shows the file, the line and the element as published."
        // People
        case .sectionPresence: "Who is at work where"
        case .presenceCaption: "Organisations at work, as sheets of operational presence (3W) name them"
        case .presenceNote:
            """
            An organisation counts once in a place and once in a theme, by whatever names its sheets call it. Presence says neither how much is \
            done nor for whom; places and themes do not add up to the country, for one organisation may be in several.
            """
        case .presenceOrganisations: "Organisations"
        case .presenceThemes: "In which themes"
        // Situation
        case .sectionSituation: "Money beside presence, need and violence"
        case .sectionContext: "Context, and what the host government asks for"
        case .contextCaption: "Indicators of the context: the latest value, the one before, and where a straight line would lead"
        case .contextLatest: "Latest"
        case .contextBefore: "Before"
        case .contextProjected: "Projected"
        case .contextPublished: "as published"
        case .contextProjection: "projection"
        case .contextNote:
            "Values stand as their sources give them. A projection is no forecast: it is the straight line through the values of the last ten years (least squares), drawn where there are three or more, never below zero where no value was, and a percentage never above a hundred. The first twelve series are drawn."
        case .priorityHeading: "Priorities that the host government has published"
        case .priorityCaption: "Priorities of the host government, with spend on their themes in {unit}"
        case .priority: "Priority"
        case .priorityTarget: "Target"
        case .priorityDocument: "Document"
        case .priorityBudget: "Host's budget"
        case .priorityOnBudget: "on budget"
        case .priorityOffBudget: "off budget"
        case .prioritySpend: "Spent on the theme"
        case .priorityNote:
            "Targets stand as the documents word them. Spend is that of all parties on the theme, in the place where one is named, all years, rule net; it does not say that the money served the target."
        case .wholeCountry: "whole country"
        case .situationCaption: "Place by place: spend in {unit}, organisations at work, people, conflict events"
        case .situationEvents: "Events, {dataset} {year}"
        case .eventCount: "Events"
        case .situationDeaths: "Deaths"
        case .situationNote:
            """
            A dash: nothing was published, which is not zero. People: the largest figure that a sheet counts in each lowest place; the range \
            runs from the largest place to the sum of the places. Events and deaths are of one dataset in its latest year, which may not be \
            whole; the number of deaths is the best estimate, with low and high where they differ. None of the four says how much of another \
            is needed.
            """
        case .situationNoPresence: "Presence is missing: no sheet of who is at work where that may be shown here was read for {countries}."
        case .situationNoPeople:
            "Need is missing: no sheet of people in need, displaced or returned that may be shown here was read for {countries}."
        case .situationNoViolence: "Violence is missing: no dataset of conflict events that may be shown here was read for {countries}."
        case .situationNothing:
            """
            Presence, need and violence are missing: no sheet of who is at work where, none of people in need and no dataset of conflict \
            events that may be shown here was read for {countries}. This brief shows money alone.
            """
        case .violenceHeading: "Conflict events by year"
        case .violenceCaption: "Conflict events and deaths by dataset and year"
        case .violenceNote: "Each dataset counts by rules of its own: rows of different datasets are never added together."
        case .violenceMonthHeading: "Conflict events by month"
        case .violenceMonthNote:
            """
            Deaths are best estimates; each row has a scale of its own. An event stands in the month in which it began. The \
            table counts by year, for the months are too many.
            """
        case .monthsNotKnown: "before the first or after the last event read: nothing is known"
        case .violenceUndated: " Events of which only the year is known stand in the table alone: {counts}."
        case .dataset: "Dataset"
        case .peoplePopulation: "Population"
        case .peopleAffected: "People affected"
        case .peopleInNeed: "People in need"
        case .peopleTargeted: "People targeted"
        case .peopleReachedOf: "People reached"
        case .groupDisplaced: "displaced"
        case .groupReturnees: "returnees"
        case .groupRefugees: "refugees"
        case .groupHosts: "hosts"
        case .peopleOfGroup: "{people}: {group}"
        case .inHouseholds: "{people} (households)"
        // People reached
        case .sectionPeople: "People reached"
        case .peopleCaption: "People reached, as published by each organisation"
        case .peopleNote:
            """
            A range runs from the largest single figure to the sum of the organisation's own places. People are never added \
            across organisations, themes or months: the same person may be counted by several.
            """
        case .peopleNone: "No organisation publishes how many people it reached here."
        // Others
        case .sectionOthers: "The other partners' part"
        case .othersText: "The other partners ({count}) account for {amount}, {share} of spend."
        case .othersCaption: "Other partners, {unit}"
        case .othersNone: "No partner other than those of this brief reports spend here."
        // Region
        case .sectionRegion: "Across the region"
        case .regionCaption: "Spend by country and partner, {years}, {unit}"
        case .regionNote: "Every fact has one country: nothing is counted in two of these rows."
        // Sources
        case .sectionSources: "Sources: quality and freshness"
        case .sourceCaption: "Files read, their age and problems"
        case .freshness:
            """
            Files: {count}; more than a year old: {old}; without a date: {undated}. Problems met in reading them: {problems}, each \
            listed with its line by `concord problems`.
            """
        case .staleSources:
            "Files that were not read again when their schedule asked for it: {count}. Of these the last good copy stands here."
        case .stale: "not refreshed on schedule"
        case .sourceNote:
            """
            Age counts to the brief's date from the latest update that a file states, of a sheet from the newest day that it speaks of. Problems are lines that a publisher could \
            put right.
            """
        case .sourcesNone: "No source stands behind this brief."
        // Gaps
        case .sectionGaps: "Not converted, not placed, not resolved"
        case .unconvertedHeading: "Money not converted"
        case .unconvertedCaption: "Money left in its own currency"
        case .noCurrency: "(no currency published)"
        case .unconvertedNone: "All money could be converted."
        case .unplacedShort: "{amount} in {count} activities has no place; see “Where”."
        case .unresolvedHeading: "Organisations not resolved"
        case .unresolvedCaption: "Organisations that no register entry matches, {unit}"
        case .unresolvedNone: "Every organisation could be resolved."
        case .unresolvedNote: "Their money is in every total, under no partner's name."
        // Method
        case .sectionMethod: "How to read this brief"
        case .methodSilence:
            """
            “No reported activity” is not “no activity”. The brief holds what agencies publish and what was read; the age of each \
            source is stated above.
            """
        case .methodNet:
            """
            Net counts each unit of money once: what a funder passes on and its recipient reports again is taken out where an \
            explicit link or a confirmed double count shows it, as are secondary reports and the levels of one publisher's \
            hierarchy.
            """
        case .methodPublished:
            """
            As published adds every record that is kept, one per identifier; it is the figure that agrees with each agency's own.
            """
        case .methodFlows:
            """
            Commitments and spend never add together. Spend is gross: repayments stand beside it and are not netted. Grants and \
            loans are shown apart.
            """
        case .methodSplit:
            """
            Money for several countries or sectors is split by the published percentages, to the last millionth; irregular \
            percentages are noted as problems.
            """
        case .methodCurrency:
            """
            Amounts are in {currency} at the rate of the month of their value date, else the nearest earlier month within a year, \
            else the year's average; what has no rate is listed and never guessed.
            """
        case .methodYears:
            """
            Years are calendar years unless a table names a fiscal year. Millions are rounded half to even from exact sums, so \
            that rounded parts may not add up to a rounded total.
            """
        case .methodAssistance:
            """
            The kind of assistance (ODA, other official, security, private) follows flow, finance and aid types, sector and \
            source; where these do not tell, it is unknown, and unknown is never called ODA.
            """
        case .methodPeople: "People in need, targeted and reached are kept apart and never added across organisations, themes or months."
        case .methodPlaces:
            """
            Places are what activities name, matched by code and name to first-level areas; a place that could not be matched is \
            listed, not guessed.
            """
        case .methodHandling: "Every figure is computed from the records that this reader may see, under the terms of each source."
        case .methodActivities:
            "Counts and lists of activities, points and people reached are drawn from every activity of each country, not from a sample."
        case .methodTrace:
            """
            Every listed activity carries its identifier and the file and line it was read from: `concord trace ID` opens it.
            """
        }
    }
}
