import Records
import Testbed
import Testing

/// The tables of themes as they ship.
struct ThemeTests {
    private let themes = World.reference.themes

    @Test(arguments: [
        ("Operational Presence: Food Security & Agriculture", "food"), ("Operatioanl Presence: Water, Sanitation & Hygiene", "water"),
        ("Emergency Shelter & Non-Food Items", "shelter"), ("Seguridad Alimentaria", "food"), ("Agua, Saneamiento e Higiene", "water"),
        ("Manejo y gestión de Campamentos (CCCM)", "shelter"), ("Protección", "displacement"), ("Recuperación Temprana", "livelihoods"),
        ("CCCM", "shelter"), ("Education in Emergencies", "education"), ("HLP", "displacement"), ("Mine Action", "mine-action"),
        ("الصحة", "health"), ("DDR", "ddr"), ("police", "police"), ("警察", "police"), ("maritime-security", "maritime-security"),
        ("Logística", "coordination"), ("", "unspecified"), ("Nothing that is known", "unspecified"),
    ])
    func names(name: String, theme: String) { #expect(themes.theme(named: name) == theme) }

    @Test func goals() {
        #expect(themes.goal(of: "15210") == "security")
        #expect(themes.goal(of: "15130") == "justice")
        #expect(themes.goal(of: "15151") == "politics")
        #expect(themes.goal(of: "11220") == "revenues")
        #expect(themes.goal(of: "31120") == "economy")
        #expect(themes.goal(of: "72010") == "unspecified")
        #expect(themes.goals.count == 5)
    }

    /// Every theme that a table names is one of the vocabulary, every goal one of the five.
    @Test func tablesAgree() throws {
        let codes = Set(themes.themes.map(\.code))
        for name in ["dac-sectors", "clusters"] {
            let table = Tabular(Testbed.text(of: Testbed.resources + "/themes/\(name).tsv"))
            for row in table.rows { #expect(codes.contains(table.value(row, "theme")), "\(name): \(row)") }
        }
        let goals = Set(themes.goals.map(\.code) + [""])
        #expect(themes.themes.allSatisfy { goals.contains($0.goal) })
    }

    @Test func totalsByGoal() throws {
        let world = try World(
            IATI.activity("A", inside: "<sector code=\"15210\"/>", IATI.transaction("10")),
            IATI.activity("B", inside: "<sector code=\"72010\"/>", IATI.transaction("5")))
        #expect(try world.totals(.reporter, by: [.goal]) == ["security USD 10.00", "unspecified USD 5.00"])
    }
}
