/* Field tables to structs: strict, and telling every mistake with its place. */
#include "io/record.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "io/doc_internal.h"

#define SUGGEST_MAX_BYTES 40
#define SUGGEST_DISTANCE 2

typedef struct reader {
    const vakt_doc *doc;
    vakt_arena *arena;
    vakt_report *report;
    bool failed, out_of_memory, table_wrong;
} reader;

/* What a document gave for one field. */
typedef struct slot {
    const vakt_node *first;
    size_t count; /* above 1 only for repeated XML elements */
} slot;

static void read_record(reader *r, const vakt_record *record, const vakt_node *node, void *data);
static void fill_defaults(reader *r, const vakt_record *record, void *data);

/* --- messages --- */

static vakt_place place_of(vakt_arena *arena, const vakt_doc *doc, const vakt_node *node)
{
    vakt_place place = {.file = doc->file, .line = node->line, .column = node->column};
    const char *path = node->parent ? vakt_node_path(arena, node) : NULL;
    place.path = path && *path ? path : NULL;
    return place;
}

#define READ_ERROR(r, node, ...)                                                                   \
    do {                                                                                           \
        (r)->failed = true;                                                                        \
        vakt_place place_ = place_of((r)->arena, (r)->doc, (node));                                \
        vakt_report_add((r)->report, VAKT_ERROR, &place_, __VA_ARGS__);                            \
    } while (0)

static bool looks_like_number(const char *text)
{
    text += *text == '-' || *text == '+';
    return *text && text[strspn(text, ".0123456789")] == '\0';
}

/* What stands at the node, for "found ...". Texts are quoted; XML does not mark numbers, so what
 * looks like one is shown bare. */
static const char *found_of(const reader *r, const vakt_node *node,
                            char buffer[VAKT_SHOWN_BYTES + 2])
{
    bool xml = r->doc->syntax == VAKT_SYNTAX_XML;
    if (node->kind != VAKT_DOC_SCALAR)
        return node->kind == VAKT_DOC_LIST ? "a list" : xml ? "an element" : "an object";
    char shown[VAKT_SHOWN_BYTES];
    bool bare = node->scalar != VAKT_SCALAR_TEXT || (xml && looks_like_number(node->text));
    snprintf(buffer, VAKT_SHOWN_BYTES + 2, bare ? "%s" : "\"%s\"", vakt_shown(node->text, shown));
    return buffer;
}

static void report_value(reader *r, const vakt_field *field, const vakt_node *node)
{
    vakt_text expected;
    vakt_text_init(&expected, VAKT_TEXT_CAP);
    vakt_value_expected(field, r->doc->syntax == VAKT_SYNTAX_XML, &expected);
    char found[VAKT_SHOWN_BYTES + 2];
    if (expected.failed)
        r->out_of_memory = true;
    else
        READ_ERROR(r, node, "found %s, expected %s", found_of(r, node, found), expected.bytes);
    vakt_text_done(&expected);
}

static void report_missing(reader *r, const vakt_field *field, const vakt_node *node)
{
    bool xml = r->doc->syntax == VAKT_SYNTAX_XML;
    bool element = xml && (field->type == VAKT_T_RECORD || field->type == VAKT_T_RECORDS);
    const char *name = xml && field->type == VAKT_T_RECORDS ? field->item : field->name;
    int length = field->doc ? (int)strlen(field->doc) : 0;
    if (length > 0 && field->doc[length - 1] == '.')
        length--; /* a message has no full stop */
    READ_ERROR(r, node, "expected %s%s%s (%.*s)", element ? "<" : "", name, element ? ">" : "",
               length, field->doc ? field->doc : "");
}

/* Levenshtein distance; both at most SUGGEST_MAX_BYTES long. */
static size_t edit_distance(const char *a, const char *b)
{
    size_t row[SUGGEST_MAX_BYTES + 1], n = strlen(b);
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t replaced = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            size_t moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = replaced < moved ? replaced : moved;
        }
    }
    return row[n];
}

static const char *xml_name(const vakt_field *field)
{
    return field->type == VAKT_T_RECORDS ? field->item : field->name;
}

