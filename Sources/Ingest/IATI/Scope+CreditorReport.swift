import Records
import XML

/// What is carried for the DAC's own surveys.
extension Scope {
    mutating func creditorReport(_ element: Element) -> CreditorReport {
        var report = CreditorReport()
        for child in element.children {
            switch child.kind {
            case .otherFlags, .aidtypeFlag: report.flags.append(classification(child, detail: .significance))
            case .loanTerms: keep(loanTerms(child), in: &report.terms)
            case .loanStatus: report.loans.append(loanStatus(child))
            case .channelCode: keep(child.ownText, in: &report.channel)
            default: break
            }
        }
        return report
    }

    private mutating func loanTerms(_ element: Element) -> LoanTerms {
        var terms = LoanTerms()
        terms.firstRate = element.value(.rate1)
        terms.secondRate = element.value(.rate2)
        terms.repaymentType = element.code(.repaymentType)
        terms.repaymentPlan = element.code(.repaymentPlan)
        terms.commitment = element.first(.commitmentDate).flatMap { day($0) }
        terms.firstRepayment = element.first(.repaymentFirstDate).flatMap { day($0) }
        terms.finalRepayment = element.first(.repaymentFinalDate).flatMap { day($0) }
        return terms
    }

    private mutating func loanStatus(_ element: Element) -> LoanStatus {
        var status = LoanStatus()
        status.line = element.line
        status.year = element.value(.year)
        status.currency = currency(of: element)
        status.valueDate = valueDate(element)
        for child in element.children {
            switch child.kind {
            case .interestReceived: keep(amount(child), in: &status.interestReceived)
            case .principalOutstanding: keep(amount(child), in: &status.principalOutstanding)
            case .principalArrears: keep(amount(child), in: &status.principalArrears)
            case .interestArrears: keep(amount(child), in: &status.interestArrears)
            default: break
            }
        }
        return status
    }

    mutating func forwardSpending(_ element: Element) -> ForwardSpending {
        var spending = ForwardSpending()
        spending.extracted = Day(iso: element.value(.extractionDate))
        spending.isPriority = element.flag(.priority)
        spending.phaseOutYear = element.value(.phaseoutYear)
        for child in element.children where child.kind == .forecast {
            spending.forecasts.append(.init(year: child.value(.year), money: money(child), line: child.line))
        }
        return spending
    }
}
