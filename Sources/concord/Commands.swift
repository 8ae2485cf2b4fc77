import CommandLine
import Picture
import Records

/// The commands and what they take: the one place that says so.
enum Commands {
    static let concord = Command(
        "concord", "See what allied governments do in a fragile state, from what they publish.",
        options: [
            .text("store", "FILE", "the store: a file, or postgres://HOST/NAME").defaulting(to: "concord.db").reading(
                environment: "CONCORD_STORE"),
            .text("reader", "PARTY", "see only what this party or agency may see; without it, all that the store's owner sees"),
        ],
        examples: [
            Example("concord import Examples/sudan-2011", "read the example"),
            Example("concord totals --by country,year", "spending by country and year, in U.S. dollars"),
            Example("concord brief --country SD,SS -o brief.html", "write the brief"),
        ],
        subcommands: [
            importing, sources, check, rows, places, status, totals, activities, show, trace, events, presence, people, funding, indicators,
            reconcile, template, contributions, problems, parties, codelists, brief, export, copy, backup, restore, verify, migrate,
        ])

    private static let importing = Command(
        "import", "Read files, folders and addresses on the network into the store.",
        discussion: """
            A file that has not changed is skipped. A file that cannot be read is reported and left behind; the rest goes in. An address may \
            be that of a CKAN listing: all its files are read. concord sources reads the same again and again.
            """,
        options: [
            .text("handling", "MARK", "who may see the records: public, partners, own, or named:PARTY[,PARTY...]"),
            .text("licence", "TEXT", "under which licence the records were published"),
            .text("map", "FILE", "hashtags for the headers of sheets without any; kept for the next time"), allowLocal,
        ],
        positionals: [.many("PATH", "files, folders, and addresses of https or http; .gz and .zst are read as they are")],
        examples: [
            Example("concord import data/iati", "every file in a folder"),
            Example("concord import --handling named:USA,JPN state-draft.xml", "records that only these two may see"),
            Example("concord import --map map.csv sites.xlsx", "a sheet without hashtags (concord rows --guess proposes the mapping)"),
        ])

    private static let allowLocal = Option.flag("allow-local", "fetch from one's own network too, and by the environment's proxy")

    private static let sources = Command(
        "sources", "What is read again and again, and how fresh it is.",
        subcommands: [
            Command(
                "add", "Read an address, a file or a folder again every so many days.",
                discussion: """
                    Nothing is fetched yet: concord sources refresh does that. A place that is added again takes the terms that are given and \
                    keeps the others; its records follow at the next reading. A password or key in an address is kept beside the store, never \
                    in it, and never shown.
                    """,
                options: [
                    .integer("every", "DAYS", "days from one reading to the next", in: 1...3650).required(),
                    .text("handling", "MARK", "who may see the records, as for import"),
                    .text("licence", "TEXT", "under which licence the records were published; without it, what a catalogue says"),
                    allowLocal,
                ],
                positionals: [Positional("PLACE", "an address of a file or of a CKAN listing, a file, or a folder")],
                examples: [Example("concord sources add https://example.org/activities.xml --every 7", "once a week")]),
            Command(
                "list", "The sources, their age, and what failed.", options: [Format.option],
                examples: [Example("concord sources list --format csv", "for a spreadsheet")]),
            Command(
                "remove", "Forget a source; what was read of it stays.", positionals: [Positional("PLACE", "as sources list shows it")],
                examples: [Example("concord sources remove https://example.org/activities.xml", "no longer")]),
            Command(
                "refresh", "Fetch and import what is due.",
                discussion: "What cannot be had leaves the last good copy in the store. Exit 3 when something could not be read.",
                options: [.flag("all", "what is not due too"), Format.option],
                positionals: [Positional("PLACE", "this source alone, due or not", least: 0)],
                examples: [
                    Example("concord sources refresh", "what is due; for a timer"),
                    Example("concord sources refresh --all", "everything"),
                ]),
        ])