static const char *suggestion(const reader *r, const vakt_record *record, const char *name)
{
    const char *best = NULL;
    size_t best_distance = SUGGEST_DISTANCE + 1, length = strlen(name);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        const char *known = r->doc->syntax == VAKT_SYNTAX_XML ? xml_name(field) : field->name;
        if (length > SUGGEST_MAX_BYTES || strlen(known) > SUGGEST_MAX_BYTES)
            continue;
        size_t distance = edit_distance(name, known);
        if (distance < best_distance && distance < length) {
            best_distance = distance;
            best = known;
        }
    }
    return best;
}

/* The child matches no field in its form; perhaps one in another form, or a misspelt one. */
static void report_unknown(reader *r, const vakt_record *record, const vakt_node *child)
{
    bool xml = r->doc->syntax == VAKT_SYNTAX_XML;
    for (size_t i = 0; xml && i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        if (strcmp(field->name, child->name) != 0 && strcmp(xml_name(field), child->name) != 0)
            continue;
        if (field->type == VAKT_T_RECORDS && child->kind == VAKT_DOC_OBJECT)
            READ_ERROR(r, child, "found a list element, expected the <%s> elements without it",
                       field->item);
        else if (field->type == VAKT_T_RECORD || field->type == VAKT_T_RECORDS)
            READ_ERROR(r, child, "found an attribute, expected an element <%s>", xml_name(field));
        else
            READ_ERROR(r, child, "found an element, expected an attribute %s=\"...\"", field->name);
        return;
    }
    char shown[VAKT_SHOWN_BYTES];
    const char *kind = !xml ? "field" : child->kind == VAKT_DOC_SCALAR ? "attribute" : "element";
    const char *close = suggestion(r, record, child->name);
    vakt_shown(child->name, shown);
    if (close)
        READ_ERROR(r, child, "unknown %s \"%s\", did you mean \"%s\"?", kind, shown, close);
    else
        READ_ERROR(r, child, "unknown %s \"%s\"", kind, shown);
}

/* --- fields --- */

static void *allocate(reader *r, size_t count, size_t size)
{
    void *result = vakt_arena_alloc(r->arena, count, size);
    if (!result)
        r->out_of_memory = true;
    return result;
}

static const char *copy(reader *r, const char *text, size_t length)
{
    const char *result = vakt_arena_copy(r->arena, text, length);
    if (!result)
        r->out_of_memory = true;
    return result;
}

static bool kind_fits(const reader *r, const vakt_field *field, const vakt_node *node)
{
    if (r->doc->syntax == VAKT_SYNTAX_XML)
        return true;
    if (field->type == VAKT_T_INT)
        return node->scalar == VAKT_SCALAR_NUMBER;
    if (field->type == VAKT_T_BOOL || field->type == VAKT_T_FLAG)
        return node->scalar == VAKT_SCALAR_BOOL;
    return node->scalar == VAKT_SCALAR_TEXT;
}

static void read_scalar(reader *r, const vakt_field *field, const vakt_node *node, void *data)
{
    vakt_value value;
    if (node->kind != VAKT_DOC_SCALAR || !kind_fits(r, field, node) ||
        !vakt_value_parse(field, node->text, &value)) {
        report_value(r, field, node);
        return;
    }
    if (value.string)
        value.string = copy(r, value.string, strlen(value.string));
    vakt_value_store(field, data, value);
}

/* In XML a list of records has no node of its own: `node` is the parent, an object. */
static void check_count(reader *r, const vakt_field *field, const vakt_node *node, size_t count)
{
    char what[VAKT_SHOWN_BYTES] = "items", range[64];
    if (field->max <= 0 || ((int64_t)count >= field->min && (int64_t)count <= field->max))
        return;
    if (node->kind == VAKT_DOC_OBJECT)
        snprintf(what, sizeof what, "<%s> elements", field->item);
    if (field->max == INT64_MAX)
        snprintf(range, sizeof range, "at least %lld", (long long)field->min);
    else
        snprintf(range, sizeof range, "%lld..%lld", (long long)field->min, (long long)field->max);
    if (count == 0 && node->kind == VAKT_DOC_OBJECT)
        report_missing(r, field, node);
    else
        READ_ERROR(r, node, "found %zu %s, expected %s", count, what, range);
}

