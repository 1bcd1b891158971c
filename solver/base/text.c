#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void vakt_text_init(vakt_text *text, size_t cap)
{
    *text = (vakt_text){.cap = cap};
}

void vakt_text_done(vakt_text *text)
{
    free(text->bytes);
    *text = (vakt_text){.cap = text->cap};
}

static bool reserve(vakt_text *text, size_t more)
{
    if (text->failed)
        return false;
    if (more >= text->cap || text->length >= text->cap - more) {
        text->failed = true;
        return false;
    }
    size_t need = text->length + more + 1;
    if (need <= text->capacity)
        return true;
    size_t capacity = text->capacity ? text->capacity : 64;
    while (capacity < need)
        capacity *= 2;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void vakt_text_add_bytes(vakt_text *text, const char *bytes, size_t length)
{
    if (!reserve(text, length))
        return;
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void vakt_text_add(vakt_text *text, const char *string)
{
    vakt_text_add_bytes(text, string, strlen(string));
}

void vakt_text_addf(vakt_text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length >= 0 && reserve(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    } else {
        text->failed = true;
    }
    va_end(again);
}

bool vakt_parse_int(const char *string, int64_t *ret_value)
{
    bool negative = *string == '-';
    if (negative)
        string++;
    if (*string == '\0')
        return false;
    int64_t value = 0;
    for (; *string; string++) {
        if (*string < '0' || *string > '9')
            return false;
        int digit = *string - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, (int64_t)digit, &value))
            return false;
    }
    if (!negative && value == INT64_MIN)
        return false;
    *ret_value = negative ? value : -value;
    return true;
}

bool vakt_parse_ints(const char *string, char separator, size_t most, int64_t *ret_values,
                     size_t *ret_n)
{
    char number[24]; /* longer than any int64_t */
    size_t n = 0;
    for (bool more = *string != '\0'; more; n++) {
        const char *end = strchr(string, separator);
        size_t length = end ? (size_t)(end - string) : strlen(string);
        if (n == most || length >= sizeof number)
            return false;
        memcpy(number, string, length);
        number[length] = '\0';
        if (!vakt_parse_int(number, &ret_values[n]))
            return false;
        more = end != NULL;
        string += length + more;
    }
    *ret_n = n;
    return true;
}
