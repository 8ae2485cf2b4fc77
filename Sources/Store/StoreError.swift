import SQL

/// What keeps the store from doing its work, in one line with the remedy.
public enum StoreError: Error, CustomStringConvertible, Sendable {
    case missing(String)
    case notAStore(String)
    case newer(found: Int, known: Int)
    case older(String)
    case notEmpty(String)
    case notEqual(String)
    case damaged(String)
    case busy(String)
    case full(String)
    case cannotGrow(String)
    case notWritable(String)
    case folder(String)
    case unknownReader(String)
    case unknownHandling(String)
    case unreachable(String, String)

    public var description: String {
        switch self {
        case .missing(let path): "there is no store at \(path): import something first, or name one with --store"
        case .notAStore(let path): "\(shown(path)) is not a Concord store: name another file with --store"
        case .newer(let found, let known):
            "the store was made by a newer Concord (schema \(found), this one knows \(known)): update Concord"
        case .older(let path): "\(shown(path)) has an older schema: bring it up to date with concord migrate --store first"
        case .notEmpty(let path): "\(shown(path)) holds records already: name a new file, or an empty database"
        case .notEqual(let table):
            "the copy's table \(table) is not what was read: nothing was kept of the copy; check the disk, and copy again"
        case .damaged(let what): "the store is damaged: \(what); restore a copy, or delete it and import again"
        case .busy(let path): "another import is writing to \(shown(path)): wait for it to end and try again"
        case .full(let path): "the disk that holds \(shown(path)) is full: free some space and import again; nothing was half written"
        case .cannotGrow(let path):
            "\(shown(path)) cannot be written: the disk is full or faulty, or a limit on file sizes is reached; put that right and import again;"
                + " nothing was half written"
        case .folder(let path): "\(path) is a folder: name a file with --store"
        case .notWritable(let path): "\(shown(path)) cannot be written: check its permissions, or name another file with --store"
        case .unreachable(let path, let reason): "\(shown(path)) cannot be opened: \(reason)"
        case .unknownReader(let reader):
            "there is no party or agency \(reader): --reader takes a code as in JPN or USA-STATE; concord parties lists those in the store"
        case .unknownHandling(let mark):
            "\(mark) is no handling mark: use public, partners, own, or named:PARTY[,PARTY...]"
        }
    }
}

extension StoreError {
    /// A password that stands in an address is nobody's to read.
    private func shown(_ path: String) -> String { DatabaseAddress.shown(path) }

    /// What a person can act on, nil for what a person cannot.
    init?(_ error: SQLError, _ path: String) {
        switch error.kind {
        case .busy: self = .busy(path)
        case .diskFull: self = .full(path)
        case .inputOutput: self = .cannotGrow(path)
        case .notADatabase: self = .notAStore(path)
        case .readOnly: self = .notWritable(path)
        case .unreachable, .refused, .libraryMissing: self = .unreachable(path, error.message)
        case .other: return nil
        }
    }
}
