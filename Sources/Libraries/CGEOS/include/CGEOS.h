#pragma once
#include <geos_c.h>

/// The functions of GEOS that are called.
#define CONCORD_GEOS_FUNCTIONS(USE) \
    USE(GEOSArea_r) \
    USE(GEOSClipByRect_r) \
    USE(GEOSCoordSeq_copyFromBuffer_r) \
    USE(GEOSDistance_r) \
    USE(GEOSFree_r) \
    USE(GEOSGeom_createCollection_r) \
    USE(GEOSGeom_createLinearRing_r) \
    USE(GEOSGeom_createPointFromXY_r) \
    USE(GEOSGeom_createPolygon_r) \
    USE(GEOSGeom_createRectangle_r) \
    USE(GEOSGeom_destroy_r) \
    USE(GEOSGeom_transformXY_r) \
    USE(GEOSMakeValidParams_create_r) \
    USE(GEOSMakeValidParams_destroy_r) \
    USE(GEOSMakeValidParams_setKeepCollapsed_r) \
    USE(GEOSMakeValidParams_setMethod_r) \
    USE(GEOSMakeValidWithParams_r) \
    USE(GEOSPrepare_r) \
    USE(GEOSPreparedGeom_destroy_r) \
    USE(GEOSPreparedIntersects_r) \
    USE(GEOSSTRtree_create_r) \
    USE(GEOSSTRtree_destroy_r) \
    USE(GEOSSTRtree_insert_r) \
    USE(GEOSSTRtree_query_r) \
    USE(GEOSWKBReader_create_r) \
    USE(GEOSWKBReader_destroy_r) \
    USE(GEOSWKBReader_read_r) \
    USE(GEOSWKBWriter_create_r) \
    USE(GEOSWKBWriter_destroy_r) \
    USE(GEOSWKBWriter_write_r) \
    USE(GEOS_finish_r) \
    USE(GEOS_init_r) \
    USE(GEOSisEmpty_r) \
    USE(GEOSisValid_r)

#define CONCORD_GEOS_MEMBER(function) __typeof__(&function) function;
struct concord_geos { CONCORD_GEOS_FUNCTIONS(CONCORD_GEOS_MEMBER) };

/// Null where the library is not on this machine.
const struct concord_geos *concord_geos(void);
