internal import CGEOS
import Locks

/// Areas in degrees of longitude and latitude, asked which of them holds a point and which is nearest to it.
///
/// `@unchecked Sendable`: a GEOS handle, its prepared geometries and its tree are one thread's at a time, and they are only reached through the
/// lock. They are let go of with the index.
public final class AreaIndex: @unchecked Sendable {
    public enum Area: Sendable {
        case shape(Shape)
        /// Well-known binary.
        case wellKnown([UInt8])
    }

    /// An outline as published until a point falls into its frame; then a valid area, made ready for many questions.
    private struct Ground {
        var geometry: OpaquePointer?
        var prepared: OpaquePointer?
        var isPublished = true
    }

    private let geos = GEOS()
    private let tree: OpaquePointer?
    private var grounds: [Ground] = []
    private let lock = Guarded(())

    /// Areas are told by their position in the list; one without extent holds nothing.
    public init(_ list: [Area]) {
        tree = geos.call.GEOSSTRtree_create_r(geos.handle, 8)
        for (number, area) in list.enumerated() {
            let outline =
                switch area {
                case .shape(let shape): geos.outline(shape)
                case .wellKnown(let bytes): geos.outline(bytes)
                }
            grounds.append(Ground(geometry: outline))
            if let outline { geos.call.GEOSSTRtree_insert_r(geos.handle, tree, outline, Self.item(number)) }
        }
    }

    deinit {
        geos.call.GEOSSTRtree_destroy_r(geos.handle, tree)
        for ground in grounds {
            if let prepared = ground.prepared { geos.call.GEOSPreparedGeom_destroy_r(geos.handle, prepared) }
            if let geometry = ground.geometry { geos.call.GEOSGeom_destroy_r(geos.handle, geometry) }
        }
    }

    /// The areas that hold the point or have it on their border, in the order of the list.
    public func holding(_ point: Corner) -> [Int] {
        lock.withLock { _ in
            guard let geometry = made(point) else { return [] }
            defer { geos.call.GEOSGeom_destroy_r(geos.handle, geometry) }
            return found(geometry).filter { holds(ground($0), geometry) }
        }
    }

    /// Metres from the point to the area, 0 inside; nil when it is further than `limit`.
    public func distance(_ point: Corner, to area: Int, within limit: Double) -> Double? {
        lock.withLock { _ in metres(from: point, to: area, within: limit) }
    }

    /// Areas no further than `limit` metres, nearest first.
    public func near(_ point: Corner, within limit: Double) -> [(area: Int, metres: Double)] {
        lock.withLock { _ in
            guard let box = box(around: point, limit), let frame = rectangle(box) else { return [] }
            defer { geos.call.GEOSGeom_destroy_r(geos.handle, frame) }
            let measured = found(frame).compactMap { area in metres(from: point, to: area, within: limit).map { (area, $0) } }
            return measured.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        }
    }

    // MARK: Inside the lock

    private func found(_ geometry: OpaquePointer) -> [Int] {
        var numbers: [Int] = []
        withUnsafeMutablePointer(to: &numbers) { geos.call.GEOSSTRtree_query_r(geos.handle, tree, geometry, Self.collect, $0) }
        return numbers.sorted()
    }

    private static func item(_ number: Int) -> UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: number + 1) }

    private static let collect: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> Void = { item, list in
        guard let item, let list else { return }
        list.assumingMemoryBound(to: [Int].self).pointee.append(Int(bitPattern: item) - 1)
    }

    private func ground(_ number: Int) -> Ground {
        if grounds[number].isPublished {
            let geometry = grounds[number].geometry.flatMap(geos.valid)
            grounds[number] = Ground(
                geometry: geometry, prepared: geometry.flatMap { geos.call.GEOSPrepare_r(geos.handle, $0) }, isPublished: false)
        }
        return grounds[number]
    }

    private func holds(_ ground: Ground, _ point: OpaquePointer) -> Bool {
        ground.prepared != nil && geos.call.GEOSPreparedIntersects_r(geos.handle, ground.prepared, point) == 1
    }

    private func made(_ point: Corner) -> OpaquePointer? {
        guard point.x.isFinite, point.y.isFinite else { return nil }
        return geos.call.GEOSGeom_createPointFromXY_r(geos.handle, point.x, point.y)
    }
}

// MARK: - Metres

/// Length of a degree of latitude on a sphere of the Earth's mean radius.
private let metresPerDegree = 111_195.0

extension AreaIndex {
    private typealias Box = (west: Double, south: Double, east: Double, north: Double)

    /// A frame that no point within `limit` lies outside of.
    private func box(around point: Corner, _ limit: Double) -> Box? {
        guard abs(point.x) <= 360, abs(point.y) <= 89 else { return nil }
        let height = limit / metresPerDegree * 1.01
        let width = height / cosine(min(abs(point.y) + height, 89.9))
        return (point.x - width, point.y - height, point.x + width, point.y + height)
    }

    private func rectangle(_ box: Box) -> OpaquePointer? {
        geos.call.GEOSGeom_createRectangle_r(geos.handle, box.west, box.south, box.east, box.north)
    }

    /// What of the area lies in the frame, laid out in metres around the point.
    private func metres(from point: Corner, to area: Int, within limit: Double) -> Double? {
        guard grounds.indices.contains(area), let geometry = ground(area).geometry, let box = box(around: point, limit),
            let place = made(point)
        else { return nil }
        defer { geos.call.GEOSGeom_destroy_r(geos.handle, place) }
        if holds(ground(area), place) { return 0 }
        guard let part = geos.call.GEOSClipByRect_r(geos.handle, geometry, box.west, box.south, box.east, box.north) else { return nil }
        defer { geos.call.GEOSGeom_destroy_r(geos.handle, part) }
        guard geos.call.GEOSisEmpty_r(geos.handle, part) == 0, let distance = planar(part, point), distance <= limit else { return nil }
        return distance
    }

    private func planar(_ part: OpaquePointer, _ point: Corner) -> Double? {
        var frame = LocalPlane(centre: point, stretch: cosine(point.y))
        let laid = withUnsafeMutablePointer(to: &frame) { geos.call.GEOSGeom_transformXY_r(geos.handle, part, LocalPlane.lay, $0) }
        guard let laid, let origin = geos.call.GEOSGeom_createPointFromXY_r(geos.handle, 0, 0) else { return nil }
        defer {
            geos.call.GEOSGeom_destroy_r(geos.handle, laid)
            geos.call.GEOSGeom_destroy_r(geos.handle, origin)
        }
        var distance = 0.0
        return geos.call.GEOSDistance_r(geos.handle, laid, origin, &distance) == 1 ? distance : nil
    }
}

/// Metres east and north of a point: exact enough over a few kilometres.
private struct LocalPlane {
    var centre: Corner
    var stretch: Double

    static let lay: @convention(c) (UnsafeMutablePointer<Double>?, UnsafeMutablePointer<Double>?, UnsafeMutableRawPointer?) -> Int32 = {
        x, y, plane in
        guard let x, let y, let plane = plane?.assumingMemoryBound(to: LocalPlane.self).pointee else { return 0 }
        x.pointee = (x.pointee - plane.centre.x) * metresPerDegree * plane.stretch
        y.pointee = (y.pointee - plane.centre.y) * metresPerDegree
        return 1
    }
}
