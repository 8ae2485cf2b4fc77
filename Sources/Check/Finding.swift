import Records

/// What a check has to say about one place of a file.
public struct Finding: Hashable, Sendable {
    public enum Family: Hashable, Sendable {
        /// The file is not well-formed XML, or not all of it could be read.
        case xml
        /// The file is not valid to the standard's structure.
        case structure
        case codes
        case rules
        /// A hint: nothing is wrong by the letter.
        case quality
    }

    public var family: Family
    public var problem: Problem

    init(_ family: Family, _ problem: Problem) {
        self.family = family
        self.problem = problem
    }
}
