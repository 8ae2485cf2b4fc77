import CommandLine
import Picture
import Records
import Store
import Text

/// `concord show`: everything that was published of one activity, contacts left out.
struct ShowCommand {
    private let session: Session

    init(_ session: Session) { self.session = session }

    func run() throws -> ExitCode {
        let (store, reference, visibility) = try session.open()
        let identifier = session.arguments.string("ID") ?? ""
        guard let listed = try ActivityList(store, reference, visibility).find(identifier),
            let activity = try Originals.activity(listed.number, in: store.database)
        else {
            session.talk("there is no activity \(sanitised(identifier)): concord activities lists them")
            return .failed
        }
        let places = visibility.reader.isMilitary && activity.isHumanitarian ? CoarsePlaces(reference).names(activity) : nil
        let value = ActivityDocument(listed, activity, places: places).value
        switch session.arguments.choice("format", as: Format.self) ?? .table {
        case .table: try Output.standard.print(Outline.text(value), terminator: "")
        case .json: try Output.standard.print(value.encoded(indented: true))
        case .jsonl: try Output.standard.print(value.encoded())
        case .csv: try printCSV(value)
        }
        return .done
    }

    private func printCSV(_ value: JSONValue) throws {
        let table = Table([Column("field"), Column("value", .text)], format: .csv)
        for (field, text) in Outline.fields(value) { try table.row([field, text]) }
        try table.finish()
    }
}
