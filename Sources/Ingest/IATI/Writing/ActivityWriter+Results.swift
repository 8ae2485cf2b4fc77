import Records
import XML

extension ActivityWriter {
    /// A result without an indicator has no valid form.
    func write(_ result: ActivityResult) {
        guard !result.indicators.isEmpty else { return }
        out.element("result", [("type", result.type), ("aggregation-status", Written.flag(result.aggregable))]) {
            write("title", result.titles)
            writeTexts(result.descriptions, result.documents, result.references)
            for indicator in result.indicators { write(indicator) }
        }
    }

    private func writeTexts(_ descriptions: [LocalText], _ documents: [DocumentLink], _ references: [Classification]) {
        if !descriptions.isEmpty { write("description", descriptions) }
        for document in documents { write(document) }
        for reference in references { out.element("reference", [("vocabulary", reference.vocabulary), ("code", reference.code)]) }
    }

    private func write(_ indicator: Indicator) {
        out.element(
            "indicator",
            [
                ("measure", indicator.measure), ("ascending", Written.flag(indicator.ascending)),
                ("aggregation-status", Written.flag(indicator.aggregable)),
            ]
        ) {
            write("title", indicator.titles)
            writeTexts(indicator.descriptions, indicator.documents, indicator.references)
            for baseline in indicator.baselines { write(baseline: baseline) }
            for period in indicator.periods { write(period) }
        }
    }

    /// Of no year, a baseline has no valid form.
    private func write(baseline: Measurement) {
        guard let year = UInt(baseline.year), year > 0 else { return }
        out.element(
            "baseline",
            [("iso-date", baseline.day.map(Written.day)), ("year", String(year)), ("value", Written.some(baseline.value))]
        ) {
            writePlace(of: baseline)
            for document in baseline.documents { write(document) }
            if !baseline.comments.isEmpty { write("comment", baseline.comments) }
        }
    }

    private func write(_ period: IndicatorPeriod) {
        out.element("period") {
            writePeriod(period.start, period.end)
            for target in period.targets { write("target", target) }
            for actual in period.actuals { write("actual", actual) }
        }
    }

    private func write(_ name: String, _ measurement: Measurement) {
        out.element(name, [("value", Written.some(measurement.value))]) {
            writePlace(of: measurement)
            if !measurement.comments.isEmpty { write("comment", measurement.comments) }
            for document in measurement.documents { write(document) }
        }
    }

    private func writePlace(of measurement: Measurement) {
        for location in measurement.locations { out.element("location", [("ref", Written.some(location))]) }
        for dimension in measurement.dimensions { out.element("dimension", [("name", dimension.name), ("value", dimension.value)]) }
    }

    /// Without a category, which the schema requires, it is one of no kind.
    func write(_ document: DocumentLink) {
        out.element("document-link", [("url", Written.address(document.url)), ("format", document.format)]) {
            write("title", document.titles)
            if !document.descriptions.isEmpty { write("description", document.descriptions) }
            for category in document.categories.isEmpty ? [""] : document.categories { out.element("category", [("code", category)]) }
            for language in document.languages { code("language", language) }
            if let day = document.day { out.element("document-date", [("iso-date", Written.day(day))]) }
        }
    }
}
