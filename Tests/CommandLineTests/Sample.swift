import CommandLine
import Glibc

/// A program with a bit of everything.
let sample = Command(
    "library", "Lends books and says where they are.",
    options: [
        Option.text("store", "FILE", "Where the catalogue is kept.").defaulting(to: "library.db").reading(environment: "LIBRARY_STORE"),
        Option.text("reader", "NAME", "Who asks; decides what is shown."),
    ],
    examples: [Example("library count --by year,place", "Books by year and place.")],
    subcommands: [count, add, loans]
)

private let count = Command(
    "count", "Counts books by any dimension.",
    discussion: "Books that were lost are counted where they were last seen, which is not always where they should have been.",
    options: [
        Option.text("by", "DIM", "Dimensions, in the order of the columns.").list().required(),
        Option.integer("port", "N", "A port.", in: 1...65535).defaulting(to: "80"),
        Option.text("tag", "TAG", "Only books with this tag.").repeatable(),
        Format.option,
        Option.text("output", short: "o", "FILE", "Where to write."),
        Option.text("an-option-with-a-long-name", "VALUE", "Its help begins on the next line."),
        .flag("strict", "Lost books are an error."),
    ],
    examples: [Example("library count --by year --format csv", "A file for a spreadsheet.")]
)

private let add = Command(
    "add", "Adds books.", positionals: [Positional("SHELF", "Where they stand."), .many("BOOK", "Titles.")])

private let loans = Command(
    "loans", "What is lent.",
    subcommands: [
        Command("list", "Lists loans.", positionals: [Positional("WHO", "One borrower.", least: 0)]),
        Command("return", "Takes a book back."),
    ])

/// What `body` writes.
func captured(_ body: (Output) throws -> Void) throws -> String {
    let file = tmpfile()!
    defer { fclose(file) }
    let output = Output(fileno(file))
    try body(output)
    try output.flush()
    let size = Int(lseek(fileno(file), 0, SEEK_CUR))
    return String(unsafeUninitializedCapacity: size) { pread(fileno(file), $0.baseAddress, size, 0) }
}
