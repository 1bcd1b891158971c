#include "io/doc.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "io/doc_internal.h"

static const char *errno_meaning(int number)
{
    switch (number) { /* not strerror: that speaks the user's language, messages are English */
    case ENOENT:
        return "there is no such file";
    case EACCES:
        return "permission denied";
    case EISDIR:
        return "it is a directory";
    case ENOTDIR:
        return "a part of the path is not a directory";
    case ENAMETOOLONG:
        return "the name is too long";
    case EMFILE:
    case ENFILE:
        return "too many open files";
    default:
        return "the system reports an error";
    }
}

/* Reads to the end or one byte beyond the limit, whichever comes first. */
static vakt_status read_stream(FILE *stream, char **ret_bytes, size_t *ret_length)
{
    size_t capacity = 65536, length = 0;
    char *bytes = malloc(capacity + 1);
    while (bytes && length <= VAKT_DOC_MAX_BYTES) {
        size_t got = fread(bytes + length, 1, capacity - length, stream);
        length += got;
        if (got == 0)
            break;
        if (length == capacity) {
            char *grown = realloc(bytes, capacity * 2 + 1);
            if (!grown)
                free(bytes);
            bytes = grown;
            capacity *= 2;
        }
    }
    if (!bytes)
        return VAKT_E_NOMEM;
    bytes[length] = '\0';
    *ret_bytes = bytes;
    *ret_length = length;
    return VAKT_OK;
}

vakt_status vakt_file_read(const char *path, char **ret_bytes, size_t *ret_length,
                           vakt_report *report)
{
    const vakt_place place = {.file = path};
    const bool is_stdin = strcmp(path, "-") == 0;
    errno = 0;
    FILE *stream = is_stdin ? stdin : fopen(path, "rb");
    if (!stream) {
        vakt_report_add(report, VAKT_ERROR, &place, "cannot be opened: %s", errno_meaning(errno));
        return VAKT_E_IO;
    }
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status = read_stream(stream, &bytes, &length);
    if (status == VAKT_OK && ferror(stream)) {
        vakt_report_add(report, VAKT_ERROR, &place, "cannot be read: %s", errno_meaning(errno));
        status = VAKT_E_IO;
    } else if (status == VAKT_OK && length > VAKT_DOC_MAX_BYTES) {
        vakt_report_add(report, VAKT_ERROR, &place, "is larger than %zu bytes", VAKT_DOC_MAX_BYTES);
        status = VAKT_E_IO;
    }
    if (!is_stdin)
        fclose(stream);
    if (status != VAKT_OK) {
        free(bytes);
        return status;
    }
    *ret_bytes = bytes;
    *ret_length = length;
    return VAKT_OK;
}

size_t vakt_utf8_check(const char *bytes, size_t length)
{
    const unsigned char *b = (const unsigned char *)bytes;
    size_t i = 0;
    while (i < length) {
        if (b[i] < 0x80) {
            i++;
            continue;
        }
        size_t more = b[i] >= 0xF0 ? 3 : b[i] >= 0xE0 ? 2 : 1;
        if (b[i] < 0xC2 || b[i] > 0xF4 || length - i <= more)
            return i;
        for (size_t k = 1; k <= more; k++)
            if ((b[i + k] & 0xC0) != 0x80)
                return i;
        /* overlong forms, surrogates, beyond U+10FFFF */
        if ((b[i] == 0xE0 && b[i + 1] < 0xA0) || (b[i] == 0xED && b[i + 1] > 0x9F) ||
            (b[i] == 0xF0 && b[i + 1] < 0x90) || (b[i] == 0xF4 && b[i + 1] > 0x8F))
            return i;
        i += more + 1;
    }
    return length;
}

const char *vakt_shown(const char *text, char buffer[VAKT_SHOWN_BYTES])
{
    const size_t room = VAKT_SHOWN_BYTES - 4;
    size_t length = strlen(text), kept = length;
    if (length > room)
        for (kept = room; kept > 0 && ((unsigned char)text[kept] & 0xC0) == 0x80;)
            kept--;
    for (size_t i = 0; i < kept; i++)
        buffer[i] = (unsigned char)text[i] < ' ' || text[i] == 0x7F ? '?' : text[i];
    memcpy(buffer + kept, "...", 4);
    if (kept == length)
        buffer[kept] = '\0';
    return buffer;
}

