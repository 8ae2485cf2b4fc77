internal import CGEOS

/// GEOS with a handle of its own: what goes wrong is a nil result, said nowhere. Geometries made here are destroyed by whoever asked for them.
///
/// Not for two threads at once.
final class GEOS {
    let call: concord_geos
    let handle: OpaquePointer

    init() {
        guard let functions = concord_geos() else { fatalError("GEOS is not on this machine: install libgeos-c1v5 (libgeos_c.so.1)") }
        call = functions.pointee
        handle = call.GEOS_init_r()!
    }

    deinit { call.GEOS_finish_r(handle) }

    /// The shape as published, whose rings may still cross. Nil when there is none.
    func outline(_ shape: Shape) -> OpaquePointer? {
        let polygons = shape.polygons.compactMap(polygon)
        return polygons.isEmpty ? nil : collected(polygons)
    }

    func outline(_ wellKnown: [UInt8]) -> OpaquePointer? {
        guard let reader = call.GEOSWKBReader_create_r(handle) else { return nil }
        defer { call.GEOSWKBReader_destroy_r(handle, reader) }
        return call.GEOSWKBReader_read_r(handle, reader, wellKnown, wellKnown.count)
    }

    func wellKnown(_ geometry: OpaquePointer) -> [UInt8]? {
        guard let writer = call.GEOSWKBWriter_create_r(handle) else { return nil }
        defer { call.GEOSWKBWriter_destroy_r(handle, writer) }
        var size = 0
        guard let bytes = call.GEOSWKBWriter_write_r(handle, writer, geometry, &size) else { return nil }
        defer { call.GEOSFree_r(handle, bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }

    private func polygon(_ rings: [[Corner]]) -> OpaquePointer? {
        guard let outer = rings.first.flatMap(ring) else { return nil }
        var holes: [OpaquePointer?] = rings.dropFirst().compactMap(ring)
        return holes.withUnsafeMutableBufferPointer { call.GEOSGeom_createPolygon_r(handle, outer, $0.baseAddress, UInt32($0.count)) }
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
        guard flat.count >= 8, let sequence = call.GEOSCoordSeq_copyFromBuffer_r(handle, flat, UInt32(flat.count / 2), 0, 0) else {
            return nil
        }
        return call.GEOSGeom_createLinearRing_r(handle, sequence)
    }

    private func collected(_ polygons: [OpaquePointer]) -> OpaquePointer? {
        if polygons.count == 1 { return polygons[0] }
        var parts: [OpaquePointer?] = polygons
        return parts.withUnsafeMutableBufferPointer {
            call.GEOSGeom_createCollection_r(handle, Int32(GEOS_MULTIPOLYGON.rawValue), $0.baseAddress, UInt32($0.count))
        }
    }

    /// A valid area in place of the outline, which it takes over: crossing rings are untied, bare lines left over are dropped. Nil when nothing
    /// with an extent is left.
    func valid(_ geometry: OpaquePointer) -> OpaquePointer? {
        if call.GEOSisValid_r(handle, geometry) == 1 { return extended(geometry) }
        defer { call.GEOSGeom_destroy_r(handle, geometry) }
        guard let parameters = call.GEOSMakeValidParams_create_r(handle) else { return nil }
        defer { call.GEOSMakeValidParams_destroy_r(handle, parameters) }
        _ = call.GEOSMakeValidParams_setMethod_r(handle, parameters, GEOS_MAKE_VALID_STRUCTURE)
        _ = call.GEOSMakeValidParams_setKeepCollapsed_r(handle, parameters, 0)
        return call.GEOSMakeValidWithParams_r(handle, geometry, parameters).flatMap(extended)
    }

    private func extended(_ geometry: OpaquePointer) -> OpaquePointer? {
        var size = 0.0
        if call.GEOSArea_r(handle, geometry, &size) == 1, size > 0 { return geometry }
        call.GEOSGeom_destroy_r(handle, geometry)
        return nil
    }
}

extension Shape {
    /// Well-known binary of the area, made valid; nil when it has no extent.
    public var wellKnown: [UInt8]? {
        let geos = GEOS()
        guard let geometry = geos.outline(self).flatMap(geos.valid) else { return nil }
        defer { geos.call.GEOSGeom_destroy_r(geos.handle, geometry) }
        return geos.wellKnown(geometry)
    }
}
