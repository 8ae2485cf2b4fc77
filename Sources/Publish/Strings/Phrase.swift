/// Every string of a brief; each language answers all of them, in its own file. `{name}` is filled in.
enum Phrase: String, CaseIterable, Sendable {
    // Page furniture
    case kicker, kickerRegion, subtitle, inBrief, keyFigures, glanceHeading, contents, sameAsTable, needsScript
    case withoutDrawings, madeByText, rowsLeftOut, tableLeftOut, hoverForCents, figureColumn, valueColumn, ruleColumn
    // Facts
    case factDate, factReader, factMoney, factSources, factAsOf, factNewest, moneyUnit, sourceCount, storeOwner, unknown
    case unnamed, untitled, listComma
    // Handling
    case handlingOwner, handlingReader, handlingComplete, handlingWithheld, footerOwner, footerReader, footerWithheld
    // Headline figures
    case figureSpend, figureCommitments, figureAsPublished, figureActivities, figureActive, figureOrganisations, figurePeople
    case ruleNet, ruleReporter, ruleFunder, ruleImplementer, ruleActivities, ruleActive, ruleOrganisations, rulePeople
    // Columns and words in tables
    case partner, partnerOrAgency, otherPartners, furtherPartners, spend, commitments, share, grants, loans, notStated
    case activities, securityAssistance, reported, notReported, seeSecurity, total, year, yearUnknown, untilYear, allOfIt
    case theme, otherThemes, funder, implementer, otherImplementers, furtherStreams, place, country, noPlace, largestPartners
    case largestThemes, activity, themeAndPlace, dates, number, date, milestone, source, organisation, indicator, period
    case peopleRange, publisher, records, problems, published, ageInDays, read, terms, old, undated, endPlanned, noDates
    case currency, amount, reference, noReference, nameColumn, nothingReported, nothingHere, activityCount, today, markPublic
    case markPartners, markOwn, statusPipeline, statusImplementation, statusFinalisation, statusClosed, statusCancelled
    case statusSuspended
    // Findings
    case findingNothing, findingSpend, findingFirstShare, findingNextShare, findingSharesEnd, findingLoans, findingNoLoans
    case findingTheme, findingLoneThemes, findingNoLoneTheme, findingPlaces, findingEmptyPlaces, findingEmptyPlacesMore
    case findingEnding, findingEndingOne, findingSecurity, findingSecurityAll, findingSecurityNone
    // First page
    case glanceCaption, glanceNote, glanceBold
    // Money
    case sectionMoney, moneyNote, yearCaption, fiscalHeading, fiscalCaption, fiscalNote
    // Security
    case sectionSecurity, securityReportedBy, securityNotReportedBy, securityNote
    case reportedInWorkbook, securityInWorkbookOf
    // Contributions
    case sectionContributions, contributionCaption, contributionKind, contributionCount, contributionUnderWay, contributionBudget
    case contributionQuantity, contributionMoney, contributionNote, onBudget, offBudget
    // Themes
    case sectionThemes, heatCaption, heatLegend, stepUnder, stepBetween, stepFrom, stepAny, stepNone, agencyNotNamed
    // Streams
    case sectionStreams, streamCaption, streamNote
    // Places
    case sectionPlaces, placeCaption, mapPoints, mapPointsSome, mapDeaths, mapNote, mapViolenceNote
    case unplacedHeading, unplacedText, unknownNames
    // Timeline
    case sectionTimeline, timelineCaption, timelineNote, timelineDeaths, timelineViolenceNote, milestones, milestoneLine
    // Activities
    case sectionEnding, endingCaption, endingNote, endingNone, sectionLargest, largestCaption, traceNote
    // People
    case sectionPresence, presenceCaption, presenceNote, presenceOrganisations, presenceThemes
    // Situation
    case sectionContext, contextCaption, contextLatest, contextBefore, contextProjected, contextPublished, contextProjection, contextNote
    case priorityHeading, priorityCaption, priority, priorityTarget, priorityDocument, priorityBudget, priorityOnBudget, priorityOffBudget,
        prioritySpend, priorityNote, wholeCountry
    case sectionSituation, situationCaption, situationEvents, eventCount, situationDeaths, situationNote, situationNoPresence
    case situationNoPeople, situationNoViolence, situationNothing, violenceHeading, violenceCaption, violenceNote, dataset
    case violenceMonthHeading, violenceMonthNote, violenceUndated, monthsNotKnown
    case peoplePopulation, peopleAffected, peopleInNeed, peopleTargeted, peopleReachedOf, groupDisplaced, groupReturnees, groupRefugees
    case groupHosts, peopleOfGroup, inHouseholds
    // People reached
    case sectionPeople, peopleCaption, peopleNote, peopleNone
    // Others
    case sectionOthers, othersText, othersCaption, othersNone
    // Region
    case sectionRegion, regionCaption, regionNote
    // Sources
    case sectionSources, sourceCaption, freshness, staleSources, stale, sourceNote, sourcesNone
    // Gaps
    case sectionGaps, unconvertedHeading, unconvertedCaption, unconvertedNone, noCurrency, unplacedShort, unresolvedHeading
    case unresolvedCaption, unresolvedNone, unresolvedNote
    // Method
    case sectionMethod, methodSilence, methodNet, methodPublished, methodFlows, methodSplit, methodCurrency, methodYears
    case methodAssistance, methodPeople, methodPlaces, methodHandling, methodActivities, methodTrace
}