/* --- tree --- */

static void append(vakt_node *parent, vakt_node *node)
{
    node->parent = parent;
    if (parent->kind == VAKT_DOC_LIST) {
        node->index = parent->last ? parent->last->index + 1 : 0;
        node->counted = true;
    }
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

vakt_node *vakt_parse_node(vakt_parse *parse, vakt_node *parent, vakt_doc_kind kind,
                           const char *name, int line, int column)
{
    if (parse->n_nodes == VAKT_DOC_MAX_NODES) {
        VAKT_PARSE_ERROR(parse, line, column, NULL, "the document has more than %zu values",
                         VAKT_DOC_MAX_NODES);
        return NULL;
    }
    vakt_node *node = vakt_arena_alloc(parse->doc->arena, 1, sizeof *node);
    if (!node) {
        parse->out_of_memory = true;
        return NULL;
    }
    parse->n_nodes++;
    *node = (vakt_node){.kind = kind, .name = name, .line = line, .column = column};
    if (parent)
        append(parent, node);
    else
        parse->doc->root = node;
    return node;
}

static int compare_names(const vakt_node *a, const vakt_node *b)
{
    int names = strcmp(a->name, b->name);
    return names != 0 ? names : (a->index > b->index) - (a->index < b->index);
}

static int compare_by_name(const void *a, const void *b)
{
    return compare_names(*(vakt_node *const *)a, *(vakt_node *const *)b);
}

static int compare_by_kind(const void *a, const void *b)
{
    const vakt_node *x = *(vakt_node *const *)a, *y = *(vakt_node *const *)b;
    int kinds = (x->kind == VAKT_DOC_SCALAR) - (y->kind == VAKT_DOC_SCALAR);
    return kinds != 0 ? kinds : compare_names(x, y);
}

bool vakt_node_number(vakt_node *parent, bool by_kind,
                      void (*repeated)(void *context, vakt_node *first, vakt_node *again),
                      void *context)
{
    VAKT_VEC(vakt_node *) sorted = {0};
    int order = 0;
    for (vakt_node *child = parent->first; child; child = child->next) {
        child->index = order++; /* makes the sort stable; replaced below */
        if (!VAKT_VEC_PUSH(&sorted, child)) {
            VAKT_VEC_DONE(&sorted);
            return false;
        }
    }
    if (sorted.count > 1)
        qsort(sorted.items, sorted.count, sizeof *sorted.items,
              by_kind ? compare_by_kind : compare_by_name);
    vakt_node *first = NULL, *before = NULL;
    for (size_t i = 0; i < sorted.count; i++) {
        vakt_node *node = sorted.items[i];
        bool same =
            before && strcmp(before->name, node->name) == 0 &&
            (!by_kind || (before->kind == VAKT_DOC_SCALAR) == (node->kind == VAKT_DOC_SCALAR));
        node->index = same ? before->index + 1 : 0;
        first = same ? first : node;
        if (same && by_kind)
            first->counted = node->counted = true;
        if (same && repeated)
            repeated(context, first, node);
        before = node;
    }
    VAKT_VEC_DONE(&sorted);
    return true;
}

static vakt_doc *doc_new(const char *file, vakt_syntax syntax)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_doc *doc = arena ? vakt_arena_alloc(arena, 1, sizeof *doc) : NULL;
    char *name = doc ? vakt_arena_strdup(arena, file) : NULL;
    if (!name) {
        vakt_arena_free(arena);
        return NULL;
    }
    *doc = (vakt_doc){.arena = arena, .file = name, .syntax = syntax};
    return doc;
}

vakt_doc *vakt_doc_new(const char *root_name)
{
    vakt_doc *doc = doc_new("", VAKT_SYNTAX_JSON);
    if (doc && !vakt_node_add(doc, NULL, VAKT_DOC_OBJECT, root_name, NULL, VAKT_SCALAR_TEXT)) {
        vakt_doc_free(doc);
        return NULL;
    }
    return doc;
}

void vakt_doc_free(vakt_doc *doc)
{
    if (doc)
        vakt_arena_free(doc->arena); /* the document itself lives in it */
}

