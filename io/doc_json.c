/*
 * JSON text to the tree.
 *
 * cJSON keeps no positions and is lax: of two equal keys the first wins, long integers lose digits,
 * "\u0000" cuts a string, invalid UTF-8 and control characters pass. So a strict scan of the text
 * builds the tree and words the messages, and cJSON has the second vote: a text is taken as JSON
 * only when both say so. The scan comes first because it also bounds depth and size for cJSON.
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

#include "io/doc_internal.h"

/* cJSON copies a number into 64 bytes; nothing we read needs more digits. */
#define MAX_NUMBER_LENGTH 60

typedef struct scan {
    vakt_parse *parse;
    size_t at, line_start;
    int line, depth;
} scan;

static bool scan_value(scan *s, vakt_node *parent, const char *name);

/* The byte at the cursor, -1 at the end. */
static int peek(const scan *s)
{
    return s->at < s->parse->length ? (unsigned char)s->parse->bytes[s->at] : -1;
}

static int column_at(const scan *s, size_t at)
{
    return (int)(at - s->line_start) + 1;
}

static void skip_space(scan *s)
{
    for (int c; (c = peek(s)) == ' ' || c == '\t' || c == '\r' || c == '\n'; s->at++)
        if (c == '\n') {
            s->line++;
            s->line_start = s->at + 1;
        }
}

/* A syntax error at the cursor: nothing after it can be trusted, so the scan ends. */
static bool stop(scan *s, const char *expected)
{
    char found[32] = "the end of the text";
    int c = peek(s);
    if (c > ' ' && c < 0x7F)
        snprintf(found, sizeof found, "'%c'", c);
    else if (c >= 0x80)
        snprintf(found, sizeof found, "a letter outside ASCII");
    else if (c == '\n' || c == '\r')
        snprintf(found, sizeof found, "the end of the line");
    else if (c >= 0)
        snprintf(found, sizeof found, "byte 0x%02X", (unsigned)c);
    VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, s->at), NULL, "expected %s, found %s",
                     expected, found);
    return false;
}

static bool no_memory(scan *s)
{
    s->parse->out_of_memory = true;
    return false;
}

/* Four hexadecimal digits at `at`, -1 when they are not there. */
static int hex4(const scan *s, size_t at)
{
    int value = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = i < s->parse->length ? s->parse->bytes[i] : '\0';
        const char *digits = "0123456789abcdef";
        const char *digit = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;
        if (!digit)
            return -1;
        value = value * 16 + (int)(digit - digits);
    }
    return value;
}

static char *put_utf8(char *out, unsigned code)
{
    if (code < 0x80) {
        *out++ = (char)code;
    } else if (code < 0x800) {
        *out++ = (char)(0xC0 | code >> 6);
        *out++ = (char)(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        *out++ = (char)(0xE0 | code >> 12);
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code & 0x3F));
    } else {
        *out++ = (char)(0xF0 | code >> 18);
        *out++ = (char)(0x80 | (code >> 12 & 0x3F));
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code & 0x3F));
    }
    return out;
}

/* The cursor is on the 'u'. NUL and half pairs are reported and the scan goes on. */
static bool unicode_escape(scan *s, char **out)
{
    const size_t start = s->at - 1;
    int code = hex4(s, s->at + 1);
    if (code < 0)
        return stop(s, "\\u and four hexadecimal digits");
    s->at += 5;
    if (code >= 0xD800 && code <= 0xDBFF && s->at + 1 < s->parse->length &&
        s->parse->bytes[s->at] == '\\' && s->parse->bytes[s->at + 1] == 'u') {
        int low = hex4(s, s->at + 2);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            s->at += 6;
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    if (code == 0)
        VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, start), NULL,
                         "\\u0000 is not allowed in a text");
    else if (code >= 0xD800 && code <= 0xDFFF)
        VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, start), NULL,
                         "\\u%04X is half of a surrogate pair", (unsigned)code);
    else
        *out = put_utf8(*out, (unsigned)code);
    return true;
}

