#include "CICU.h"
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

/// A stream in some encoding on its way to UTF-8; what does not map becomes U+FFFD.
typedef struct {
    UConverter *source;
    UConverter *target;
    UChar *pivotSource;
    UChar *pivotTarget;
    int started;
    UChar pivot[4096];
} conversion_t;

/// ICU's own substitute writes U+001A for some one-byte encodings.
static void conversion_replace(const void *context, UConverterToUnicodeArgs *arguments, const char *units, int32_t length,
                                      UConverterCallbackReason reason, UErrorCode *status) {
    static const UChar replacement = 0xFFFD;
    (void)context, (void)units, (void)length;
    if (reason > UCNV_IRREGULAR) return;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

void conversion_close(void *opened) {
    conversion_t *conversion = (conversion_t *)opened;
    if (conversion->source) ucnv_close(conversion->source);
    if (conversion->target) ucnv_close(conversion->target);
    free(conversion);
}

/// Null for an encoding that ICU does not know.
void *conversion_open(const char *encoding) {
    UErrorCode status = U_ZERO_ERROR;
    conversion_t *conversion = (conversion_t *)calloc(1, sizeof(conversion_t));
    if (!conversion) return NULL;
    conversion->source = ucnv_open(encoding, &status);
    if (U_SUCCESS(status)) ucnv_setToUCallBack(conversion->source, conversion_replace, NULL, NULL, NULL, &status);
    if (U_SUCCESS(status)) conversion->target = ucnv_open("UTF-8", &status);
    conversion->pivotSource = conversion->pivotTarget = conversion->pivot;
    if (U_SUCCESS(status)) return conversion;
    conversion_close(conversion);
    return NULL;
}

/// Moves both cursors on; true when everything given was taken and written, false when the target is full.
int conversion_step(void *opened, const char **source, const char *sourceEnd, char **target, const char *targetEnd, int isLast) {
    conversion_t *conversion = (conversion_t *)opened;
    UErrorCode status = U_ZERO_ERROR;
    int reset = !conversion->started;
    conversion->started = 1;
    ucnv_convertEx(conversion->target, conversion->source, target, targetEnd, source, sourceEnd, conversion->pivot,
                   &conversion->pivotSource, &conversion->pivotTarget, conversion->pivot + 4096, (UBool)reset, (UBool)isLast, &status);
    return status != U_BUFFER_OVERFLOW_ERROR;
}