vakt_node *vakt_node_add(vakt_doc *doc, vakt_node *parent, vakt_doc_kind kind, const char *name,
                         const char *text, vakt_scalar_kind scalar)
{
    vakt_node *node = vakt_arena_alloc(doc->arena, 1, sizeof *node);
    if (!node)
        return NULL;
    *node = (vakt_node){.kind = kind, .scalar = scalar};
    if ((name && !(node->name = vakt_arena_strdup(doc->arena, name))) ||
        (text && !(node->text = vakt_arena_strdup(doc->arena, text))))
        return NULL;
    if (parent)
        append(parent, node);
    else
        doc->root = node;
    return node;
}

const vakt_node *vakt_node_member(const vakt_node *object, const char *name)
{
    for (const vakt_node *child = object->first; child; child = child->next)
        if (child->name && strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const char *vakt_node_path(vakt_arena *arena, const vakt_node *node)
{
    const vakt_node *way[VAKT_DOC_MAX_DEPTH + 2];
    size_t n = 0;
    for (; node && node->parent && n < sizeof way / sizeof *way; node = node->parent)
        way[n++] = node;
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_add(&text, "");
    char shown[VAKT_SHOWN_BYTES];
    while (n > 0) {
        const vakt_node *step = way[--n];
        if (step->name)
            vakt_text_addf(&text, "%s%s", text.length > 0 ? "." : "",
                           vakt_shown(step->name, shown));
        if (step->counted)
            vakt_text_addf(&text, "[%d]", step->index);
    }
    const char *path = text.failed ? NULL : vakt_arena_copy(arena, text.bytes, text.length);
    vakt_text_done(&text);
    return path;
}

const char *vakt_parse_path(const vakt_parse *parse, const vakt_node *node)
{
    return node->parent ? vakt_node_path(parse->doc->arena, node) : NULL;
}

/* --- dispatch --- */

/* Where the text itself begins: after a UTF-8 byte order mark. */
static size_t bom_length(const char *bytes, size_t length)
{
    return length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool looks_like_xml(const char *bytes, size_t length, size_t at)
{
    if (length >= 4 && (memcmp(bytes, "\xFF\xFE<", 4) == 0 || memcmp(bytes, "\xFE\xFF\0<", 4) == 0))
        return true; /* UTF-16, which libxml2 reads; JSON is always UTF-8 */
    return at < length && bytes[at] == '<';
}

vakt_status vakt_doc_parse_partly(const char *file, const char *bytes, size_t length,
                                  vakt_report *report, vakt_doc **ret_doc, bool *ret_wrong)
{
    size_t at = bom_length(bytes, length);
    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at] != '\0')
        at++;
    bool xml = looks_like_xml(bytes, length, at);
    vakt_doc *doc = doc_new(file, xml ? VAKT_SYNTAX_XML : VAKT_SYNTAX_JSON);
    if (!doc)
        return VAKT_E_NOMEM;
    vakt_parse parse = {.doc = doc, .bytes = bytes, .length = length, .report = report};
    if (length > VAKT_DOC_MAX_BYTES)
        VAKT_PARSE_ERROR(&parse, 0, 0, NULL, "is larger than %zu bytes", VAKT_DOC_MAX_BYTES);
    else if (at == length)
        VAKT_PARSE_ERROR(&parse, 1, 1, NULL, "the document is empty");
    else if (xml)
        vakt_parse_xml(&parse);
    else
        vakt_parse_json(&parse);
    if ((parse.failed && !parse.whole) || parse.out_of_memory) {
        vakt_doc_free(doc);
        return parse.out_of_memory ? VAKT_E_NOMEM : VAKT_E_INPUT;
    }
    *ret_doc = doc;
    *ret_wrong = parse.failed;
    return VAKT_OK;
}

vakt_status vakt_doc_parse(const char *file, const char *bytes, size_t length, vakt_report *report,
                           vakt_doc **ret_doc)
{
    vakt_doc *doc = NULL;
    bool wrong = false;
    vakt_status status = vakt_doc_parse_partly(file, bytes, length, report, &doc, &wrong);
    if (status == VAKT_OK && wrong) {
        vakt_doc_free(doc);
        return VAKT_E_INPUT;
    }
    if (status == VAKT_OK)
        *ret_doc = doc;
    return status;
}
