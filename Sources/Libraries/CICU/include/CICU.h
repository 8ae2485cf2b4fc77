#pragma once
#include <stdbool.h>
#include <stdint.h>

// ICU behind plain types. Its functions are renamed by macro, and its headers describe types that Foundation's own copy of ICU describes
// otherwise: no Swift file may see both, so none sees these.

// Text. A function returns a length, or -1 for failure; a length above the capacity asks for a larger buffer.

enum { text_nfkc_casefold = 0, text_nfd = 1, text_nfc = 2 };

int32_t text_normalise(int32_t form, const uint16_t *source, int32_t length, uint16_t *result, int32_t capacity);

/// The general category, as a mask with one bit set.
uint32_t text_category(uint32_t c);
uint32_t text_letters_and_numbers(void);
bool text_is_wide(uint32_t c);
bool text_is_zero_width(uint32_t c);

void *text_words_open(void);
bool text_words_start(void *words, const uint16_t *source, int32_t length);
/// The next boundary, or -1 after the last one.
int32_t text_words_next(void *words);

void *text_transliterator_open(const uint16_t *rule, int32_t length);
/// Works in place: `length` code units of `text` on entry.
int32_t text_transliterate(void *transliterator, uint16_t *text, int32_t length, int32_t capacity);

// Conversion: a stream in some encoding on its way to UTF-8; what does not map becomes U+FFFD.

/// Null for an encoding that ICU does not know.
void *conversion_open(const char *encoding);
/// Moves both cursors on; true when everything given was taken and written, false when the target is full.
int conversion_step(void *conversion, const char **source, const char *sourceEnd, char **target, const char *targetEnd, int isLast);
void conversion_close(void *conversion);
