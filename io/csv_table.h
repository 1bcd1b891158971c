/*
 * A CSV file as document nodes: one object per row, one scalar per cell that is not empty, each
 * with the line and column of its cell. So rows are read by the field tables of the documents, with
 * the same strictness and the same messages.
 */
#ifndef VAKT_IO_CSV_TABLE_H
#define VAKT_IO_CSV_TABLE_H

#include "io/doc.h"

enum { VAKT_CSV_REQUIRED = 1, VAKT_CSV_WORDS = 2 }; /* WORDS: a list; , ; | separate like spaces */

#define VAKT_CSV_MAX_COLUMNS 32

typedef struct vakt_csv_column {
    const char *names; /* space-separated: the field, then synonyms, lower case, _ for a space */
    unsigned flags;
} vakt_csv_column;

typedef struct vakt_csv_table {
    vakt_doc doc;      /* rows are read as XML is: every scalar is text */
    vakt_node **rows;  /* each a root, so that paths are the names of columns */
    size_t n_rows;
    bool failed;       /* mistakes were reported; rows hold what could be read */
    bool headless;     /* the header lacks a required column: rows say nothing more */
} vakt_csv_table;

/* VAKT_E_NOMEM, or VAKT_OK with `failed` telling of mistakes. `columns` ends with NULL names.
 * `file` is only named; everything is copied into `arena`. */
VAKT_MUST_USE vakt_status vakt_csv_parse(const char *file, const char *bytes, size_t length,
                                         const vakt_csv_column *columns, vakt_arena *arena,
                                         vakt_report *report, vakt_csv_table *ret_table);

#endif
