import SQL
import Testing

/// An address tells where a database is, and in messages nothing that opens it.
struct DatabaseAddressTests {
    @Test(arguments: [
        ("postgres://ministry.example/aid", true), ("postgresql://u:p@h:5432/n", true), ("concord.db", false), ("/data/postgres.db", false),
        ("postgres.db", false),
    ])
    func namesAServer(address: String, isServer: Bool) { #expect(DatabaseAddress.isServer(address) == isServer) }

    @Test(arguments: [
        ("postgres://desk:s3cret@ministry.example:5432/aid", "postgres://desk@ministry.example:5432/aid"),
        ("postgres://desk@ministry.example/aid", "postgres://desk@ministry.example/aid"),
        (
            "postgres://ministry.example/aid?user=desk&password=s3cret&sslmode=require",
            "postgres://ministry.example/aid?user=desk&password=…&sslmode=require"
        ),
        ("postgres://:s3cret@/aid?host=/run/postgresql", "postgres://@/aid?host=/run/postgresql"),
        ("a:b@c.db", "a:b@c.db"),
    ])
    func isShownWithoutThePassword(address: String, shown: String) { #expect(DatabaseAddress.shown(address) == shown) }
}
