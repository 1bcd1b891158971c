/* What the parts of `vaktplan whatif` share. */
#ifndef VAKT_CLI_WHATIF_H
#define VAKT_CLI_WHATIF_H

#include "base/text.h"
#include "whatif/measure.h"

typedef struct vakt_comparison { /* the base first, then a given roster, then the scenarios */
    const void *source;
    const char *problem, *title;
    vakt_day from, to;
    VAKT_LIST(vakt_column, columns);
    VAKT_LIST(vakt_norm_note, notes);
} vakt_comparison;

/* The comparison as rows of text, from which come the table and the page. */
typedef struct vakt_grid_cell {
    const char *value;  /* "" = does not apply */
    int64_t more;       /* than the base; 0 = as much, or not a number */
    int better;         /* 1 better than the base, -1 worse, 0 neither */
} vakt_grid_cell;

typedef struct vakt_grid_row {
    const char *label;
    const char *footnote; /* long form of a short label, or NULL */
    bool told;            /* a change is told in a sentence */
    vakt_grid_cell *cells;
} vakt_grid_row;

typedef struct vakt_grid {
    VAKT_LIST(vakt_grid_row, rows);
} vakt_grid;

VAKT_MUST_USE vakt_status vakt_grid_make(const vakt_comparison *comparison, vakt_arena *arena,
                                         vakt_grid *ret_grid);

VAKT_MUST_USE vakt_status vakt_whatif_text(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_html(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_json(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_xml(const vakt_comparison *comparison, vakt_text *text);

#endif
