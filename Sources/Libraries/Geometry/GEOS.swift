internal import CGEOS

/// GEOS with a handle of its own: what goes wrong is a nil result, said nowhere. Geometries made here are destroyed by whoever asked for them.
///
/// Not for two threads at once.
final class GEOS {
    let handle: OpaquePointer

    init() { handle = GEOS_init_r() }

    deinit { GEOS_finish_r(handle) }

    /// The shape as published, whose rings may still cross. Nil when there is none.
    func outline(_ shape: Shape) -> OpaquePointer? {
        let polygons = shape.polygons.compactMap(polygon)
        return polygons.isEmpty ? nil : collected(polygons)
    }

    func outline(_ wellKnown: [UInt8]) -> OpaquePointer? {
        guard let reader = GEOSWKBReader_create_r(handle) else { return nil }
        defer { GEOSWKBReader_destroy_r(handle, reader) }
        return GEOSWKBReader_read_r(handle, reader, wellKnown, wellKnown.count)
    }

    func wellKnown(_ geometry: OpaquePointer) -> [UInt8]? {
        guard let writer = GEOSWKBWriter_create_r(handle) else { return nil }
        defer { GEOSWKBWriter_destroy_r(handle, writer) }
        var size = 0
        guard let bytes = GEOSWKBWriter_write_r(handle, writer, geometry, &size) else { return nil }
        defer { GEOSFree_r(handle, bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    private func polygon(_ rings: [[Corner]]) -> OpaquePointer? {
        guard let outer = rings.first.flatMap(ring) else { return nil }
        var holes: [OpaquePointer?] = rings.dropFirst().compactMap(ring)
        return holes.withUnsafeMutableBufferPointer { GEOSGeom_createPolygon_r(handle, outer, $0.baseAddress, UInt32($0.count)) }
    }

    /// Closed if it was not; nil below three corners.
    private func ring(_ corners: [Corner]) -> OpaquePointer? {
        var flat: [Double] = []
        flat.reserveCapacity(corners.count * 2 + 2)
        for corner in corners {
            guard corner.x.isFinite, corner.y.isFinite else { return nil }
            flat.append(corner.x)
            flat.append(corner.y)
        }
        if let first = corners.first, first != corners.last { flat += [first.x, first.y] }
        guard flat.count >= 8, let sequence = GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(flat.count / 2), 0, 0) else { return nil }
        return GEOSGeom_createLinearRing_r(handle, sequence)
    }

    private func collected(_ polygons: [OpaquePointer]) -> OpaquePointer? {
        if polygons.count == 1 { return polygons[0] }
        var parts: [OpaquePointer?] = polygons
        return parts.withUnsafeMutableBufferPointer {
            GEOSGeom_createCollection_r(handle, Int32(GEOS_MULTIPOLYGON.rawValue), $0.baseAddress, UInt32($0.count))
        }
    }

    /// A valid area in place of the outline, which it takes over: crossing rings are untied, bare lines left over are dropped. Nil when nothing
    /// with an extent is left.
    func valid(_ geometry: OpaquePointer) -> OpaquePointer? {
        if GEOSisValid_r(handle, geometry) == 1 { return extended(geometry) }
        defer { GEOSGeom_destroy_r(handle, geometry) }
        guard let parameters = GEOSMakeValidParams_create_r(handle) else { return nil }
        defer { GEOSMakeValidParams_destroy_r(handle, parameters) }
        _ = GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
        _ = GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0)
        return GEOSMakeValidWithParams_r(handle, geometry, parameters).flatMap(extended)
    }

    private func extended(_ geometry: OpaquePointer) -> OpaquePointer? {
        var size = 0.0
        if GEOSArea_r(handle, geometry, &size) == 1, size > 0 { return geometry }
        GEOSGeom_destroy_r(handle, geometry)
        return nil
    }
}

extension Shape {
    /// Well-known binary of the area, made valid; nil when it has no extent.
    public var wellKnown: [UInt8]? {
        let geos = GEOS()
        guard let geometry = geos.outline(self).flatMap(geos.valid) else { return nil }
        defer { GEOSGeom_destroy_r(geos.handle, geometry) }
        return geos.wellKnown(geometry)
    }
}
