import Foundation
import SQL

/// The PostgreSQL server that `Scripts/with-postgresql.sh` runs the tests beside.
public enum Server {
    public static let address = Testbed.environment["CONCORD_POSTGRESQL"]
    public static let without = "no PostgreSQL server at hand; run the tests by make test, or beside Scripts/with-postgresql.sh"

    /// A new database, which goes with the server.
    public static func database() throws -> String {
        guard let address else { preconditionFailure(without) }
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "_")
        try Database(path: address, mode: .write).execute("CREATE DATABASE \(name) TEMPLATE template0")
        return address.replacing("/postgres?", with: "/\(name)?")
    }
}
