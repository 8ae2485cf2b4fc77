import CommandLine
import Testing

struct ParserTests {
    private func parse(_ line: String, _ environment: [String: String] = [:]) throws(UsageError) -> Arguments {
        try sample.parse(line.split(separator: " ").map(String.init), environment: { environment[$0] })
    }

    @Test func optionsInBothForms() throws {
        for line in ["count --by year --store a.db", "--store=a.db count --by=year", "count --store a.db --by year"] {
            let arguments = try parse(line)
            #expect(arguments.command == ["count"])
            #expect(arguments.string("store") == "a.db")
            #expect(arguments.strings("by") == ["year"])
        }
    }

    @Test func defaultsAndEnvironment() throws {
        #expect(try parse("loans list").string("store") == "library.db")
        #expect(try parse("loans list", ["LIBRARY_STORE": "b.db"]).string("store") == "b.db")
        #expect(try parse("--store c.db loans list", ["LIBRARY_STORE": "b.db"]).string("store") == "c.db")
    }

    @Test func typedValues() throws {
        let arguments = try parse("count --by year,place --by shelf --tag a,b --tag c --port 8080 --strict --format jsonl -o x.csv")
        #expect(arguments.strings("by") == ["year", "place", "shelf"])
        #expect(arguments.strings("tag") == ["a,b", "c"])
        #expect(arguments.int("port") == 8080)
        #expect(arguments.flag("strict"))
        #expect(arguments.choice("format") == Format.jsonl)
        #expect(arguments.string("output") == "x.csv")
        #expect(try !parse("count --by x").flag("strict"))
    }

    @Test func positionals() throws {
        #expect(try parse("add S1 one two").strings("BOOK") == ["one", "two"])
        #expect(try parse("add S1 one").string("SHELF") == "S1")
        #expect(try parse("add S1 -- --one -o").strings("BOOK") == ["--one", "-o"])
        #expect(try parse("add S1 - -5").strings("BOOK") == ["-", "-5"])
        #expect(try parse("loans list").string("WHO") == nil)
        #expect(try parse("loans list Ann").string("WHO") == "Ann")
    }

    @Test(arguments: [
        ("help", []), ("--help", []), ("help loans list", ["loans", "list"]), ("loans --help", ["loans"]), ("count -h", ["count"]),
        ("add --help", ["add"]),
    ])
    func help(_ line: String, _ command: [String]) throws {
        let arguments = try parse(line)
        #expect(arguments.asksForHelp)
        #expect(arguments.command == command)
    }

    @Test func version() throws {
        #expect(try parse("--version").asksForVersion)
        #expect(try parse("count --version").asksForVersion)
    }

    @Test(arguments: [
        ("cuont --by x", "library: unknown command 'cuont'; did you mean 'count'?"),
        ("xyz", "library: unknown command 'xyz'; library --help lists them"),
        ("", "library: needs a command: count, add, loans"),
        ("loans", "library loans: needs a command: list, return"),
        ("loans lst", "library loans: unknown command 'lst'; did you mean 'list'?"),
        ("help cont", "library: unknown command 'cont'; did you mean 'count'?"),
        ("count --stroe x", "library count: unknown option --stroe; did you mean --store?"),
        ("count --out x", "library count: unknown option --out; did you mean --output?"),
        ("count --zzz", "library count: unknown option --zzz; library count --help lists them"),
        ("count -z", "library count: unknown option -z"),
        ("count", "library count: needs --by DIM[,DIM...]"),
        ("count --by", "library count: --by needs a value: --by DIM[,DIM...]"),
        ("count --by --strict", "library count: --by needs a value: --by DIM[,DIM...]"),
        ("count --by=", "library count: --by needs a value: --by DIM[,DIM...]"),
        ("count --strict=yes", "library count: --strict takes no value"),
        ("count --by x --port 0", "library count: --port must be from 1 to 65535, not 0"),
        ("count --by x --port many", "library count: --port needs a whole number, not 'many'"),
        ("count --by x --format cvs", "library count: --format cannot be 'cvs'; did you mean 'csv'?"),
        ("count --by x --format excel", "library count: --format cannot be 'excel'; it is one of table, csv, json, jsonl"),
        ("count --by x --port 1 --port 2", "library count: --port is given twice"),
        ("count --by x y", "library count: unexpected argument 'y'"),
        ("count --by x https://me:secret@e.org/y", "library count: unexpected argument 'https://e.org/y'"),
        ("add", "library add: needs SHELF: Where they stand."),
        ("add S1", "library add: needs BOOK...: Titles."),
    ])
    func complains(_ line: String, _ message: String) {
        #expect { try parse(line) } throws: { "\($0)" == message }
    }
}