    private static let rows = Command(
        "rows", "The rows of a humanitarian sheet, as they are read.",
        discussion: """
            CSV and its kin, .gz, .xlsx and JSON. Columns are named by their HXL hashtags, found among the first 25 rows; a sheet without
            any is read through a mapping, CSV of header,tag or a JSON object.
            """,
        options: [
            .text("sheet", "N|NAME", "the sheet, by its number from 1 or its name; without it, the first with hashtags"),
            .text("map", "FILE", "hashtags for the headers of a sheet without any"),
            .flag("guess", "print the mapping that its headers suggest"),
            .choice("as", "WHAT", "the rows, or the records made of them", of: RowsCommand.Content.allCases.map(\.rawValue))
                .defaulting(to: "rows"),
            Format.option,
        ],
        positionals: [Positional("FILE", "the sheet")],
        examples: [
            Example("concord rows 3w.csv --as presence", "who does what where"),
            Example("concord rows sites.xlsx --guess --format csv > map.csv", "a mapping to check, then to give by --map"),
        ])

    private static let places = Command(
        "places", "How many of the places that files name are found, by point and by name.",
        discussion: """
            Each place below a country is looked up as an import does it, whole, by its point alone and by its names alone; nothing is stored. Points \
            that cannot be right stand apart. With --as places each is listed with what the file says, the first-level division that it is taken \
            for, and why.
            """,
        options: [
            .text("country", "C", "only these countries").list(),
            .choice(
                "as", "WHAT", "counts by file and country, every place, or those not found",
                of: PlacesCommand.Content.allCases.map(\.rawValue)
            )
            .defaulting(to: "counts"),
            Format.option,
        ],
        positionals: [.many("PATH", "files and folders; .gz and .zst are read as they are")],
        examples: [
            Example("concord places --country AF,SD,SS data", "how well a folder is placed"),
            Example("concord places --as unplaced events.csv", "what was not found"),
        ])

    private static let check = Command(
        "check", "Judge IATI files: structure, code lists, rules, quality.",
        discussion: """
            Exit 1 when a file is not well-formed or not valid to the standard's structure; findings of code lists and rules count only with
            --strict, hints of quality never. A file of no version that is known is judged as 2.03. Nothing is stored.
            """,
        options: [
            .flag("strict", "let findings of code lists and rules count too"),
            .text("ruleset", "FILE", "judge by this ruleset (JSON in the standard's form) alone; with --strict, by all the rest too"),
            .text("iati-version", "V", "judge as this version, whatever a file says of itself"),
            .text("output", short: "o", "FILE", "write a page, .html, instead of rows"), Format.option,
        ],
        positionals: [.many("FILE", "files; .gz and .zst are read as they are")],
        examples: [
            Example("concord check data.xml", "what its publisher should put right"),
            Example("concord check --ruleset ours.json --format csv data/*.xml", "rules of your own"),
        ])

    private static let status = Command(
        "status", "What is in the store, how fresh each source is, what failed.", options: [Format.option],
        examples: [Example("concord status --format csv", "for a spreadsheet")])

    private static let problems = Command(
        "problems", "What is wrong in the files, with line and remedy.",
        options: [
            .text("file", "FILE", "only this file: its path, or the end of it"), .text("rule", "RULE", "only this rule"), Format.option,
        ],
        examples: [Example("concord problems --rule percentages-over", "every list of percentages above 100")])

    private static let filters: [Option] = [
        .text("country", "C", "only these countries: codes, region:CODE or unspecified").list(),
        .text("party", "P", "only these parties: the side that the rule names; in lists, any role").list(),
        .text("sector", "S", "only these DAC sectors, categories or themes").list(),
        .text("marker", "M", "only what aims at these by the DAC's policy markers: gender, environment, ..., gender:principal").list(),
        .integer("from", "YEAR", "from this year on", in: 0...9999),
        .integer("to", "YEAR", "up to this year", in: 0...9999),
    ]

