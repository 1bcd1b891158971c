/* The comparison for a terminal, and as one page that can be laid before a council. */
#include <string.h>

#include "cli/whatif.h"
#include "domain/texts.h"
#include "io/page.h"
#include "io/sentence.h"
#include "io/table.h"

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

/* Columns of the terminal's table are lettered, so that it keeps its width. */
static char letter_of(size_t column)
{
    return (char)('A' + (int)column);
}

static void add_arrow(vakt_text *text, const vakt_grid_cell *cell)
{
    if (cell->more != 0)
        vakt_text_addf(text, " %s%lld", cell->more > 0 ? "↑" : "↓",
                       (long long)(cell->more > 0 ? cell->more : -cell->more));
}

/* The second and third row of every grid. */
static const char *proof_of(const vakt_grid *grid, size_t column)
{
    return grid->rows[1].cells[column].value;
}

static const char *points_of(const vakt_grid *grid, size_t column)
{
    return grid->rows[2].cells[column].value;
}

/* What changed most, in words: LABEL: 6 -> 4 (bedre). */
static void add_sentence(vakt_text *text, const vakt_comparison *all, const vakt_grid *grid,
                         size_t column)
{
    bool any = false;
    if (all->columns[column].kind == VAKT_COLUMN_ROSTER)
        vakt_say(text, VAKT_TEXT_whatif_costs, points_of(grid, column), points_of(grid, 0),
                 proof_of(grid, 0));
    for (size_t i = 0; i < grid->n_rows; i++) {
        const vakt_grid_row *row = &grid->rows[i];
        const vakt_grid_cell *cell = &row->cells[column];
        if (!row->told || cell->more == 0)
            continue;
        const char *bracket = strstr(row->label, " ("); /* what it says of the numbers is told above */
        vakt_text_add(text, any ? "; " : "");
        vakt_text_add_bytes(text, row->label,
                            bracket ? (size_t)(bracket - row->label) : strlen(row->label));
        vakt_text_addf(text, ": %s → %s", row->cells[0].value, cell->value);
        if (cell->better != 0)
            vakt_text_addf(text, " (%s)",
                           say(cell->better > 0 ? VAKT_TEXT_whatif_better : VAKT_TEXT_whatif_worse));
        any = true;
    }
    vakt_text_addf(text, "%s.", any ? "" : say(VAKT_TEXT_whatif_nothing));
}

/* ---- text ---- */

static void add_table(const vakt_comparison *all, const vakt_grid *grid, vakt_text *text)
{
    vakt_table table;
    vakt_table_init(&table, all->n_columns + 1, 0);
    vakt_table_cell(&table, "");
    for (size_t i = 0; i < all->n_columns; i++) {
        const char head[] = {letter_of(i), '\0'};
        vakt_table_cell(&table, head);
    }
    for (size_t i = 0; i < grid->n_rows; i++) {
        vakt_table_cell(&table, grid->rows[i].label);
        for (size_t k = 0; k < all->n_columns; k++) {
            vakt_text cell;
            vakt_text_init(&cell, VAKT_TEXT_CAP);
            vakt_text_add(&cell, grid->rows[i].cells[k].value);
            add_arrow(&cell, &grid->rows[i].cells[k]);
            vakt_table_cell(&table, cell.bytes);
            text->failed |= cell.failed;
            vakt_text_done(&cell);
        }
    }
    text->failed |= table.cells.failed;
    if (!text->failed)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
}

static void add_heading(const vakt_comparison *all, vakt_text *text)
{
    vakt_text_addf(text, "%s%s, ", say(VAKT_TEXT_whatif_head),
                   all->title ? all->title : all->problem);
    vakt_say_period(text, all->from, all->to);
}

vakt_status vakt_whatif_text(const vakt_comparison *comparison, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_grid grid = {0};
    vakt_status status = arena ? vakt_grid_make(comparison, arena, &grid) : VAKT_E_NOMEM;
    if (status != VAKT_OK)
        goto done;
    add_heading(comparison, text);
    vakt_text_add(text, "\n\n");
    for (size_t i = 0; i < comparison->n_columns; i++)
        vakt_text_addf(text, "%c  %s\n", letter_of(i), comparison->columns[i].title);
    vakt_text_add(text, "\n");
    add_table(comparison, &grid, text);
    if (comparison->n_columns > 1)
        vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_whatif_in_short));
    for (size_t i = 1; i < comparison->n_columns; i++) {
        vakt_text_addf(text, "%c  ", letter_of(i));
        add_sentence(text, comparison, &grid, i);
        vakt_text_add(text, "\n");
    }
    vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_whatif_rules_head));
    for (size_t i = 0; i < grid.n_rows; i++) {
        if (grid.rows[i].footnote)
            vakt_text_addf(text, "%s: %s\n", grid.rows[i].label, grid.rows[i].footnote);
    }
    VAKT_TRY(vakt_whatif_parts_text(comparison, text));
    vakt_text_add(text, "\n");
    for (size_t i = 0; i < comparison->n_notes; i++)
        vakt_text_addf(text, "%s\n", comparison->notes[i].text);
