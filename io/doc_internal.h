/* What the files of the document layer share; nobody else includes it. */
#ifndef VAKT_IO_DOC_INTERNAL_H
#define VAKT_IO_DOC_INTERNAL_H

#include "io/doc.h"
#include "io/record.h"

/* A parse under way. */
typedef struct vakt_parse {
    vakt_doc *doc;
    const char *bytes;
    size_t length, n_nodes;
    vakt_report *report;
    bool failed, out_of_memory; /* failed: something was reported */
    bool whole;                 /* but the text was read to its end, and the tree is usable */
} vakt_parse;

/* A macro so that the format stays checked by the compiler. */
#define VAKT_PARSE_ERROR(parse, line_, column_, path_, ...)                                        \
    ((parse)->failed = true,                                                                       \
     vakt_report_add((parse)->report, VAKT_ERROR,                                                  \
                     &(vakt_place){(parse)->doc->file, (line_), (column_), (path_)}, __VA_ARGS__))

void vakt_parse_json(vakt_parse *parse);
void vakt_parse_xml(vakt_parse *parse);

/* A new last child of `parent` (NULL: the root), borrowing name and text. NULL, with the reason
 * noted in `parse`, when out of memory or over VAKT_DOC_MAX_NODES. */
vakt_node *vakt_parse_node(vakt_parse *parse, vakt_node *parent, vakt_doc_kind kind,
                           const char *name, int line, int column);

/* The node's path for a place: NULL for the root, which needs none. */
const char *vakt_parse_path(const vakt_parse *parse, const vakt_node *node);

/* Sets the index of children by name; `by_kind` (XML): elements and scalars apart, and counted.
 * Tells `repeated`, when not NULL, of every child that has an earlier one of its name. O(n log n).
 * False when out of memory. */
bool vakt_node_number(vakt_node *parent, bool by_kind,
                      void (*repeated)(void *context, vakt_node *first, vakt_node *again),
                      void *context);

/* Offset of the first byte that is not part of valid UTF-8; `length` when all is. */
size_t vakt_utf8_check(const char *bytes, size_t length);

/* `text` fit for a message: shortened, without control characters. */
#define VAKT_SHOWN_BYTES 72
const char *vakt_shown(const char *text, char buffer[VAKT_SHOWN_BYTES]);

/* --- record values: the one place that knows the layout and the text form of each type --- */

/* A scalar or a SET: `string` for STRING and ID, else `number`. */
typedef struct vakt_value {
    const char *string;
    int64_t number;
} vakt_value;

vakt_value vakt_value_absent(vakt_type type);
vakt_value vakt_value_load(const vakt_field *field, const void *data);
void vakt_value_store(const vakt_field *field, void *data, vakt_value value);
bool vakt_value_equal(vakt_value a, vakt_value b);
/* From the XML text form; strings are borrowed. False when it is not one. */
bool vakt_value_parse(const vakt_field *field, const char *text, vakt_value *ret_value);
/* The value a field has that is not in the document; false when the table's default is wrong. */
bool vakt_value_default(const vakt_field *field, vakt_value *ret_value);

/* Adds the XML text form (words separated by spaces) of a value that is not absent, the one that
 * reading gives the value back from. False when it has none: then the record is wrong. */
bool vakt_value_text(const vakt_field *field, vakt_value value, vakt_text *text);
/* What the reader takes, for "expected ...". */
void vakt_value_expected(const vakt_field *field, bool xml, vakt_text *text);

int vakt_string_max(const vakt_field *field); /* bytes */
bool vakt_string_valid(const vakt_field *field, const char *text); /* UTF-8 both syntaxes can hold, not too long */
bool vakt_id_valid(const char *text);
/* Steps through space-separated words: false at the end. */
bool vakt_next_word(const char **at, const char **ret_word, size_t *ret_length);
/* Row of the word, -1 when not there. */
int vakt_word_row(const char *const *words, const char *word, size_t length);

static inline size_t vakt_words_count(const char *const *words)
{
    size_t n = 0;
    while (words[n])
        n++;
    return n;
}

static inline bool vakt_int_bounded(const vakt_field *field)
{
    return field->min != 0 || field->max != 0;
}

#endif
