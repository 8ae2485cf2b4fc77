import Records
import XML

extension Scope {
    mutating func result(_ element: Element) -> ActivityResult {
        var result = ActivityResult()
        result.type = element.value(.type)
        result.aggregable = element.flag(.aggregationStatus)
        for child in element.children {
            switch child.kind {
            case .title: result.titles += names(child)
            case .description: result.descriptions += paragraphs(child)
            case .reference: result.references.append(classification(child))
            case .indicator: result.indicators.append(indicator(child))
            case .documentLink: result.documents.append(document(child))
            default: break
            }
        }
        return result
    }

    /// Only what indicators measure and what they say was reached. What is wrong in results is told where they are read whole.
    mutating func figures(_ element: Element) -> ActivityResult {
        let told = problems
        defer { problems = told }
        var result = ActivityResult()
        for child in element.children where child.kind == .indicator { result.indicators.append(reached(child)) }
        return result
    }

    private mutating func reached(_ element: Element) -> Indicator {
        var indicator = Indicator()
        indicator.measure = element.value(.measure)
        for child in element.children {
            switch child.kind {
            case .title: indicator.titles += names(child)
            case .period: indicator.periods.append(reachedPeriod(child))
            default: break
            }
        }
        return indicator
    }

    private mutating func reachedPeriod(_ element: Element) -> IndicatorPeriod {
        var result = IndicatorPeriod()
        (result.start, result.end) = period(element)
        for child in element.children where child.kind == .actual {
            var actual = Measurement()
            actual.value = child.value(.value)
            for part in child.children where part.kind == .dimension { actual.dimensions.append(dimension(part)) }
            result.actuals.append(actual)
        }
        return result
    }

    private func dimension(_ element: Element) -> Measurement.Dimension { .init(name: element.value(.name), value: element.value(.value)) }

    private mutating func indicator(_ element: Element) -> Indicator {
        var indicator = Indicator()
        indicator.measure = element.value(.measure)
        indicator.ascending = element.flag(.ascending)
        indicator.aggregable = element.flag(.aggregationStatus)
        for child in element.children {
            switch child.kind {
            case .title: indicator.titles += names(child)
            case .description: indicator.descriptions += paragraphs(child)
            case .reference: indicator.references.append(classification(child))
            case .baseline: indicator.baselines.append(measurement(child))
            case .period: indicator.periods.append(indicatorPeriod(child))
            case .documentLink: indicator.documents.append(document(child))
            default: break
            }
        }
        return indicator
    }

    private mutating func indicatorPeriod(_ element: Element) -> IndicatorPeriod {
        var result = IndicatorPeriod()
        (result.start, result.end) = period(element)
        for child in element.children {
            switch child.kind {
            case .target: result.targets.append(measurement(child))
            case .actual: result.actuals.append(measurement(child))
            default: break
            }
        }
        return result
    }

    /// A baseline, target or actual; `value` is an attribute here.
    private mutating func measurement(_ element: Element) -> Measurement {
        var measurement = Measurement()
        measurement.line = element.line
        measurement.value = element.value(.value)
        measurement.year = element.value(.year)
        if !element.value(.isoDate).isEmpty { measurement.day = day(element) }
        for child in element.children {
            switch child.kind {
            case .comment: measurement.comments += paragraphs(child)
            case .location: measurement.locations.append(child.value(.ref))
            case .dimension: measurement.dimensions.append(dimension(child))
            case .documentLink: measurement.documents.append(document(child))
            default: break
            }
        }
        return measurement
    }
}