done:
    vakt_arena_free(arena);
    return status;
}

/* ---- page ---- */

static const char style[] =
    "body{max-width:80rem}.compare td:nth-child(2){background:#f3f3f3}.alone{width:auto}.more{white-space:nowrap;color:#444}"
    ".more.good{color:#0b5d1e}.more.bad{color:#9c1c1c}figure{margin:1rem 0;break-inside:avoid}"
    "svg{max-width:100%;height:auto;font-family:inherit}\n"
    "@page{margin:10mm}\n"
    "@media print{body{font-size:8.5px;line-height:1.2;max-width:none}th,td{padding:.6px 4px}"
    "h1{font-size:14px;margin:0 0 3px}h2{font-size:11px;margin:5px 0 1px}ul{margin:2px 0}"
    "p{margin:2px 0}small{font-size:7.5px}"
    ".compare td:nth-child(2){-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n";

static void add_html_cell(vakt_text *text, const vakt_grid_cell *cell)
{
    static const char *const classes[] = {"more bad", "more", "more good"};
    vakt_text_add(text, "<td>");
    vakt_page_escape(text, cell->value);
    if (cell->more != 0) {
        vakt_text_addf(text, "<span class=\"%s\">", classes[cell->better + 1]);
        add_arrow(text, cell);
        if (cell->better != 0)
            vakt_text_addf(text, " %s", say(cell->better > 0 ? VAKT_TEXT_whatif_better
                                                             : VAKT_TEXT_whatif_worse));
        vakt_text_add(text, "</span>");
    }
    vakt_text_add(text, "</td>");
}

static void add_html_table(const vakt_comparison *all, const vakt_grid *grid, vakt_text *text)
{
    vakt_text_addf(text, "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">"
                         "<table class=\"compare%s\">\n<thead><tr><td></td>",
                   say(VAKT_TEXT_whatif_table), all->n_columns == 1 ? " alone" : "");
    for (size_t i = 0; i < all->n_columns; i++) {
        vakt_text_add(text, "<th scope=\"col\">");
        vakt_page_escape(text, all->columns[i].title);
        vakt_text_add(text, "</th>");
    }
    vakt_text_add(text, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < grid->n_rows; i++) {
        const vakt_grid_row *row = &grid->rows[i];
        vakt_text_add(text, "<tr><th scope=\"row\">");
        vakt_page_escape(text, row->label);
        if (row->footnote) {
            vakt_text_add(text, ": <small>");
            vakt_page_escape(text, row->footnote);
            vakt_text_add(text, "</small>");
        }
        vakt_text_add(text, "</th>");
        for (size_t k = 0; k < all->n_columns; k++)
            add_html_cell(text, &row->cells[k]);
        vakt_text_add(text, "</tr>\n");
    }
    vakt_text_add(text, "</tbody></table></div>\n");
}

/* What each scenario is and does, in words. */
static vakt_status add_html_words(const vakt_comparison *all, const vakt_grid *grid,
                                  vakt_text *text)
{
    if (all->n_columns == 1)
        return VAKT_OK;
    vakt_page_element(text, "h2", say(VAKT_TEXT_whatif_in_short));
    vakt_text_add(text, "<ul>\n");
    for (size_t i = 1; i < all->n_columns; i++) {
        vakt_text sentence;
        vakt_text_init(&sentence, VAKT_TEXT_CAP);
        add_sentence(&sentence, all, grid, i);
        vakt_text_add(text, "<li><strong>");
        vakt_page_escape(text, all->columns[i].title);
        vakt_text_add(text, "</strong>: ");
        vakt_page_escape(text, sentence.bytes ? sentence.bytes : "");
        if (all->columns[i].note) {
            vakt_text_add(text, "<br><small>");
            vakt_page_escape(text, all->columns[i].note);
            vakt_text_add(text, "</small>");
        }
        vakt_text_add(text, "</li>\n");
        text->failed |= sentence.failed;
        vakt_text_done(&sentence);
    }
    vakt_text_add(text, "</ul>\n");
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}

vakt_status vakt_whatif_html(const vakt_comparison *comparison, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_text heading;
    vakt_grid grid = {0};
    vakt_status status = arena ? vakt_grid_make(comparison, arena, &grid) : VAKT_E_NOMEM;
    vakt_text_init(&heading, VAKT_TEXT_CAP);
    if (status != VAKT_OK)
        goto done;
    add_heading(comparison, &heading);
    if (heading.failed) {
        status = VAKT_E_NOMEM;
        goto done;
    }
    vakt_page_begin(text, heading.bytes, VAKT_PAGE_WIDE, style);
    add_html_table(comparison, &grid, text);
    VAKT_TRY(add_html_words(comparison, &grid, text));
    VAKT_TRY(vakt_whatif_parts_html(comparison, text));
    for (size_t i = 0; i < comparison->n_notes; i++)
        vakt_page_element(text, "p", comparison->notes[i].text);
    vakt_page_end(text);
done:
    vakt_text_done(&heading);
    vakt_arena_free(arena);
    return status;
}