    private static let totals = Command(
        "totals", "Sums of money by any combination of dimensions.",
        discussion: """
            Dimensions: \(Dimension.allCases.map(\.rawValue).joined(separator: ", ")).
            Rules: reporter, as published; funder, implementer, by that side; net, each unit once.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().required(),
            .choice("flow", "FLOW", "what is counted", of: Flow.allCases.map(\.rawValue)).defaulting(to: "spend"),
            .choice("rule", "RULE", "how it is counted", of: ["reporter", "funder", "implementer", "net"]).defaulting(to: "reporter"),
            .text("currency", "CODE", "a currency, or original").defaulting(to: "USD"),
            .text("prices", "PRICES", "current, or constant:YEAR (in USD)").defaulting(to: "current"),
            .text("year", "YEAR", "calendar, or fiscal:PARTY").defaulting(to: "calendar"),
            .choice("borders", "BORDERS", "countries as published, or as they are now", of: ["then", "now"]).defaulting(to: "then"),
        ] + filters + [Format.option],
        examples: [
            Example("concord totals --by party,year --rule net --country SS", "who spent what in South Sudan, each unit once"),
            Example("concord totals --by country,category,year --currency original --format csv", "as published"),
        ])

    private static let activities = Command(
        "activities", "The activities behind the figures.",
        options: [.text("search", "TEXT", "words in titles and descriptions, in any language")] + filters + [Format.option],
        examples: [Example("concord activities --country SS --search police", "police work in South Sudan")])

    private static let show = Command(
        "show", "One activity, whole.", options: [Format.option], positionals: [Positional("ID", "its IATI identifier")],
        examples: [Example("concord show US-GOV-1-AID-650-A-11-00001", "what was published of it")])

    private static let trace = Command(
        "trace", "From an activity's figures back to the lines of the files.",
        options: [
            .choice("flow", "FLOW", "only this flow", of: Flow.allCases.map(\.rawValue)), .flag("xml", "with the original elements"),
            Format.option,
        ],
        positionals: [Positional("ID", "its IATI identifier")],
        examples: [Example("concord trace --flow spend ID", "each payment, its file and line")])

    private static let events = Command(
        "events", "Conflict events and deaths by place and time, each dataset apart.",
        discussion: """
            Dimensions: \(EventCounts.Dimension.allCases.map(\.rawValue).joined(separator: ", ")). UCDP and ACLED code by rules of their own: their
            figures stand beside each other and are never added. A month 00 holds what is dated to the year alone.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().defaulting(to: "country,year"),
            .flag("list", "the events themselves instead of counts, with file and line"),
            .text("country", "C", "only these countries").list(), .integer("from", "YEAR", "from this year on", in: 0...9999),
            .integer("to", "YEAR", "up to this year", in: 0...9999),
            .choice("borders", "BORDERS", "countries as published, or as they are now", of: ["then", "now"]).defaulting(to: "then"),
            Format.option,
        ],
        examples: [Example("concord events --country SS --by place,month", "where and when it was violent in South Sudan")])

    private static let presence = Command(
        "presence", "Organisations that 3W sheets say are at work, by place, cluster and theme.",
        discussion: """
            Dimensions: \(PresenceCounts.Dimension.allCases.map(\.rawValue).joined(separator: ", ")). An organisation counts once in each row, by
            whatever name its sheets call it; who only funds is not counted. Lines are those of the sheets.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().defaulting(to: "country,theme"),
            .flag("list", "line by line, with file and line"), .text("country", "C", "only these countries").list(), Format.option,
        ],
        examples: [Example("concord presence --country SS --by place,theme", "who works where in South Sudan, and on what")])

    private static let people = Command(
        "people", "People in need, targeted, reached or displaced, as humanitarian sheets count them.",
        discussion: """
            Dimensions: \(PeopleFigures.Dimension.allCases.map(\.rawValue).joined(separator: ", ")). Figures of different organisations, themes and
            months are never added: the largest counts in each lowest place. Then places are added; the range runs from the largest place to the
            sum of all.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().defaulting(to: "country"),
            .text("country", "C", "only these countries").list(), Format.option,
        ],
        examples: [Example("concord people --country SD --by place", "where in Sudan people are displaced or in need")])

    private static let funding = Command(
        "funding", "Humanitarian funding as the Financial Tracking Service (FTS) lists it, in U.S. dollars.",
        discussion: """
            Dimensions: \(FundingTotals.Dimension.allCases.map(\.rawValue).joined(separator: ", ")). Funding is what is paid and committed; pledges stand
            apart. Flows inside a country and out of it are left out, and each flow counts once. Years are those of use. It is never added to what
            activities say.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().defaulting(to: "country,year,party"),
            .text("country", "C", "only these countries").list(), Format.option,
        ],
        examples: [Example("concord funding --country AF --by party,year", "which side funds the humanitarian response")])

    private static let indicators = Command(
        "indicators", "Indicators of the context of a country, with date and source, and where a straight line would lead them.",
        discussion: """
            A projection is no forecast: it is the straight line through the values of the last ten years, of three at least, and stands apart
            from what is published.
            """,
        options: [
            .text("country", "C", "only these countries").list(),
            .integer("years", "N", "project so many years beyond the last value", in: 0...50).defaulting(to: "0"), Format.option,
        ],
        examples: [Example("concord indicators --country SD --years 5", "debt, oil and reserves, and five years on")])

    private static let template = Command(
        "template", "A workbook in which partners write what no data feed carries.",
        discussion: """
            Headers stand in English, Japanese and Arabic, the chosen language first; the hashtags below them are what concord import reads
            (docs/workbook.md). It asks for no personal data.
            """,
        options: [
            .text("output", short: "o", "FILE", "where to write: .xlsx").required(),
            .text("party", "P", "offer this party and its agencies"),
            .text("country", "C", "offer these countries, and their places").list(),
            .choice("lang", "LANG", "English, Japanese or Arabic", of: WorkbookWords.Language.allCases.map(\.rawValue)).defaulting(
                to: "en"),
        ],
        examples: [
            Example("concord template --party JPN --country SD,SS --lang ja -o japan.xlsx", "for Japan's part in two countries"),
            Example("concord import --handling partners japan.xlsx", "when it comes back filled in"),
        ])

    private static let contributions = Command(
        "contributions", "What no data feed carries, as partners wrote it into workbooks: troops, envoys, security assistance.",
        discussion: """
            Dimensions: \(ContributionTotals.Dimension.allCases.map(\.rawValue).joined(separator: ", ")).
            Quantities are added unit by unit, money currency by currency; a contribution counts in the year in which it starts. Nothing of it
            is in totals, for the same help may stand in a data feed.
            """,
        options: [
            .text("by", "DIM", "the dimensions, separated by commas").list().defaulting(to: "party,kind"),
            .flag("list", "the contributions themselves, with file and row"),
            .text("country", "C", "only these countries").list(), .text("party", "P", "only of these parties").list(), Format.option,
        ],
        examples: [Example("concord contributions --country SS --by party,kind", "who does what in South Sudan beside its aid")])

    private static let reconcile = Command(
        "reconcile", "The same party's money by several sources side by side: activities, and what others say of it.",
        discussion: """
            Sources: \(ReportedAid.Source.allCases.map(\.rawValue).joined(separator: ", ")) (docs/sheets.md), each in rows of its own and never \
            added together. Activities count under the rule net, in U.S. dollars of calendar years; beside foreignassistance.gov in fiscal years \
            of the United States. What explains a difference stands beside it, as far as the store tells.
            """,
        options: [
            .text("source", "S", "only these sources").list(), .text("country", "C", "only these countries").list(),
            .text("party", "P", "of these parties (default: USA,JPN)").list(),
            .choice("flow", "FLOW", "what is compared, where a source has it", of: [Flow.spend, .commitments].map(\.rawValue))
                .defaulting(to: "spend"),
            .integer("from", "YEAR", "from this year", in: 0...9999), .integer("to", "YEAR", "up to this year", in: 0...9999),
            Format.option,
        ],
        examples: [
            Example("concord reconcile --country AF --from 2012 --to 2019", "what the records lack of what was reported elsewhere"),
            Example("concord reconcile --country SS --source aims", "beside what the host government registered"),
        ])

    private static let parties = Command(
        "parties", "Parties, their agencies, and organisations that are not resolved.",
        options: [
            .flag("unresolved", "list what is not resolved, by money and count"),
            .text("party", "P", "the organisations of one party"),
            .text("add", "FILE", "add organisations from a table in the register's layout"), Format.option,
        ],
        examples: [Example("concord parties --unresolved", "whom the register does not know")])

    private static let codelists = Command(
        "codelists", "Newer editions of the standard's code lists.",
        discussion: """
            Names of codes and what concord check asks for come from the store's lists, and from those that ship where it has none.
            """,
        subcommands: [
            Command(
                "list", "The lists that were imported.", options: [Format.option],
                examples: [Example("concord codelists list", "which editions are used")]),
            Command(
                "update", "Take lists as IATI publishes them, in XML.",
                options: [allowLocal],
                positionals: [.many("PLACE", "files, folders and addresses")],
                examples: [Example("concord codelists update codelists/", "every list in a folder")]),
        ])

    private static let copy = Command(
        "copy", "Move all that a store holds into an empty one, on either engine.",
        discussion: """
            Every table is read in one unchanging view, written in one transaction and compared with what was read: either the whole copy \
            is there afterwards, or nothing of it. Readers and an import go on meanwhile. Copies of fetched files and passwords of sources, \
            which lie beside a store, stay behind.
            """,
        options: [
            .text("from", "STORE", "the store that is read: a file, or postgres://HOST/NAME").required(),
            .text("to", "STORE", "the new one: a file that is made, or an empty database").required(),
        ],
        examples: [Example("concord copy --from concord.db --to postgres://db.example.org/concord", "from a laptop to the team's server")])

    private static let backup = Command(
        "backup", "Copy the store into a file, while it is used.",
        discussion: "The file is a store itself: every command reads it with --store FILE.",
        positionals: [Positional("FILE", "the file that is made")],
        examples: [Example("concord backup --store postgres://db.example.org/concord 2026-03-01.db", "a server's store in one file")])

    private static let restore = Command(
        "restore", "Fill an empty store with what a backup holds.",
        positionals: [Positional("FILE", "the backup")],
        examples: [Example("concord restore --store concord.db 2026-03-01.db", "a new file of it")])

    private static let verify = Command(
        "verify", "Compare originals, facts and sums, and say what is not as it was written.",
        discussion: """
            Every original is compared with its fingerprint, facts are made anew from the originals, roll-ups and events by month are held \
            against what they add up. Exit code 1 where anything differs.
            """,
        options: [Format.option],
        examples: [Example("concord verify --store team.db", "after a faulty disk, or before a backup is relied on")])

    private static let migrate = Command(
        "migrate", "Create the store, or bring its schema up to date.",
        examples: [Example("concord migrate --store team.db", "an empty store")])

    private static let brief = Command(
        "brief", "A brief on one country or a region, to hand over.",
        options: [
            .text("country", "C", "country codes").list().required(),
            .text("output", short: "o", "FILE", "where to write: .html, .pdf or .md; without it, Markdown to standard output"),
            .text("partners", "P", "the parties whose brief it is; the others stand beside them").list().defaulting(to: "USA,JPN"),
            .choice("lang", "LANG", "English or Japanese", of: ["en", "ja"]).defaulting(to: "en"),
        ],
        examples: [
            Example("concord brief --country SS -o south-sudan.html", "one self-contained page"),
            Example("concord brief --country SD,SS,TD --lang ja -o region.pdf", "a region, in Japanese, as PDF"),
        ])

    private static let whole = Option.flag(
        "whole", "with all parts of their money and what links tie to them, so that funder and net count the same")

    private static let export = Command(
        "export", "Pass records on: files that Concord and others read.",
        discussion: """
            What is marked for some readers only stays behind unless --marked is given; contacts, which are personal, always do. Read again,
            the files give the totals that the same filters gave before.
            """,
        options: [
            .text("search", "TEXT", "words in titles and descriptions, in any language")
        ] + filters + [
            .flag("marked", "take along what is marked for --reader, or all that the owner sees"),
            .text("output", short: "o", "FILE", "where to write; without it, standard output"),
        ],
        examples: [Example("concord export iati --country SS -o south-sudan.xml", "activities in South Sudan")],
        subcommands: [
            Command(
                "iati", "Activities, whole, as IATI 2.03.",
                discussion: """
                    What the standard requires and a publisher did not give is filled in and marked xml:lang="x-unstated" (docs/export.md).
                    """,
                options: [.flag("alone", "leave out the activities that links tie to these")],
                examples: [Example("concord export iati --country SS -o south-sudan.xml", "activities in South Sudan")]),
            Command(
                "csv", "Money row by row: each part of a transaction or budget, of one country, place and sector.",
                options: [whole],
                examples: [Example("concord export csv --country SS --from 2011 -o south-sudan.csv", "for a spreadsheet")]),
            Command(
                "hxl", "The same with a row of hashtags below the names.",
                options: [whole],
                examples: [Example("concord export hxl --sector health -o health.csv", "for humanitarian partners")]),
            Command(
                "geojson", "A feature for each place of an activity, with the parts of its money.",
                options: [whole],
                examples: [Example("concord export geojson --country SS -o south-sudan.geojson", "for a map")]),
        ])
}
