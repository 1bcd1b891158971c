/* What the parts of `vaktplan whatif` share. */
#ifndef VAKT_CLI_WHATIF_H
#define VAKT_CLI_WHATIF_H

#include "base/text.h"
#include "whatif/measure.h"

typedef struct vakt_swept { /* a quantity of the sweep */
    const void *source;
    int quantity; /* vakt_quantity */
    const char *title;
} vakt_swept;

typedef struct vakt_sweep_point {
    const void *source;
    const char *value, *value2; /* of the quantities, as written */
    int64_t x;          /* the first value as a number; unset = a word */
    int64_t fewer_open; /* open duties fewer than at the value before; unset = no value before */
    vakt_column plan;
} vakt_sweep_point;

typedef struct vakt_price { /* what a rule costs, or a doctor more is worth */
    const void *source;
    int rule;     /* vakt_rule_kind or -1 */
    int position; /* vakt_position or -1 */
    int ability;  /* vakt_ability or -1 */
    const char *text;
    /* How many fewer with the plan than with the base's: what the rule costs, what the doctor
     * saves. */
    int64_t open_duties, uncovered_minutes, duties, backup_duties;
    bool proven; /* both plans proven best at every level */
    vakt_column plan;
} vakt_price;

typedef struct vakt_comparison { /* the base first, then a given roster, then the scenarios */
    const void *source;
    const char *problem, *title;
    vakt_day from, to;
    VAKT_LIST(vakt_column, columns);
    VAKT_LIST(vakt_swept, quantities);
    VAKT_LIST(vakt_sweep_point, points);
    VAKT_LIST(vakt_norm_note, answers); /* of the sweep */
    VAKT_LIST(vakt_price, prices);
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

/* What is known of the column's best: bevist best, høyst N bedre ... From `arena`, NULL when out of
 * memory. */
const char *vakt_whatif_proof(const vakt_column *column, vakt_arena *arena);
const char *vakt_whatif_answer(const vakt_column *column);
const char *vakt_whatif_points(const vakt_column *column, vakt_arena *arena);

/* Sweeps and prices (whatif_parts.c): tables, sentences and, on the page, a plot. */
VAKT_MUST_USE vakt_status vakt_whatif_parts_text(const vakt_comparison *comparison,
                                                 vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_parts_html(const vakt_comparison *comparison,
                                                 vakt_text *text);

/* For sheets: the sweep when there is one, else the comparison. */
VAKT_MUST_USE vakt_status vakt_whatif_csv(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_text(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_html(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_json(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_xml(const vakt_comparison *comparison, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_json_schema(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_xsd(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_whatif_reference(vakt_text *text); /* Markdown */

#endif
