#pragma once
#include <stdlib.h>
#include <unicode/ucnv.h>

/// A stream in some encoding on its way to UTF-8; what does not map becomes U+FFFD.
typedef struct {
    UConverter *source;
    UConverter *target;
    UChar *pivotSource;
    UChar *pivotTarget;
    int started;
    UChar pivot[4096];
} conversion_t;

static inline void conversion_close(conversion_t *conversion) {
    if (conversion->source) ucnv_close(conversion->source);
    if (conversion->target) ucnv_close(conversion->target);
    free(conversion);
}

/// Null for an encoding that ICU does not know.
static inline conversion_t *conversion_open(const char *encoding) {
    UErrorCode status = U_ZERO_ERROR;
    conversion_t *conversion = (conversion_t *)calloc(1, sizeof(conversion_t));
    if (!conversion) return NULL;
    conversion->source = ucnv_open(encoding, &status);
    if (U_SUCCESS(status)) conversion->target = ucnv_open("UTF-8", &status);
    conversion->pivotSource = conversion->pivotTarget = conversion->pivot;
    if (U_SUCCESS(status)) return conversion;
    conversion_close(conversion);
    return NULL;
}

/// Moves both cursors on; true when everything given was taken and written, false when the target is full.
static inline int conversion_step(conversion_t *conversion, const char **source, const char *sourceEnd, char **target,
                                  const char *targetEnd, int isLast) {
    UErrorCode status = U_ZERO_ERROR;
    int reset = !conversion->started;
    conversion->started = 1;
    ucnv_convertEx(conversion->target, conversion->source, target, targetEnd, source, sourceEnd, conversion->pivot,
                   &conversion->pivotSource, &conversion->pivotTarget, conversion->pivot + 4096, (UBool)reset, (UBool)isLast, &status);
    return status != U_BUFFER_OVERFLOW_ERROR;
}
