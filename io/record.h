/*
 * Field tables: one description of each document record, from which come the strict reader, the
 * JSON and XML writers, the JSON Schema, the XSD and the format reference. So the twins cannot
 * drift apart.
 *
 * XML form of a record: scalars, and lists of scalars (space-separated), are attributes; a sub
 * record is a child element named by the field; a list of records is repeated child elements named
 * by `item`, in any place among the children. JSON form: an object; lists are arrays.
 */
#ifndef VAKT_IO_RECORD_H
#define VAKT_IO_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "io/doc.h"

typedef enum vakt_type {
    VAKT_T_STRING,    /* const char *: any text up to max bytes (0: 1000); NULL = absent */
    VAKT_T_ID,        /* const char *: [A-Za-z0-9][A-Za-z0-9_.:-]* up to 64 bytes */
    VAKT_T_INT,       /* int64_t within min..max; any whole number when both are 0 */
    VAKT_T_BOOL,      /* bool: JSON true/false; XML true/false */
    VAKT_T_FLAG,      /* int: 1, 0, or -1 = absent; written as BOOL, never has a default */
    VAKT_T_DATE,      /* vakt_day: "2027-01-31"; VAKT_DAY_NONE = absent */
    VAKT_T_CLOCK,     /* int: minutes after midnight of "08:00" .. "24:00"; -1 = absent */
    VAKT_T_TIME,      /* vakt_minute: local "2027-01-31T08:00", or with an offset ("+01:00" or "Z");
                         VAKT_TIME_NONE = absent. Always written with offset. */
    VAKT_T_ENUM,      /* int: row of `words`; -1 = absent */
    VAKT_T_SET,       /* uint32_t: bit i = row i of `words`; JSON array, XML space-separated */
    VAKT_T_IDS,       /* const char *const *, and a size_t count at offset_count: list of ids */
    VAKT_T_RECORD,    /* struct embedded at the offset; a bool `given` flag at offset_count */
    VAKT_T_RECORDS    /* struct *, and a size_t count at offset_count: list of records */
} vakt_type;

#define VAKT_TIME_NONE INT64_MIN
#define VAKT_STRING_MAX_BYTES 1000
#define VAKT_ID_MAX_BYTES 64
#define VAKT_RECORD_MAX_FIELDS 64
#define VAKT_INT_NONE INT64_MIN /* an optional integer without default that was not given */

enum { VAKT_F_REQUIRED = 1, VAKT_F_ADVANCED = 2 };

typedef struct vakt_record vakt_record;

typedef struct vakt_field {
    const char *name; /* of the JSON member; of the XML attribute, or element of one record */
    vakt_type type;
    unsigned flags;
    size_t offset, offset_count;
    int64_t min, max;          /* INT; for lists: least and most items when max > 0 */
    const char *default_text;  /* as it would be written; NULL = absent */
    const char *const *words;  /* ENUM, SET: NULL-terminated */
    const vakt_record *record; /* RECORD, RECORDS */
    const char *item;          /* RECORDS: the XML element of one; IDS, SET: NULL */
    const char *doc;           /* one English sentence, with unit */
} vakt_field;

struct vakt_record {
    const char *name; /* for definitions in the schemas */
    size_t size;
    const vakt_field *fields;
    size_t n_fields;
    /* Every record struct begins with `const void *source`: the vakt_node it was read from, NULL
     * when made by program. The reader sets it. */
};

/*
 * Decodes `node` into `ret_record` (of record->size bytes, all of it overwritten), reporting every
 * unknown field, duplicate, missing required field, wrong type and out-of-range value with its
 * place, what was found and what was expected:
 *   doctors[2].share_pct: found 140, expected a whole number 0..100
 * An unknown field close to a known one gets "did you mean". Goes on after mistakes; the record is
 * filled with defaults where a value was wrong. Returns VAKT_E_INPUT when anything was reported.
 * All memory comes from `arena`.
 */
VAKT_MUST_USE vakt_status vakt_record_read(const vakt_record *record, const vakt_doc *doc,
                                           const vakt_node *node, vakt_arena *arena,
                                           vakt_report *report, void *ret_record);

/*
 * Writes a record. Fields equal to their default are left out; the rest come in table order, so
 * that equal records give equal bytes and reading back gives an equal record. JSON: two-space
 * indent, records whose members are all scalars on one line when they fit in 100 columns. XML:
 * UTF-8 declaration, root element `root` with xmlns when `xml_namespace` is not NULL, two-space
 * indent. Ends with a newline.
 */
VAKT_MUST_USE vakt_status vakt_record_write_json(const vakt_record *record, const void *data,
                                                 vakt_text *text);
VAKT_MUST_USE vakt_status vakt_record_write_xml(const vakt_record *record, const void *data,
                                                const char *root, const char *xml_namespace,
                                                vakt_text *text);

/* JSON Schema 2020-12 and W3C XML Schema 1.0 of a root record. */
VAKT_MUST_USE vakt_status vakt_record_json_schema(const vakt_record *record, const char *id,
                                                  const char *title, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_record_xsd(const vakt_record *record, const char *root,
                                          const char *xml_namespace, vakt_text *text);
/* The format reference in Markdown: a table per record (field, type, range, default, meaning). */
VAKT_MUST_USE vakt_status vakt_record_reference(const vakt_record *record, vakt_text *text);

/* Place of field `name` of the record that was read from `source` (the record's own place when the
 * field is not there or name is NULL): for checks made after reading. `found` is the scalar's text
 * or NULL. Path is allocated in `arena`. */
vakt_place vakt_record_place(const vakt_doc *doc, const void *source, const char *name,
                             vakt_arena *arena, const char **ret_found);

#endif