static bool escape(scan *s, char **out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    s->at++;
    int c = peek(s);
    if (c == 'u')
        return unicode_escape(s, out);
    const char *letter = c > 0 ? strchr(letters, c) : NULL;
    if (!letter)
        return stop(s, "one of \" \\ / b f n r t u after a backslash");
    *(*out)++ = meanings[letter - letters];
    s->at++;
    return true;
}

/* Bytes up to the closing quote: at least as many as the decoded text has. */
static size_t raw_length(const scan *s)
{
    size_t at = s->at;
    for (; at < s->parse->length && s->parse->bytes[at] != '"'; at++)
        if (s->parse->bytes[at] == '\\')
            at++;
    return at - s->at;
}

/* The cursor is on the opening quote. */
static bool scan_string(scan *s, const char **ret_text)
{
    s->at++;
    char *text = vakt_arena_alloc(s->parse->doc->arena, raw_length(s) + 1, 1), *out = text;
    if (!text)
        return no_memory(s);
    for (int c; (c = peek(s)) != '"';) {
        if (c < 0)
            return stop(s, "a closing '\"'");
        if (c < ' ')
            return stop(s, "'\"' on the same line (line ends and tabs are written \\n and \\t)");
        if (c == '\\') {
            if (!escape(s, &out))
                return false;
        } else {
            *out++ = (char)c;
            s->at++;
        }
    }
    s->at++;
    *ret_text = text;
    return true;
}

static bool digits(scan *s)
{
    size_t start = s->at;
    for (int c; (c = peek(s)) >= '0' && c <= '9';)
        s->at++;
    return s->at > start || stop(s, "a digit");
}

static bool scan_number(scan *s, const char **ret_text)
{
    const size_t start = s->at;
    if (peek(s) == '-')
        s->at++;
    if (peek(s) == '0') {
        s->at++;
        if (peek(s) >= '0' && peek(s) <= '9')
            return stop(s, "no digit after a leading 0");
    } else if (!digits(s)) {
        return false;
    }
    if (peek(s) == '.') {
        s->at++;
        if (!digits(s))
            return false;
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        s->at++;
        if (peek(s) == '+' || peek(s) == '-')
            s->at++;
        if (!digits(s))
            return false;
    }
    if (s->at - start > MAX_NUMBER_LENGTH) {
        s->at = start;
        return stop(s, "a number of at most 60 characters");
    }
    *ret_text = vakt_arena_copy(s->parse->doc->arena, s->parse->bytes + start, s->at - start);
    return *ret_text || no_memory(s);
}

static bool take_word(scan *s, const char *word)
{
    size_t length = strlen(word);
    if (s->parse->length - s->at < length || memcmp(s->parse->bytes + s->at, word, length) != 0)
        return false;
    s->at += length;
    return true;
}

static bool scan_scalar(scan *s, vakt_node *node)
{
    int c = peek(s);
    if (c == '"') {
        node->scalar = VAKT_SCALAR_TEXT;
        return scan_string(s, &node->text);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        node->scalar = VAKT_SCALAR_NUMBER;
        return scan_number(s, &node->text);
    }
    node->scalar = VAKT_SCALAR_BOOL;
    if (take_word(s, node->text = "true") || take_word(s, node->text = "false"))
        return true;
    node->scalar = VAKT_SCALAR_NULL;
    if (take_word(s, node->text = "null"))
        return true;
    return stop(s, "a value: a text in quotes, a number, true, false, { or [");
}

static bool scan_items(scan *s, vakt_node *list)
{
    s->at++;
    skip_space(s);
    if (peek(s) == ']') {
        s->at++;
        return true;
    }
    for (;;) {
        skip_space(s);
        if (peek(s) == '[' && list->parent->kind != VAKT_DOC_LIST) {
            const char *path = vakt_parse_path(s->parse, list);
            VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, s->at), path,
                             "a list directly within a list is not used here");
        }
        if (!scan_value(s, list, NULL))
            return false;
        skip_space(s);
        int c = peek(s);
        if (c != ',' && c != ']')
            return stop(s, "',' or ']' after a list item");
        s->at++;
        if (c == ']')
            return true;
    }
}