/* One word of an IDS or SET list, with the node to blame. */
typedef struct word {
    const char *text;
    const vakt_node *node;
    size_t order;
} word;

typedef VAKT_VEC(word) word_list;

static int compare_words(const void *a, const void *b)
{
    const word *x = a, *y = b;
    int texts = strcmp(x->text, y->text);
    return texts != 0 ? texts : (x->order > y->order) - (x->order < y->order);
}

static int compare_orders(const void *a, const void *b)
{
    const word *x = a, *y = b;
    return (x->order > y->order) - (x->order < y->order);
}

static bool word_valid(const vakt_field *field, const char *text)
{
    return field->type == VAKT_T_IDS ? vakt_id_valid(text)
                                     : vakt_word_row(field->words, text, strlen(text)) >= 0;
}

static void take_word(reader *r, const vakt_field *field, const vakt_node *node, const char *text,
                      word_list *words)
{
    char shown[VAKT_SHOWN_BYTES];
    if (!text)
        return;
    if (!word_valid(field, text)) {
        vakt_field one = *field; /* the message speaks of one word, not of the list */
        one.type = field->type == VAKT_T_IDS ? VAKT_T_ID : VAKT_T_ENUM;
        vakt_text expected;
        vakt_text_init(&expected, VAKT_TEXT_CAP);
        vakt_value_expected(&one, false, &expected);
        if (expected.failed)
            r->out_of_memory = true;
        else
            READ_ERROR(r, node, "found \"%s\", expected %s", vakt_shown(text, shown),
                       expected.bytes);
        vakt_text_done(&expected);
    } else if (!VAKT_VEC_PUSH(words, ((word){text, node, words->count}))) {
        r->out_of_memory = true;
    }
}

/* Fills `words` with the valid ones in document order; false when it is no list. */
static bool collect_words(reader *r, const vakt_field *field, const vakt_node *node,
                          word_list *words)
{
    if (r->doc->syntax == VAKT_SYNTAX_XML) {
        if (node->kind != VAKT_DOC_SCALAR)
            return false;
        const char *at = node->text, *start;
        for (size_t length; vakt_next_word(&at, &start, &length);)
            take_word(r, field, node, copy(r, start, length), words);
        return true;
    }
    if (node->kind != VAKT_DOC_LIST)
        return false;
    vakt_field one = *field;
    one.type = field->type == VAKT_T_IDS ? VAKT_T_ID : VAKT_T_ENUM;
    for (const vakt_node *item = node->first; item; item = item->next) {
        if (item->kind == VAKT_DOC_SCALAR && item->scalar == VAKT_SCALAR_TEXT)
            take_word(r, field, item, copy(r, item->text, strlen(item->text)), words);
        else
            report_value(r, &one, item);
    }
    return true;
}

/* Reports and drops repeated words; leaves the rest in document order. */
static void drop_repeated(reader *r, word_list *words)
{
    if (words->count < 2)
        return;
    char shown[VAKT_SHOWN_BYTES];
    size_t kept = 1;
    qsort(words->items, words->count, sizeof *words->items, compare_words);
    for (size_t i = 1; i < words->count; i++) {
        if (strcmp(words->items[i].text, words->items[kept - 1].text) == 0)
            READ_ERROR(r, words->items[i].node, "\"%s\" is given twice",
                       vakt_shown(words->items[i].text, shown));
        else
            words->items[kept++] = words->items[i];
    }
    words->count = kept;
    qsort(words->items, words->count, sizeof *words->items, compare_orders);
}

static void store_words(reader *r, const vakt_field *field, const word_list *words, void *data)
{
    if (field->type == VAKT_T_SET) {
        uint32_t set = 0;
        for (size_t i = 0; i < words->count; i++) {
            const char *text = words->items[i].text;
            set |= UINT32_C(1) << vakt_word_row(field->words, text, strlen(text));
        }
        vakt_value_store(field, data, (vakt_value){.number = set});
        return;
    }
    const char **ids = allocate(r, words->count, sizeof *ids);
    if (!ids)
        return;
    for (size_t i = 0; i < words->count; i++)
        ids[i] = words->items[i].text;
    *(const char *const **)(void *)((char *)data + field->offset) = ids;
    *(size_t *)(void *)((char *)data + field->offset_count) = words->count;
}

