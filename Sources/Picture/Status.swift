import Records
import SQL
import Store

/// What the store holds of each file, how fresh it is, and what failed.
public struct SourceStatus: Sendable {
    /// Number of its row.
    public var document: Int64
    public var source: String
    public var format: String
    public var records: Int
    public var problems: Int
    public var lastRead: String
    public var state: String
    public var failure: String
    public var handling: String
    public var licence: String
    public var publisher: String
    /// Latest datetime that the publisher gives, empty when he gives none.
    public var published: String
    public var transactions: Int
    public var withdrawn: Int
    public var superseded: Int
    /// Days from one reading to the next, nil when nothing says that it is read again.
    public var every: Int?

    /// Days since it was last read.
    public func age(on today: Day) -> Int { Freshness.age(lastRead, on: today) }

    /// Not read for longer than it should be.
    public func isStale(on today: Day) -> Bool { every.map { Freshness.isStale(age: age(on: today), every: $0) } ?? false }

    public static func all(_ store: Store, _ visibility: Visibility) throws -> [SourceStatus] {
        try store.database.rows(select(visibility)) { row in
            SourceStatus(
                document: row.int64(14), source: row.text(0), format: row.text(1), records: row.int(2), problems: row.int(3),
                lastRead: row.text(4),
                state: row.text(5), failure: row.text(6), handling: row.text(7), licence: row.text(8), publisher: row.text(9),
                published: row.text(10), transactions: row.int(11), withdrawn: row.int(12), superseded: row.int(13),
                every: row.optionalInt(15))
        }
    }

    private static func select(_ visibility: Visibility) -> String {
        """
        SELECT d.path, d.format, d.records,
            (SELECT coalesce(sum(c.problems), 0) FROM problem_count c
                WHERE c.document = d.id AND (c.audience = 0 OR \(visibility.sql("c.audience")))),
            d.last_read, d.state, d.failure, h.mark, d.licence, d.publisher, max(d.published, d.generated), d.transactions,
            (SELECT count(*) FROM activity a WHERE a.document = d.id AND a.state = 2),
            (SELECT count(*) FROM activity a WHERE a.document = d.id AND a.state = 0 AND a.audience IS NULL)
            + (SELECT count(*) FROM activity a
                WHERE a.document = d.id AND a.state = 0 AND a.audience IN (SELECT id FROM audience WHERE NOT \(visibility.sql("id")))),
            d.id, s.every
        FROM document d JOIN handling h ON h.id = d.handling LEFT JOIN source s ON s.id = d.source
        WHERE \(visibility.markSQL("d.handling")) ORDER BY d.path
        """
    }
}

/// Problems as found, in the order of files and lines.
public struct FoundProblem: Sendable {
    public var file: String
    public var problem: Problem

    /// - Parameters:
    ///   - file: a path, or the end of one; nil for every file.
    ///   - rule: nil for every rule.
    public static func forEach(
        file: String?, rule: String?, _ store: Store, _ visibility: Visibility, _ body: (FoundProblem) throws -> Void
    ) throws {
        let select = """
            SELECT d.path, p.severity, p.rule, p.line, p.identifier, p.message
            FROM problem p JOIN document d ON d.id = p.document
            WHERE \(visibility.markSQL("d.handling")) AND (p.audience IS NULL OR \(visibility.sql("p.audience")))
                AND (?1 IS NULL OR d.path = ?1 OR substr(d.path, length(d.path) - length(?1)) = '/' || ?1)
                AND (?2 IS NULL OR p.rule = ?2)
            ORDER BY d.path, p.line, p.id
            """
        try store.database.statement(select).forEach([file, rule]) { row in
            let severity = Problem.Severity(rawValue: row.text(1)) ?? .warning
            try body(
                FoundProblem(
                    file: row.text(0),
                    problem: Problem(severity, rule: row.text(2), line: row.int(3), identifier: row.text(4), message: row.text(5))))
        }
    }
}
