import Records

/// What is read again and again: a file or listing on the network, a file or a folder; how often, on which terms, and how that went.
public struct Source: Sendable {
    /// A path, or an address without its secrets.
    public var location: String
    /// Days from one reading to the next.
    public var every: Int
    /// Nil keeps what its files have.
    public var handling: HandlingMark?
    /// Likewise; nil lets a catalogue say it.
    public var licence: String?
    /// Whether it may lie in one's own network.
    public var allowsLocal: Bool
    public var added = ""
    /// When it was last tried, and last read; empty for never.
    public var tried = ""
    public var succeeded = ""
    /// Why the last try failed, or what of it.
    public var failure = ""
    /// Files in the store that it brought.
    public var files = 0

    public init(_ location: SourceLocation, every: Int, handling: HandlingMark? = nil, licence: String? = nil, allowsLocal: Bool = false) {
        (self.location, self.every, self.handling) = (location.name, every, handling)
        (self.licence, self.allowsLocal) = (licence, allowsLocal)
    }

    /// Days since it was last read, or added if it never was.
    public func age(on today: Day) -> Int { Freshness.age(succeeded.isEmpty ? added : succeeded, on: today) }

    public func isStale(on today: Day) -> Bool { Freshness.isStale(age: age(on: today), every: every) }

    public enum State: String, Sendable { case fresh, due, stale }

    public func state(on today: Day) -> State { isStale(on: today) ? .stale : isDue(on: today) ? .due : .fresh }

    /// It is time, or the last try did not succeed.
    public func isDue(on today: Day) -> Bool { succeeded.isEmpty || tried > succeeded || age(on: today) >= every }
}

/// When what was read is too old to be called fresh.
public enum Freshness {
    /// A day's grace: nobody refreshes at the same hour every time.
    private static let grace = 1

    /// In days, of a time as the store writes it; 0 for what lies ahead.
    public static func age(_ time: String, on today: Day) -> Int { Day(prefixOf: time).map { max(0, today.serial - $0.serial) } ?? 0 }

    public static func isStale(age: Int, every: Int) -> Bool { age > every + grace }
}
