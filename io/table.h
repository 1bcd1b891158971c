/* Tables for the terminal and for sheets, from the same cells. Header only: small and static. */
#ifndef VAKT_IO_TABLE_H
#define VAKT_IO_TABLE_H

#include <string.h>

#include "base/text.h"

#define VAKT_TABLE_MAX_COLUMNS 16

typedef struct vakt_table {
    vakt_text cells;  /* each with its terminator */
    size_t n_columns, n_cells;
    unsigned right;   /* set of columns that are numbers */
} vakt_table;

static inline void vakt_table_init(vakt_table *table, size_t n_columns, unsigned right)
{
    *table = (vakt_table){.n_columns = n_columns, .right = right};
    vakt_text_init(&table->cells, VAKT_TEXT_CAP);
}

static inline void vakt_table_done(vakt_table *table)
{
    vakt_text_done(&table->cells);
}

static inline void vakt_table_cell(vakt_table *table, const char *text)
{
    vakt_text_add_bytes(&table->cells, text ? text : "", text ? strlen(text) : 0);
    vakt_text_add_bytes(&table->cells, "", 1);
    table->n_cells++;
}

/* INT64_MIN, which stands for absent, is an empty cell. */
static inline void vakt_table_number(vakt_table *table, int64_t number)
{
    if (number != INT64_MIN)
        vakt_text_addf(&table->cells, "%lld", (long long)number);
    vakt_text_add_bytes(&table->cells, "", 1);
    table->n_cells++;
}

/* Places that UTF-8 text takes on a screen; the texts here have no wide or combining letters. */
static inline size_t vakt_width(const char *text)
{
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

/* Columns in line, two spaces between; the first row is the head, underlined. Empty cells of
 * number columns are a dash. */
static inline void vakt_table_text(const vakt_table *table, vakt_text *text)
{
    size_t widths[VAKT_TABLE_MAX_COLUMNS] = {0};
    const char *cell = table->cells.bytes;
    for (size_t i = 0; i < table->n_cells; i++, cell += strlen(cell) + 1) {
        size_t *width = &widths[i % table->n_columns];
        *width = vakt_width(cell) > *width ? vakt_width(cell) : *width;
    }
    cell = table->cells.bytes;
    for (size_t i = 0; i < table->n_cells; i++, cell += strlen(cell) + 1) {
        size_t column = i % table->n_columns;
        bool last = column + 1 == table->n_columns, right = table->right >> column & 1;
        const char *shown = right && !*cell ? "-" : cell;
        size_t pad = widths[column] - vakt_width(shown);
        for (size_t k = 0; right && k < pad; k++)
            vakt_text_add(text, " ");
        vakt_text_add(text, shown);
        for (size_t k = 0; !right && !last && k < pad; k++)
            vakt_text_add(text, " ");
        vakt_text_add(text, last ? "\n" : "  ");
        for (size_t c = 0; i + 1 == table->n_columns && c < table->n_columns; c++) {
            for (size_t k = 0; k < widths[c]; k++)
                vakt_text_add(text, "-");
            vakt_text_add(text, c + 1 == table->n_columns ? "\n" : "  ");
        }
    }
}

/* Semicolons, a byte order mark and CR LF, so that a Norwegian Excel opens it right. */
static inline void vakt_table_csv(const vakt_table *table, vakt_text *text)
{
    const char *cell = table->cells.bytes;
    vakt_text_add(text, "\xEF\xBB\xBF");
    for (size_t i = 0; i < table->n_cells; i++, cell += strlen(cell) + 1) {
        bool quoted = strpbrk(cell, ";,\"\r\n") != NULL;
        vakt_text_add(text, quoted ? "\"" : "");
        for (const char *at = cell; *at; at++)
            vakt_text_add_bytes(text, *at == '"' ? "\"\"" : at, *at == '"' ? 2 : 1);
        vakt_text_add(text, quoted ? "\"" : "");
        vakt_text_add(text, (i + 1) % table->n_columns == 0 ? "\r\n" : ";");
    }
}

#endif