static void read_words(reader *r, const vakt_field *field, const vakt_node *node, void *data)
{
    word_list words = {0};
    const bool failed_before = r->failed;
    r->failed = false;
    if (collect_words(r, field, node, &words)) {
        drop_repeated(r, &words);
        if (!r->failed)
            check_count(r, field, node, words.count);
        if (!r->out_of_memory)
            store_words(r, field, &words, data);
    } else {
        report_value(r, field, node);
    }
    r->failed = r->failed || failed_before;
    VAKT_VEC_DONE(&words);
}

static void read_one_record(reader *r, const vakt_field *field, const vakt_node *node, void *data)
{
    if (node->kind != VAKT_DOC_OBJECT) {
        report_value(r, field, node);
        return;
    }
    read_record(r, field->record, node, (char *)data + field->offset);
    if (field->offset_count)
        *(bool *)(void *)((char *)data + field->offset_count) = true;
}

static bool is_item(const reader *r, const vakt_field *field, const vakt_node *node)
{
    return r->doc->syntax != VAKT_SYNTAX_XML ||
           (node->kind == VAKT_DOC_OBJECT && strcmp(node->name, field->item) == 0);
}

/* `first` and its siblings; in XML those of the item's name among them. `at` bears the count. */
static void read_items(reader *r, const vakt_field *field, const vakt_node *at,
                       const vakt_node *first, size_t count, void *data)
{
    check_count(r, field, at, count);
    char *items = allocate(r, count, field->record->size);
    if (!items)
        return;
    size_t n = 0;
    for (const vakt_node *item = first; item && n < count; item = item->next) {
        if (!is_item(r, field, item))
            continue;
        void *record = items + n++ * field->record->size;
        if (item->kind == VAKT_DOC_OBJECT) {
            read_record(r, field->record, item, record);
        } else {
            vakt_field one = *field;
            one.type = VAKT_T_RECORD;
            report_value(r, &one, item);
            fill_defaults(r, field->record, record);
        }
    }
    *(void **)(void *)((char *)data + field->offset) = items;
    *(size_t *)(void *)((char *)data + field->offset_count) = n;
}

static void read_records(reader *r, const vakt_field *field, const vakt_node *node, size_t count,
                         void *data)
{
    if (r->doc->syntax == VAKT_SYNTAX_XML) {
        read_items(r, field, node->parent, node, count, data);
    } else if (node->kind != VAKT_DOC_LIST) {
        report_value(r, field, node);
    } else {
        read_items(r, field, node, node->first, node->last ? (size_t)node->last->index + 1 : 0,
                   data);
    }
}

/* --- records --- */

static void default_words(reader *r, const vakt_field *field, void *data)
{
    word_list words = {0};
    const char *at = field->default_text, *start;
    size_t length;
    while (at && vakt_next_word(&at, &start, &length)) {
        const char *text = copy(r, start, length);
        if (!text || !VAKT_VEC_PUSH(&words, ((word){text, NULL, words.count})))
            r->out_of_memory = true;
    }
    if (!r->out_of_memory)
        store_words(r, field, &words, data);
    VAKT_VEC_DONE(&words);
}

static void fill_defaults(reader *r, const vakt_record *record, void *data)
{
    memset(data, 0, record->size);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        vakt_value value;
        if (field->type == VAKT_T_RECORD)
            fill_defaults(r, field->record, (char *)data + field->offset);
        else if (field->type == VAKT_T_IDS)
            default_words(r, field, data);
        else if (field->type != VAKT_T_RECORDS && vakt_value_default(field, &value))
            vakt_value_store(field, data, value);
        else if (field->type != VAKT_T_RECORDS)
            r->table_wrong = true;
    }
}

static const vakt_field *match_field(const reader *r, const vakt_record *record,
                                     const vakt_node *child)
{
    bool xml = r->doc->syntax == VAKT_SYNTAX_XML;
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        bool element = field->type == VAKT_T_RECORD || field->type == VAKT_T_RECORDS;
        if (strcmp(xml ? xml_name(field) : field->name, child->name) == 0 &&
            (!xml || element == (child->kind == VAKT_DOC_OBJECT)))
            return field;
    }
    return NULL;
}

