#include "CICU.h"
#include <stddef.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utrans.h>

static int32_t text_length(int32_t length, UErrorCode status) {
    return (U_SUCCESS(status) || status == U_BUFFER_OVERFLOW_ERROR) ? length : -1;
}

int32_t text_normalise(int32_t form, const uint16_t *source, int32_t length, uint16_t *result, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normaliser = form == text_nfkc_casefold ? unorm2_getNFKCCasefoldInstance(&status)
                                   : form == text_nfd           ? unorm2_getNFDInstance(&status)
                                                                : unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) return -1;
    int32_t needed = unorm2_normalize(normaliser, (const UChar *)source, length, (UChar *)result, capacity, &status);
    return text_length(needed, status);
}

/// The general category, as a mask with one bit set (U_GC_..._MASK).
uint32_t text_category(uint32_t c) { return U_GET_GC_MASK((UChar32)c); }

uint32_t text_letters_and_numbers(void) { return U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK; }

bool text_is_wide(uint32_t c) {
    int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

bool text_is_zero_width(uint32_t c) {
    uint32_t marks = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK;
    bool jamoTail = c >= 0x1160 && c <= 0x11FF;
    return ((U_GET_GC_MASK((UChar32)c) & marks) && c != 0xAD) || jamoTail;
}

void *text_words_open(void) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    return U_SUCCESS(status) ? words : NULL;
}

bool text_words_start(void *words, const uint16_t *source, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText((UBreakIterator *)words, (const UChar *)source, length, &status);
    return U_SUCCESS(status);
}

/// The next boundary, or -1 after the last one.
int32_t text_words_next(void *words) {
    return ubrk_next((UBreakIterator *)words);
}

void *text_transliterator_open(const uint16_t *rule, int32_t length) {
    UErrorCode status = U_ZERO_ERROR;
    UTransliterator *transliterator = utrans_openU((const UChar *)rule, length, UTRANS_FORWARD, NULL, 0, NULL, &status);
    return U_SUCCESS(status) ? transliterator : NULL;
}

/// Works in place: `length` code units of `text` on entry.
int32_t text_transliterate(void *transliterator, uint16_t *text, int32_t length, int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    int32_t result = length, limit = length;
    utrans_transUChars((const UTransliterator *)transliterator, (UChar *)text, &result, capacity, 0, &limit, &status);
    return text_length(result, status);
}
