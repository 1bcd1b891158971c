/*
 * A document as a neutral tree with positions: what JSON and XML have in common.
 *
 *   JSON                          tree                        XML
 *   {"a": 1, "b": [{...},{...}]}  object: scalar a, list b    <x a="1"><item .../><item .../></x>
 *
 * An object has members in document order. A member is a scalar, an object or a list. XML does not
 * tell a list of one from an object nor a number from a string: the record layer, which knows the
 * field tables, settles that, so the tree keeps scalars as text with the kind it was written as.
 */
#ifndef VAKT_IO_DOC_H
#define VAKT_IO_DOC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"

#define VAKT_DOC_MAX_BYTES ((size_t)64 << 20)
#define VAKT_DOC_MAX_DEPTH 32
#define VAKT_DOC_MAX_NODES ((size_t)4 << 20) /* 64 MB of "[0,0,..." must not take 3 GB */

typedef enum vakt_doc_kind { VAKT_DOC_OBJECT, VAKT_DOC_LIST, VAKT_DOC_SCALAR } vakt_doc_kind;

/* How a scalar was written; XML attributes are all TEXT. */
typedef enum vakt_scalar_kind {
    VAKT_SCALAR_TEXT,
    VAKT_SCALAR_NUMBER,
    VAKT_SCALAR_BOOL,
    VAKT_SCALAR_NULL
} vakt_scalar_kind;

typedef struct vakt_node {
    vakt_doc_kind kind;
    vakt_scalar_kind scalar;
    const char *name;  /* member name (JSON key, XML attribute or element); NULL in a JSON list */
    const char *text;  /* of a scalar, decoded, valid UTF-8 without NUL; numbers as written */
    /* 1-based, of the value: of its opening quote, brace or digit in JSON; of an attribute's
     * opening quote and of an element's '<' in XML. Columns count bytes + 1; 0 = not known. */
    int line, column;
    struct vakt_node *parent, *first, *last, *next; /* children in document order */
    int index; /* 0-based position within the parent list, or among XML siblings of equal name */
    bool counted; /* the index belongs in the path: a list item, or one of several XML siblings */
    /* When a duplicate JSON key or XML attribute is met it is reported by the parser and dropped. */
} vakt_node;

typedef enum vakt_syntax { VAKT_SYNTAX_JSON, VAKT_SYNTAX_XML } vakt_syntax;

typedef struct vakt_doc {
    vakt_arena *arena;
    const char *file; /* as the user named it, for messages */
    vakt_syntax syntax;
    vakt_node *root; /* an object; in XML its name is the root element's */
} vakt_doc;

/* Reads a whole file ("-" = standard input). VAKT_E_IO with a message when it cannot be read or is
 * larger than VAKT_DOC_MAX_BYTES. ret_bytes is malloc'ed, with a terminator after *ret_length. */
VAKT_MUST_USE vakt_status vakt_file_read(const char *path, char **ret_bytes, size_t *ret_length,
                                         vakt_report *report);

/*
 * Parses `length` bytes. The syntax is told by the first byte that is not white space or a BOM:
 * '<' is XML, anything else JSON. All syntax mistakes found go to `report` with line and column;
 * a tree is returned only when there was none (VAKT_E_INPUT otherwise). Duplicate keys are errors.
 */
VAKT_MUST_USE vakt_status vakt_doc_parse(const char *file, const char *bytes, size_t length,
                                         vakt_report *report, vakt_doc **ret_doc);
/* The same, but mistakes that leave the tree usable (a key given twice) do not end the reading:
 * VAKT_OK with *ret_wrong set, so that all mistakes of the document can be told at once. */
VAKT_MUST_USE vakt_status vakt_doc_parse_partly(const char *file, const char *bytes, size_t length,
                                                vakt_report *report, vakt_doc **ret_doc,
                                                bool *ret_wrong);
void vakt_doc_free(vakt_doc *doc);

/* New empty tree for writing; nodes and copies of their names and texts come from its arena.
 * NULL when out of memory. */
vakt_doc *vakt_doc_new(const char *root_name);
vakt_node *vakt_node_add(vakt_doc *doc, vakt_node *parent, vakt_doc_kind kind, const char *name,
                         const char *text, vakt_scalar_kind scalar); /* NULL when out of memory */
const vakt_node *vakt_node_member(const vakt_node *object, const char *name); /* NULL = absent */

/* "doctors[2].share_pct": list indices 0-based, as JSON tools count; "" for the root.
 * In XML an index is given where an element has siblings of its name. Written into `arena`; NULL
 * when out of memory. */
const char *vakt_node_path(vakt_arena *arena, const vakt_node *node);

#endif