/* "$schema" tells an editor where the schema is. */
static bool is_schema_hint(const reader *r, const vakt_node *child)
{
    return r->doc->syntax == VAKT_SYNTAX_JSON && child->parent == r->doc->root &&
           child->kind == VAKT_DOC_SCALAR && child->scalar == VAKT_SCALAR_TEXT &&
           strcmp(child->name, "$schema") == 0;
}

static void assign_children(reader *r, const vakt_record *record, const vakt_node *node,
                            slot *slots)
{
    for (const vakt_node *child = node->first; child; child = child->next) {
        const vakt_field *field = match_field(r, record, child);
        if (!field) {
            if (!is_schema_hint(r, child))
                report_unknown(r, record, child);
            continue;
        }
        slot *given = &slots[field - record->fields];
        if (!given->first)
            given->first = child;
        else if (r->doc->syntax == VAKT_SYNTAX_JSON)
            r->failed = true; /* a key given twice: the parser has told it */
        else if (field->type != VAKT_T_RECORDS)
            READ_ERROR(r, child, "found a second <%s>, expected one (the first is on line %d)",
                       field->name, given->first->line);
        given->count++;
    }
}

static void read_field(reader *r, const vakt_field *field, const slot *given, void *data)
{
    switch (field->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
    case VAKT_T_INT:
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_TIME:
    case VAKT_T_ENUM:
        read_scalar(r, field, given->first, data);
        break;
    case VAKT_T_SET:
    case VAKT_T_IDS:
        read_words(r, field, given->first, data);
        break;
    case VAKT_T_RECORD:
        read_one_record(r, field, given->first, data);
        break;
    case VAKT_T_RECORDS:
        read_records(r, field, given->first, given->count, data);
        break;
    }
}

/* Recursion is bounded by the depth of the document. */
static void read_record(reader *r, const vakt_record *record, const vakt_node *node, void *data)
{
    slot slots[VAKT_RECORD_MAX_FIELDS] = {0};
    assert(record->n_fields <= VAKT_RECORD_MAX_FIELDS);
    fill_defaults(r, record, data);
    *(const void **)data = node;
    assign_children(r, record, node, slots);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        if (slots[i].first)
            read_field(r, field, &slots[i], data);
        else if (field->type == VAKT_T_RECORDS && r->doc->syntax == VAKT_SYNTAX_XML &&
                 (field->flags & VAKT_F_REQUIRED))
            check_count(r, field, node, 0); /* XML has no other way to write an empty list */
        else if (field->flags & VAKT_F_REQUIRED)
            report_missing(r, field, node);
    }
}

vakt_status vakt_record_read(const vakt_record *record, const vakt_doc *doc, const vakt_node *node,
                             vakt_arena *arena, vakt_report *report, void *ret_record)
{
    reader r = {.doc = doc, .arena = arena, .report = report};
    if (node->kind == VAKT_DOC_OBJECT) {
        read_record(&r, record, node, ret_record);
    } else {
        char found[VAKT_SHOWN_BYTES + 2];
        fill_defaults(&r, record, ret_record);
        *(const void **)ret_record = node;
        READ_ERROR(&r, node, "found %s, expected an object", found_of(&r, node, found));
    }
    if (r.out_of_memory)
        return VAKT_E_NOMEM;
    if (r.table_wrong)
        return VAKT_E_INTERNAL;
    return r.failed ? VAKT_E_INPUT : VAKT_OK;
}

vakt_place vakt_record_place(const vakt_doc *doc, const void *source, const char *name,
                             vakt_arena *arena, const char **ret_found)
{
    const vakt_node *node = source;
    if (ret_found)
        *ret_found = NULL;
    if (!node)
        return (vakt_place){.file = doc->file};
    const vakt_node *member = name ? vakt_node_member(node, name) : NULL;
    if (member && ret_found && member->kind == VAKT_DOC_SCALAR)
        *ret_found = member->text;
    return place_of(arena, doc, member ? member : node);
}
