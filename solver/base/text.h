/* A capped string builder, and locale-free reading of numbers. */
#ifndef VAKT_BASE_TEXT_H
#define VAKT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct vakt_text {
    char *bytes; /* always terminated once something was added; NULL before */
    size_t length, capacity;
    size_t cap; /* never grows beyond this many bytes */
    bool failed; /* out of memory or over the cap: later additions do nothing */
} vakt_text;

#define VAKT_TEXT_CAP ((size_t)1 << 30)

void vakt_text_init(vakt_text *text, size_t cap);
void vakt_text_done(vakt_text *text);
void vakt_text_add(vakt_text *text, const char *string);
void vakt_text_add_bytes(vakt_text *text, const char *bytes, size_t length);
void vakt_text_addf(vakt_text *text, const char *format, ...) VAKT_PRINTF(2, 3);

/* The whole of `string` as a decimal integer with optional '-'; false when it is anything else
 * or does not fit. No white space, no '+', no locale. */
bool vakt_parse_int(const char *string, int64_t *ret_value);

/* Such integers with separators between; none in an empty string. False also when there are more
 * than `most`. */
bool vakt_parse_ints(const char *string, char separator, size_t most, int64_t *ret_values,
                     size_t *ret_n);

#endif
