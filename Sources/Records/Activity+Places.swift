extension Activity {
    /// The activity for a reader who may know where it is only by admin 1 (rule 16): no locations, and no result's. What a publisher carried
    /// over from his own system goes too, for nobody knows what stands in it.
    public var withoutPlaces: Activity {
        var coarse = self
        coarse.locations = []
        coarse.legacyData = []
        coarse.results = results.map(\.withoutPlaces)
        return coarse
    }
}

extension ActivityResult {
    fileprivate var withoutPlaces: ActivityResult {
        var coarse = self
        coarse.indicators = indicators.map(\.withoutPlaces)
        return coarse
    }
}

extension Indicator {
    fileprivate var withoutPlaces: Indicator {
        var coarse = self
        coarse.baselines = baselines.map(\.withoutPlaces)
        coarse.periods = periods.map { period in
            var coarse = period
            coarse.targets = period.targets.map(\.withoutPlaces)
            coarse.actuals = period.actuals.map(\.withoutPlaces)
            return coarse
        }
        return coarse
    }
}

extension Measurement {
    fileprivate var withoutPlaces: Measurement {
        var coarse = self
        coarse.locations = []
        return coarse
    }
}
