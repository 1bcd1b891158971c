/* The layout and the text form of each scalar type. */
#include <string.h>

#include "domain/calendar.h"
#include "io/doc_internal.h"

vakt_value vakt_value_absent(vakt_type type)
{
    switch (type) {
    case VAKT_T_INT:
        return (vakt_value){.number = VAKT_INT_NONE};
    case VAKT_T_DATE:
        return (vakt_value){.number = VAKT_DAY_NONE};
    case VAKT_T_TIME:
        return (vakt_value){.number = VAKT_TIME_NONE};
    case VAKT_T_FLAG:
    case VAKT_T_CLOCK:
    case VAKT_T_ENUM:
        return (vakt_value){.number = -1};
    case VAKT_T_STRING:
    case VAKT_T_ID:
    case VAKT_T_BOOL:
    case VAKT_T_SET:
    case VAKT_T_IDS:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
    return (vakt_value){0};
}

vakt_value vakt_value_load(const vakt_field *field, const void *data)
{
    const void *at = (const char *)data + field->offset;
    switch (field->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
        return (vakt_value){.string = *(const char *const *)at};
    case VAKT_T_INT:
        return (vakt_value){.number = *(const int64_t *)at};
    case VAKT_T_BOOL:
        return (vakt_value){.number = *(const bool *)at};
    case VAKT_T_DATE:
        return (vakt_value){.number = *(const vakt_day *)at};
    case VAKT_T_TIME:
        return (vakt_value){.number = *(const vakt_minute *)at};
    case VAKT_T_FLAG:
    case VAKT_T_CLOCK:
    case VAKT_T_ENUM:
        return (vakt_value){.number = *(const int *)at};
    case VAKT_T_SET:
        return (vakt_value){.number = *(const uint32_t *)at};
    case VAKT_T_IDS:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
    return (vakt_value){0};
}

void vakt_value_store(const vakt_field *field, void *data, vakt_value value)
{
    void *at = (char *)data + field->offset;
    switch (field->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
        *(const char **)at = value.string;
        break;
    case VAKT_T_INT:
        *(int64_t *)at = value.number;
        break;
    case VAKT_T_BOOL:
        *(bool *)at = value.number != 0;
        break;
    case VAKT_T_DATE:
        *(vakt_day *)at = (vakt_day)value.number;
        break;
    case VAKT_T_TIME:
        *(vakt_minute *)at = value.number;
        break;
    case VAKT_T_FLAG:
    case VAKT_T_CLOCK:
    case VAKT_T_ENUM:
        *(int *)at = (int)value.number;
        break;
    case VAKT_T_SET:
        *(uint32_t *)at = (uint32_t)value.number;
        break;
    case VAKT_T_IDS:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
}

bool vakt_value_equal(vakt_value a, vakt_value b)
{
    if (!a.string || !b.string)
        return a.string == b.string && a.number == b.number;
    return strcmp(a.string, b.string) == 0;
}

/* Characters that XML 1.0 cannot hold are refused in JSON too, or the twins would differ. */
int vakt_string_max(const vakt_field *field)
{
    return field->max > 0 ? (int)field->max : VAKT_STRING_MAX_BYTES;
}

bool vakt_string_valid(const vakt_field *field, const char *text)
{
    size_t length = strlen(text);
    if (length > (size_t)vakt_string_max(field) || vakt_utf8_check(text, length) != length)
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' && c != '\t' && c != '\n' && c != '\r')
            return false;
        if (c == 0xEF && (unsigned char)text[i + 1] == 0xBF && (unsigned char)text[i + 2] >= 0xBE)
            return false; /* U+FFFE, U+FFFF */
    }
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alphanumeric(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_digit(c);
}

static bool id_valid(const char *text, size_t length)
{
    if (length == 0 || length > VAKT_ID_MAX_BYTES || !is_alphanumeric(text[0]))
        return false;
    for (size_t i = 1; i < length; i++)
        if (!is_alphanumeric(text[i]) && !memchr("_.:-", text[i], 4))
            return false;
    return true;
}

bool vakt_id_valid(const char *text)
{
    return id_valid(text, strlen(text));
}

bool vakt_next_word(const char **at, const char **ret_word, size_t *ret_length)
{
    const char *word = *at + strspn(*at, " \t\r\n");
    *ret_word = word;
    *ret_length = strcspn(word, " \t\r\n");
    *at = word + *ret_length;
    return *ret_length > 0;
}

int vakt_word_row(const char *const *words, const char *word, size_t length)
{
    for (int row = 0; words[row]; row++)
        if (strlen(words[row]) == length && memcmp(words[row], word, length) == 0)
            return row;
    return -1;
}

/* Two digits, colon, two digits; -1 when it is anything else. */
static int clock_minutes(const char *text)
{
    if (!is_digit(text[0]) || !is_digit(text[1]) || text[2] != ':' || !is_digit(text[3]) ||
        !is_digit(text[4]) || text[3] > '5')
        return -1;
    int hour = (text[0] - '0') * 10 + (text[1] - '0');
    return hour * 60 + (text[3] - '0') * 10 + (text[4] - '0');
}

/* Minutes east of UTC of "Z" or "+01:00", at most 14 hours as in ISO 8601 practice. */
static bool offset_parse(const char *text, int *ret_minutes)
{
    if (strcmp(text, "Z") == 0) {
        *ret_minutes = 0;
        return true;
    }
    int minutes = *text == '+' || *text == '-' ? clock_minutes(text + 1) : -1;
    if (minutes < 0 || minutes > 14 * 60 || text[6] != '\0')
        return false;
    *ret_minutes = *text == '-' ? -minutes : minutes;
    return true;
}

/* Is the minute since 1970, on a clock that many minutes ahead, in first_year..2199? */
static bool in_years(int64_t minute, int64_t ahead, int first_year)
{
    int64_t first = vakt_day_from_civil(first_year, 1, 1);
    int64_t last = vakt_day_from_civil(VAKT_CALENDAR_LAST_YEAR, 12, 31);
    return minute >= first * 1440 - ahead && minute < (last + 1) * 1440 - ahead;
}

static bool time_parse(const char *text, int64_t *ret_minute)
{
    char date[11];
    vakt_day day;
    if (strlen(text) < 16 || text[10] != 'T')
        return false;
    memcpy(date, text, 10);
    date[10] = '\0';
    int minutes = clock_minutes(text + 11), offset;
    if (!vakt_day_parse(date, &day) || minutes < 0 || minutes >= 24 * 60)
        return false;
    vakt_minute result;
    if (text[16] == '\0')
        result = vakt_oslo_to_utc(day, minutes);
    else if (offset_parse(text + 16, &offset))
        result = (vakt_minute)day * 1440 + minutes - offset;
    else
        return false;
    /* It is written back in Oslo time, whose date must be within the calendar as well; the
     * calendar begins and ends in winter. */
    if (!in_years(result, 60, VAKT_CALENDAR_FIRST_YEAR))
        return false;
    *ret_minute = result;
    return true;
}

static bool set_parse(const vakt_field *field, const char *text, int64_t *ret_set)
{
    uint32_t set = 0;
    size_t length;
    for (const char *word; vakt_next_word(&text, &word, &length);) {
        int row = vakt_word_row(field->words, word, length);
        if (row < 0 || row > 31 || (set & UINT32_C(1) << row))
            return false;
        set |= UINT32_C(1) << row;
    }
    *ret_set = set;
    return true;
}

static bool int_parse(const vakt_field *field, const char *text, int64_t *ret_number)
{
    int64_t number;
    if (!vakt_parse_int(text, &number) || number == VAKT_INT_NONE ||
        (vakt_int_bounded(field) && (number < field->min || number > field->max)))
        return false;
    *ret_number = number;
    return true;
}

bool vakt_value_parse(const vakt_field *field, const char *text, vakt_value *ret_value)
{
    vakt_value value = {0};
    vakt_day day;
    bool good = false;
    switch (field->type) {
    case VAKT_T_STRING:
        value.string = text;
        good = vakt_string_valid(field, text);
        break;
    case VAKT_T_ID:
        value.string = text;
        good = vakt_id_valid(text);
        break;
    case VAKT_T_INT:
        good = int_parse(field, text, &value.number);
        break;
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
        value.number = strcmp(text, "true") == 0;
        good = value.number || strcmp(text, "false") == 0;
        break;
    case VAKT_T_DATE:
        good = vakt_day_parse(text, &day);
        value.number = good ? day : 0;
        break;
    case VAKT_T_CLOCK:
        value.number = strlen(text) == 5 ? clock_minutes(text) : -1;
        good = value.number >= 0 && value.number <= 24 * 60;
        break;
    case VAKT_T_TIME:
        good = time_parse(text, &value.number);
        break;
    case VAKT_T_ENUM:
        value.number = vakt_word_row(field->words, text, strlen(text));
        good = value.number >= 0;
        break;
    case VAKT_T_SET:
        good = set_parse(field, text, &value.number);
        break;
    case VAKT_T_IDS:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
    if (good)
        *ret_value = value;
    return good;
}

bool vakt_value_default(const vakt_field *field, vakt_value *ret_value)
{
    if (field->default_text)
        return vakt_value_parse(field, field->default_text, ret_value);
    *ret_value = vakt_value_absent(field->type);
    return true;
}

static void add_words(vakt_text *text, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        vakt_text_addf(text, "%s%s", i > 0 ? ", " : "", words[i]);
}

static void add_int_expected(vakt_text *text, const vakt_field *field)
{
    vakt_text_add(text, "a whole number");
    if (!vakt_int_bounded(field))
        return;
    if (field->max == INT64_MAX)
        vakt_text_addf(text, " from %lld", (long long)field->min);
    else if (field->min == INT64_MIN)
        vakt_text_addf(text, " up to %lld", (long long)field->max);
    else
        vakt_text_addf(text, " %lld..%lld", (long long)field->min, (long long)field->max);
}

void vakt_value_expected(const vakt_field *field, bool xml, vakt_text *text)
{
    switch (field->type) {
    case VAKT_T_STRING:
        vakt_text_addf(text, "a text of at most %d bytes without control characters",
                       vakt_string_max(field));
        break;
    case VAKT_T_ID:
        vakt_text_addf(text, "an id: a letter or digit, then letters, digits, _ . : - (at most %d)",
                       VAKT_ID_MAX_BYTES);
        break;
    case VAKT_T_INT:
        add_int_expected(text, field);
        break;
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
        vakt_text_add(text, "true or false");
        break;
    case VAKT_T_DATE:
        vakt_text_addf(text, "a date like 2027-01-31 (%d..%d)", VAKT_DATE_FIRST_YEAR,
                       VAKT_CALENDAR_LAST_YEAR);
        break;
    case VAKT_T_CLOCK:
        vakt_text_add(text, "a clock time 00:00..24:00");
        break;
    case VAKT_T_TIME:
        vakt_text_add(text, "a time like 2027-01-31T08:00 or 2027-01-31T08:00+01:00");
        break;
    case VAKT_T_ENUM:
        vakt_text_add(text, "one of ");
        add_words(text, field->words);
        break;
    case VAKT_T_SET:
        vakt_text_add(text, xml ? "words separated by spaces out of " : "a list of texts out of ");
        add_words(text, field->words);
        break;
    case VAKT_T_IDS:
        vakt_text_add(text, xml ? "ids separated by spaces" : "a list of ids");
        break;
    case VAKT_T_RECORD:
        vakt_text_addf(text, xml ? "one element <%s>" : "an object", field->name);
        break;
    case VAKT_T_RECORDS:
        vakt_text_addf(text, xml ? "an element <%s> for each" : "a list of objects", field->item);
        break;
    }
}

static bool add_set(const vakt_field *field, uint32_t set, vakt_text *text)
{
    const char *space = "";
    for (uint32_t row = 0; field->words[row] && row < 32; row++) {
        if (!(set & UINT32_C(1) << row))
            continue;
        set &= ~(UINT32_C(1) << row);
        vakt_text_addf(text, "%s%s", space, field->words[row]);
        space = " ";
    }
    return set == 0;
}

bool vakt_value_text(const vakt_field *field, vakt_value value, vakt_text *text)
{
    char buffer[23];
    switch (field->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
        if (!value.string || !(field->type == VAKT_T_ID ? vakt_id_valid(value.string)
                                                        : vakt_string_valid(field, value.string)))
            return false;
        vakt_text_add(text, value.string);
        return true;
    case VAKT_T_INT:
        vakt_text_addf(text, "%lld", (long long)value.number);
        return value.number != VAKT_INT_NONE;
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
        vakt_text_add(text, value.number ? "true" : "false");
        return value.number == 0 || value.number == 1;
    case VAKT_T_DATE:
        if (!in_years(value.number * 1440, 0, VAKT_DATE_FIRST_YEAR))
            return false;
        vakt_day_format((vakt_day)value.number, buffer);
        vakt_text_add(text, buffer);
        return true;
    case VAKT_T_CLOCK:
        vakt_text_addf(text, "%02d:%02d", (int)value.number / 60, (int)value.number % 60);
        return value.number >= 0 && value.number <= 24 * 60;
    case VAKT_T_TIME:
        if (!in_years(value.number, 60, VAKT_CALENDAR_FIRST_YEAR))
            return false;
        vakt_oslo_format(value.number, buffer);
        vakt_text_add(text, buffer);
        return true;
    case VAKT_T_ENUM:
        if (value.number < 0 || (size_t)value.number >= vakt_words_count(field->words))
            return false;
        vakt_text_add(text, field->words[value.number]);
        return true;
    case VAKT_T_SET:
        return add_set(field, (uint32_t)value.number, text);
    case VAKT_T_IDS:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
    return false;
}