static void report_repeated(void *context, vakt_node *first, vakt_node *again)
{
    vakt_parse *parse = ((scan *)context)->parse;
    char shown[VAKT_SHOWN_BYTES];
    const char *path = vakt_parse_path(parse, again);
    VAKT_PARSE_ERROR(parse, again->line, again->column, path,
                     "\"%s\" is given twice, first on line %d", vakt_shown(again->name, shown),
                     first->line);
}

static bool scan_member(scan *s, vakt_node *object)
{
    const char *name;
    skip_space(s);
    if (peek(s) != '"')
        return stop(s, "a field name in double quotes");
    if (!scan_string(s, &name))
        return false;
    skip_space(s);
    if (peek(s) != ':')
        return stop(s, "':' after the field name");
    s->at++;
    return scan_value(s, object, name);
}

static bool scan_members(scan *s, vakt_node *object)
{
    s->at++;
    skip_space(s);
    if (peek(s) == '}') {
        s->at++;
        return true;
    }
    for (;;) {
        if (!scan_member(s, object))
            return false;
        skip_space(s);
        int c = peek(s);
        if (c != ',' && c != '}')
            return stop(s, "',' or '}' after a field");
        s->at++;
        if (c == '}')
            break;
    }
    if (!vakt_node_number(object, false, report_repeated, s))
        return no_memory(s);
    return true;
}

static bool scan_value(scan *s, vakt_node *parent, const char *name)
{
    skip_space(s);
    int c = peek(s);
    vakt_doc_kind kind = c == '{' ? VAKT_DOC_OBJECT : c == '[' ? VAKT_DOC_LIST : VAKT_DOC_SCALAR;
    vakt_node *node = vakt_parse_node(s->parse, parent, kind, name, s->line, column_at(s, s->at));
    if (!node)
        return false;
    if (kind == VAKT_DOC_SCALAR)
        return scan_scalar(s, node);
    if (s->depth == VAKT_DOC_MAX_DEPTH) {
        VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, s->at), NULL,
                         "nested deeper than %d levels", VAKT_DOC_MAX_DEPTH);
        return false;
    }
    s->depth++;
    bool good = kind == VAKT_DOC_OBJECT ? scan_members(s, node) : scan_items(s, node);
    s->depth--;
    return good;
}

/* True when the text was read to its end: what was reported, if anything, did not break it. */
static bool scan_document(scan *s)
{
    skip_space(s);
    if (peek(s) != '{')
        return stop(s, "'{' (JSON) or '<' (XML) at the beginning");
    if (!scan_value(s, NULL, NULL))
        return false;
    skip_space(s);
    return peek(s) < 0 || stop(s, "nothing more after the last '}'");
}

/* Line and line start of an offset, for what is found by offset only. */
static void move_to(scan *s, size_t at)
{
    for (; s->at < at; s->at++)
        if (s->parse->bytes[s->at] == '\n') {
            s->line++;
            s->line_start = s->at + 1;
        }
}

static void ask_cjson(scan *s)
{
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(s->parse->bytes, s->parse->length, &end, 0);
    size_t at = end ? (size_t)(end - s->parse->bytes) : 0;
    move_to(s, at);
    if (!root)
        VAKT_PARSE_ERROR(s->parse, s->line, column_at(s, s->at), NULL, "this is not valid JSON");
    else {
        skip_space(s);
        if (peek(s) >= 0)
            stop(s, "nothing more after the last '}'");
    }
    cJSON_Delete(root);
}

void vakt_parse_json(vakt_parse *parse)
{
    const size_t start = parse->length >= 3 && memcmp(parse->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const scan fresh = {.parse = parse, .at = start, .line_start = start, .line = 1};
    scan s = fresh;
    size_t bad = vakt_utf8_check(parse->bytes, parse->length);
    if (bad < parse->length) {
        skip_space(&s);
        const char *what = peek(&s) == '{' ? "" : "neither JSON nor XML: ";
        move_to(&s, bad);
        VAKT_PARSE_ERROR(parse, s.line, column_at(&s, bad), NULL,
                         "%sbyte 0x%02X is not valid UTF-8", what,
                         (unsigned char)parse->bytes[bad]);
        return;
    }
    parse->whole = scan_document(&s);
    if (parse->failed || parse->out_of_memory)
        return;
    s = fresh;
    ask_cjson(&s);
}
