import CommandLine
import Records

extension ActivityDocument {
    static func result(_ result: ActivityResult) -> JSONValue {
        .record([
            ("type", .string(result.type)),
            ("aggregable", flag(result.aggregable)),
            ("title", texts(result.titles)),
            ("description", texts(result.descriptions)),
            ("references", list(result.references, classification)),
            ("indicators", list(result.indicators, indicator)),
            ("documents", list(result.documents, document)),
        ])
    }

    private static func indicator(_ indicator: Indicator) -> JSONValue {
        .record([
            ("title", texts(indicator.titles)),
            ("description", texts(indicator.descriptions)),
            ("measure", .string(indicator.measure)),
            ("ascending", flag(indicator.ascending)),
            ("aggregable", flag(indicator.aggregable)),
            ("references", list(indicator.references, classification)),
            ("baselines", list(indicator.baselines, measurement)),
            ("periods", list(indicator.periods, period)),
            ("documents", list(indicator.documents, document)),
        ])
    }

    private static func period(_ period: IndicatorPeriod) -> JSONValue {
        .record([
            ("from", day(period.start)), ("to", day(period.end)), ("targets", list(period.targets, measurement)),
            ("actuals", list(period.actuals, measurement)),
        ])
    }

    private static func measurement(_ measurement: Measurement) -> JSONValue {
        .record([
            ("value", .string(measurement.value)),
            ("year", .string(measurement.year)),
            ("date", day(measurement.day)),
            ("dimensions", list(measurement.dimensions) { .record([("name", .string($0.name)), ("value", .string($0.value))]) }),
            ("locations", strings(measurement.locations)),
            ("comment", texts(measurement.comments)),
            ("documents", list(measurement.documents, document)),
            ("line", .int(measurement.line)),
        ])
    }
}
