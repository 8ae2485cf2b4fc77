/// The codes that datasets know countries by, as ISO 3166-1 alpha-2.
public struct CountryCodes: Sendable {
    private var byAlpha3: [String: String] = [:]
    private var byNumeric: [Int: String] = [:]
    private var byGleditschWard: [Int: String] = [:]

    /// - Parameters:
    ///   - countries: columns `code`, `alpha3`, `numeric`.
    ///   - gleditschWard: columns `number`, `code`.
    public init(countries: Tabular, gleditschWard: Tabular) {
        for row in countries.rows {
            let code = countries.value(row, "code")
            byAlpha3[countries.value(row, "alpha3")] = code
            if let number = Int(countries.value(row, "numeric")) { byNumeric[number] = code }
        }
        for row in gleditschWard.rows {
            if let number = Int(gleditschWard.value(row, "number")) { byGleditschWard[number] = gleditschWard.value(row, "code") }
        }
    }

    public func code(alpha3: String) -> String? { byAlpha3[alpha3] }
    public func code(numeric: Int) -> String? { byNumeric[numeric] }
    /// - Parameter gleditschWard: the number UCDP calls `country_id`.
    public func code(gleditschWard: Int) -> String? { byGleditschWard[gleditschWard] }
}
