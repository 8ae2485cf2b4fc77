/// The words of the partner workbook in its languages: headers, hints, what lists offer, how to fill it in.
public struct WorkbookWords: Sendable {
    public enum Language: String, CaseIterable, Sendable {
        case english = "en"
        case japanese = "ja"
        case arabic = "ar"

        /// This one, then the others.
        public var first: [Language] { [self] + Self.allCases.filter { $0 != self } }
    }

    /// What a drop-down offers, in the order in which it does.
    public enum List: String, CaseIterable, Sendable {
        case kind, theme, country, currency, budget, status

        /// What the program knows no meaning of is not offered, and not read.
        fileprivate func has(_ code: String) -> Bool {
            switch self {
            case .kind: Contribution.Kind(rawValue: code) != nil
            case .budget: Contribution.Budget(rawValue: code) != nil
            case .status: Contribution.Status(rawValue: code) != nil
            case .theme, .country, .currency: true
            }
        }
    }

    /// Something a list offers; a name that is not known is empty.
    public struct Entry: Hashable, Sendable {
        public var code: String
        public var names: [Language: String]

        public init(code: String, names: [Language: String]) { (self.code, self.names) = (code, names) }

        public func name(_ language: Language) -> String {
            let name = names[language] ?? ""
            return name.isEmpty ? names[.english] ?? code : name
        }
    }

    private let lists: [List: [Entry]]
    private let columns: [WorkbookSheet.Column: (header: [Language: String], hint: [Language: String], width: Double)]
    private let texts: [(name: String, text: [Language: String])]
    private let codes: [List: [String: String]]

    /// - Parameters:
    ///   - tables: lists, columns and texts of the workbook, in `Resources/workbook`.
    ///   - fold: the form in which names are compared.
    public init(lists: Tabular, columns: Tabular, texts: Tabular, others: [List: [Entry]], fold: (String) -> String) {
        var found = others
        for row in lists.rows {
            let entry = Self.entry(lists, row)
            guard let list = List(rawValue: lists.value(row, "list")), list.has(entry.code) else { continue }
            found[list, default: []].append(entry)
        }
        self.lists = found
        codes = found.mapValues { Self.codes($0, fold) }
        let described = columns.rows.compactMap { row in
            WorkbookSheet.Column(rawValue: columns.value(row, "column")).map {
                ($0, (Self.texts(columns, row, "name_"), Self.texts(columns, row, "hint_"), Double(columns.value(row, "width")) ?? 16))
            }
        }
        self.columns = Dictionary(described, uniquingKeysWith: { $1 })
        self.texts = texts.rows.map { (texts.value($0, "text"), Self.texts(texts, $0, "")) }
    }

    /// Every row of a table of codes and names.
    public static func entries(_ table: Tabular) -> [Entry] { table.rows.map { entry(table, $0) } }

    private static func entry(_ table: Tabular, _ row: Tabular.Row) -> Entry {
        Entry(code: table.value(row, "code"), names: texts(table, row, "name_"))
    }

    private static func texts(_ table: Tabular, _ row: Tabular.Row, _ prefix: String) -> [Language: String] {
        Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, table.value(row, prefix + $0.rawValue)) })
    }

    /// Codes and names in every language, folded; of two that are alike the first counts.
    private static func codes(_ entries: [Entry], _ fold: (String) -> String) -> [String: String] {
        let names = entries.flatMap { entry in ([entry.code] + entry.names.values.sorted()).map { (fold($0), entry.code) } }
        return Dictionary(names.filter { !$0.0.isEmpty }, uniquingKeysWith: { first, _ in first })
    }

    public func entries(_ list: List) -> [Entry] { lists[list] ?? [] }

    /// The code of what a list offers, by its code or its name in any language.
    ///
    /// - Parameter folded: the text in the form in which names are compared.
    public func code(_ list: List, folded: String) -> String? { codes[list]?[folded] }

    public func name(_ list: List, _ code: String) -> Entry? { lists[list]?.first { $0.code == code } }

    public func header(_ column: WorkbookSheet.Column, _ language: Language) -> String { columns[column]?.header[language] ?? "" }
    public func hint(_ column: WorkbookSheet.Column, _ language: Language) -> String { columns[column]?.hint[language] ?? "" }
    public func width(_ column: WorkbookSheet.Column) -> Double { columns[column]?.width ?? 16 }

    /// Every line of a name, in order.
    public func lines(_ name: String, _ language: Language) -> [String] {
        texts.filter { $0.name == name }.map { $0.text[language] ?? "" }
    }

    public func text(_ name: String, _ language: Language) -> String { lines(name, language).first ?? name }
}
