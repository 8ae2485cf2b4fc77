/// A corner of an outline, in degrees or whatever the plane is measured in.
public struct Corner: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// An area: polygons, each an outer ring and then its holes, as published. Rings may be open or closed, and even cross themselves.
public struct Shape: Hashable, Sendable {
    public var polygons: [[[Corner]]]
    public init(polygons: [[[Corner]]]) { self.polygons = polygons }

    public var corners: Int { polygons.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } } }
}
