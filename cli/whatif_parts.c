/* Sweeps and prices as tables and sentences, and the plot of a sweep. */
#include <stdio.h>
#include <string.h>

#include "cli/whatif.h"
#include "domain/texts.h"
#include "io/page.h"
#include "io/table.h"

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

static bool is_double(const vakt_comparison *all)
{
    return all->n_quantities == 2;
}

static int64_t hours(int64_t minutes)
{
    return minutes > 0 ? (minutes + 59) / 60 : -((-minutes + 59) / 60);
}

/* ---- tables ---- */

static void add_spread(vakt_table *table, const vakt_column *c, int kind)
{
    char cell[80] = "";
    const vakt_spread *s = &c->spreads[kind];
    if (s->most != VAKT_UNSET)
        snprintf(cell, sizeof cell, "%lld–%lld–%lld", (long long)s->least, (long long)s->middle,
                 (long long)s->most);
    vakt_table_cell(table, cell);
}

static void add_proof(vakt_table *table, const vakt_column *c, vakt_arena *arena)
{
    const char *proof = vakt_whatif_proof(c, arena);
    table->cells.failed |= !proof;
    vakt_table_cell(table, proof);
}

static void sweep_table(const vakt_comparison *all, vakt_arena *arena, vakt_table *table)
{
    size_t shift = is_double(all) ? 1 : 0;
    vakt_table_init(table, 9 + shift, 7u << (2 + shift) | 1u << (8 + shift));
    for (size_t i = 0; i < all->n_quantities; i++)
        vakt_table_cell(table, all->quantities[i].title);
    vakt_table_cell(table, say(VAKT_TEXT_whatif_answer));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_open));
    vakt_table_cell(table, say(VAKT_TEXT_sweep_fewer));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_uncovered));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_per_duties));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_per_nights));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_proof));
    vakt_table_cell(table, say(VAKT_TEXT_sweep_work));
    for (size_t i = 0; i < all->n_points; i++) {
        const vakt_sweep_point *point = &all->points[i];
        vakt_table_cell(table, point->value);
        if (is_double(all))
            vakt_table_cell(table, point->value2);
        vakt_table_cell(table, vakt_whatif_answer(&point->plan));
        vakt_table_number(table, point->plan.open_duties);
        vakt_table_number(table, point->fewer_open);
        vakt_table_number(table, hours(point->plan.uncovered_minutes));
        add_spread(table, &point->plan, VAKT_PER_DUTIES);
        add_spread(table, &point->plan, VAKT_PER_NIGHTS);
        add_proof(table, &point->plan, arena);
        vakt_table_number(table, point->plan.work);
    }
}

/* Open duties, the first quantity down and the second across. */
static bool cross_table(const vakt_comparison *all, vakt_table *table)
{
    size_t across = 0;
    char head[160], cell[32];
    while (across < all->n_points && strcmp(all->points[across].value, all->points[0].value) == 0)
        across++;
    if (!is_double(all) || across + 1 > VAKT_TABLE_MAX_COLUMNS)
        return false;
    vakt_table_init(table, across + 1, ((1u << across) - 1) << 1);
    snprintf(head, sizeof head, "%s \\ %s", all->quantities[0].title, all->quantities[1].title);
    vakt_table_cell(table, head);
    for (size_t i = 0; i < across; i++)
        vakt_table_cell(table, all->points[i].value2);
    for (size_t i = 0; i < all->n_points; i++) {
        const vakt_column *c = &all->points[i].plan;
        if (i % across == 0)
            vakt_table_cell(table, all->points[i].value);
        snprintf(cell, sizeof cell, "%lld%s", (long long)c->open_duties, c->proven ? "" : " ?");
        vakt_table_cell(table, cell);
    }
    return true;
}

/* Those of rules, or those of doctors; false when there are none. */
static bool price_table(const vakt_comparison *all, bool rules, vakt_arena *arena,
                        vakt_table *table)
{
    bool any = false;
    vakt_table_init(table, 7, 0x1e);
    vakt_table_cell(table, say(rules ? VAKT_TEXT_price_without : VAKT_TEXT_price_with));
    vakt_table_cell(table, say(VAKT_TEXT_price_open));
    vakt_table_cell(table, say(VAKT_TEXT_price_uncovered));
    vakt_table_cell(table, say(VAKT_TEXT_price_duties));
    vakt_table_cell(table, say(VAKT_TEXT_price_backup));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_points));
    vakt_table_cell(table, say(VAKT_TEXT_whatif_proof));
    for (size_t i = 0; i < all->n_prices; i++) {
        const vakt_price *price = &all->prices[i];
        if ((price->rule >= 0) != rules)
            continue;
        any = true;
        const char *points = vakt_whatif_points(&price->plan, arena);
        table->cells.failed |= !points;
        vakt_table_cell(table, price->text);
        vakt_table_number(table, price->open_duties);
        vakt_table_number(table, hours(price->uncovered_minutes));
        vakt_table_number(table, price->duties);
        vakt_table_number(table, price->backup_duties);
        vakt_table_cell(table, points);
        add_proof(table, &price->plan, arena);
    }
    if (!any)
        vakt_table_done(table);
    return any;
}

/* «Bakvakt ...» koster 11 vakter. Of other rules the number of duties is chance: plans that are as
 * good have more and fewer. */
static void add_costs(const vakt_comparison *all, vakt_text *text,
                      void (*add)(vakt_text *text, const char *sentence))
{
    for (size_t i = 0; i < all->n_prices; i++) {
        const vakt_price *price = &all->prices[i];
        vakt_text sentence;
        bool duties = price->rule == VAKT_RULE_competence_backup && price->duties > 0;
        if (price->rule < 0 || (!duties && price->open_duties <= 0))
            continue;
        vakt_text_init(&sentence, VAKT_TEXT_CAP);
        int64_t n = price->open_duties > 0 ? price->open_duties : price->duties;
        vakt_text_id id = price->open_duties > 0
                              ? (n == 1 ? VAKT_TEXT_price_leaves_one : VAKT_TEXT_price_leaves_open)
                              : (n == 1 ? VAKT_TEXT_price_costs_one : VAKT_TEXT_price_costs);
        vakt_say(&sentence, id, price->text, vakt_number_of(n).text, NULL);
        vakt_text_add(&sentence, say(price->proven ? VAKT_TEXT_price_proven
                                                   : VAKT_TEXT_price_not_proven));
        text->failed |= sentence.failed;
        if (!sentence.failed)
            add(text, sentence.bytes);
        vakt_text_done(&sentence);
    }
}

/* ---- text and sheets ---- */

static void add_line(vakt_text *text, const char *sentence)
{
    vakt_text_addf(text, "%s\n", sentence);
}

static void add_text_table(vakt_text *text, vakt_table *table)
{
    text->failed |= table->cells.failed;
    if (!text->failed)
        vakt_table_text(table, text);
    vakt_table_done(table);
}

vakt_status vakt_whatif_parts_text(const vakt_comparison *comparison, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_table table;
    if (!arena)
        return VAKT_E_NOMEM;
    for (int rules = 0; rules < 2; rules++) {
        if (!price_table(comparison, rules == 1, arena, &table))
            continue;
        vakt_text_addf(text, "\n%s\n", say(rules ? VAKT_TEXT_price_rules : VAKT_TEXT_price_doctors));
        add_text_table(text, &table);
        if (rules) {
            add_costs(comparison, text, add_line);
            add_line(text, say(VAKT_TEXT_price_how));
        }
    }
    if (comparison->n_points > 0) {
        vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_sweep_head));
        sweep_table(comparison, arena, &table);
        add_text_table(text, &table);
        if (cross_table(comparison, &table)) {
            vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_sweep_cross));
            add_text_table(text, &table);
        }
        for (size_t i = 0; i < comparison->n_answers; i++)
            add_line(text, comparison->answers[i].text);
        add_line(text, say(VAKT_TEXT_sweep_how));
    }
    vakt_arena_free(arena);
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}

vakt_status vakt_whatif_csv(const vakt_comparison *comparison, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_grid grid = {0};
    vakt_table table;
    vakt_status status = arena ? VAKT_OK : VAKT_E_NOMEM;
    if (status != VAKT_OK)
        return status;
    if (comparison->n_points > 0) {
        sweep_table(comparison, arena, &table);
    } else if (!price_table(comparison, true, arena, &table) &&
               !price_table(comparison, false, arena, &table)) {
        vakt_table_init(&table, comparison->n_columns + 1, 0);
        status = vakt_grid_make(comparison, arena, &grid);
        vakt_table_cell(&table, "");
        for (size_t i = 0; i < comparison->n_columns; i++)
            vakt_table_cell(&table, comparison->columns[i].title);
        for (size_t i = 0; i < grid.n_rows; i++) {
            vakt_table_cell(&table, grid.rows[i].label);
            for (size_t k = 0; k < comparison->n_columns; k++)
                vakt_table_cell(&table, grid.rows[i].cells[k].value);
        }
    }
    text->failed |= table.cells.failed;
    if (status == VAKT_OK && !text->failed)
        vakt_table_csv(&table, text);
    vakt_table_done(&table);
    vakt_arena_free(arena);
    return text->failed ? VAKT_E_NOMEM : status;
}

/* ---- plot ---- */

enum { WIDTH = 720, HEIGHT = 260, LEFT = 48, RIGHT = 130, TOP = 16, BOTTOM = 44, MOST_LINES = 6 };

typedef struct plot {
    const vakt_comparison *all;
    size_t lines, n; /* lines: values of the second quantity; n: points of each */
    int64_t first, last, most; /* of x; of y */
} plot;

static long x_of(const plot *p, int64_t value)
{
    int64_t span = p->last > p->first ? p->last - p->first : 1;
    return LEFT + (long)((value - p->first) * (WIDTH - LEFT - RIGHT) / span);
}

static long y_of(const plot *p, int64_t open)
{
    return HEIGHT - BOTTOM - (long)(open * (HEIGHT - TOP - BOTTOM) / p->most);
}

/* Filled where proven, hollow where not; a shape for each line. */
static void add_mark(vakt_text *text, size_t line, bool proven, long x, long y)
{
    static const char *const shapes[] = {"M-4 -4h8v8h-8z", "M0 -5l5 5l-5 5l-5 -5z",
                                         "M0 -5l5 9h-10z", "M0 5l5 -9h-10z",
                                         "M-5 -2h10v4h-10z", "M-2 -5h4v10h-4z"};
    vakt_text_addf(text, "<path d=\"%s\" transform=\"translate(%ld %ld)\" fill=\"%s\" "
                         "stroke=\"#1a1a1a\" stroke-width=\"1.5\"/>\n",
                   shapes[line % MOST_LINES], x, y, proven ? "#1a1a1a" : "#fff");
}

static void add_axes(const plot *p, vakt_text *text)
{
    int64_t step = (p->most + 3) / 4;
    vakt_text_add(text, "<g stroke=\"#bbb\">");
    for (int64_t open = 0; open <= p->most; open += step)
        vakt_text_addf(text, "<path d=\"M%d %ldH%d\"/>", LEFT, y_of(p, open), WIDTH - RIGHT);
    vakt_text_add(text, "</g>\n<g font-size=\"12\" fill=\"#1a1a1a\">");
    for (int64_t open = 0; open <= p->most; open += step)
        vakt_text_addf(text, "<text x=\"%d\" y=\"%ld\" text-anchor=\"end\">%lld</text>", LEFT - 8,
                       y_of(p, open) + 4, (long long)open);
    for (size_t i = 0; i < p->n; i++) {
        const vakt_sweep_point *point = &p->all->points[i * p->lines];
        if (p->n > 24 && i % 5 != 0 && i + 1 != p->n)
            continue;
        vakt_text_addf(text, "<text x=\"%ld\" y=\"%d\" text-anchor=\"middle\">", x_of(p, point->x),
                       HEIGHT - BOTTOM + 18);
        vakt_page_escape(text, point->value);
        vakt_text_add(text, "</text>");
    }
    vakt_text_addf(text, "<text x=\"%d\" y=\"%d\">", LEFT, HEIGHT - 8);
    vakt_page_escape(text, p->all->quantities[0].title);
    vakt_text_add(text, "</text></g>\n");
}

static void add_curve(const plot *p, size_t line, vakt_text *text)
{
    static const char *const dashes[] = {"none", "6 4", "2 3", "10 3 2 3", "12 4", "1 5"};
    vakt_text_addf(text, "<polyline fill=\"none\" stroke=\"#1a1a1a\" stroke-width=\"1.5\" "
                         "stroke-dasharray=\"%s\" points=\"", dashes[line % MOST_LINES]);
    for (size_t i = 0; i < p->n; i++) {
        const vakt_sweep_point *point = &p->all->points[i * p->lines + line];
        vakt_text_addf(text, "%s%ld,%ld", i ? " " : "", x_of(p, point->x),
                       y_of(p, point->plan.open_duties));
    }
    vakt_text_add(text, "\"/>\n");
    for (size_t i = 0; i < p->n; i++) {
        const vakt_sweep_point *point = &p->all->points[i * p->lines + line];
        add_mark(text, line, point->plan.proven, x_of(p, point->x),
                 y_of(p, point->plan.open_duties));
    }
}

/* Which mark is which value of the second quantity. */
static void add_key(const plot *p, vakt_text *text)
{
    for (size_t line = 0; p->lines > 1 && line < p->lines; line++) {
        long y = TOP + 8 + 20 * (long)line;
        add_mark(text, line, true, WIDTH - RIGHT + 24, y);
        vakt_text_addf(text, "<text x=\"%d\" y=\"%ld\" font-size=\"12\">", WIDTH - RIGHT + 36,
                       y + 4);
        vakt_page_escape(text, p->all->points[line].value2);
        vakt_text_add(text, "</text>\n");
    }
}

static void add_plot(const vakt_comparison *all, vakt_text *text)
{
    plot p = {.all = all, .lines = 1, .most = 1};
    while (is_double(all) && p.lines < all->n_points &&
           strcmp(all->points[p.lines].value, all->points[0].value) == 0)
        p.lines++;
    p.n = all->n_points / p.lines;
    if (p.lines > MOST_LINES || p.n < 2 || all->points[0].x == VAKT_UNSET)
        return;
    p.first = all->points[0].x;
    p.last = all->points[all->n_points - 1].x;
    for (size_t i = 0; i < all->n_points; i++) {
        int64_t open = all->points[i].plan.open_duties;
        p.most = open > p.most ? open : p.most;
    }
    vakt_text_addf(text, "<figure><svg role=\"img\" aria-labelledby=\"plot-title\" "
                         "viewBox=\"0 0 %d %d\" width=\"%d\">\n<title id=\"plot-title\">",
                   WIDTH, HEIGHT, WIDTH);
    vakt_page_escape(text, say(VAKT_TEXT_sweep_plot));
    vakt_text_add(text, "</title>\n");
    add_axes(&p, text);
    for (size_t line = 0; line < p.lines; line++)
        add_curve(&p, line, text);
    add_key(&p, text);
    vakt_text_add(text, "</svg>\n");
    vakt_page_element(text, "figcaption", say(VAKT_TEXT_sweep_plot));
    vakt_text_add(text, "</figure>\n");
}

/* ---- page ---- */

static void add_page_table(vakt_text *text, const char *caption, vakt_table *table)
{
    vakt_page_table(text, caption, table);
    vakt_table_done(table);
}

vakt_status vakt_whatif_parts_html(const vakt_comparison *comparison, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_table table;
    if (!arena)
        return VAKT_E_NOMEM;
    for (int rules = 0; rules < 2; rules++) {
        if (!price_table(comparison, rules == 1, arena, &table))
            continue;
        vakt_page_element(text, "h2", say(rules ? VAKT_TEXT_price_rules : VAKT_TEXT_price_doctors));
        if (rules) {
            vakt_text_add(text, "<ul>\n");
            add_costs(comparison, text, vakt_page_item);
            vakt_text_add(text, "</ul>\n");
        }
        add_page_table(text, NULL, &table);
        if (rules)
            vakt_page_element(text, "p", say(VAKT_TEXT_price_how));
    }
    if (comparison->n_points > 0) {
        vakt_page_element(text, "h2", say(VAKT_TEXT_sweep_head));
        vakt_text_add(text, "<ul>\n");
        for (size_t i = 0; i < comparison->n_answers; i++)
            vakt_page_item(text, comparison->answers[i].text);
        vakt_text_add(text, "</ul>\n");
        add_plot(comparison, text);
        if (cross_table(comparison, &table)) { /* every point in full: the other formats */
            add_page_table(text, say(VAKT_TEXT_sweep_cross), &table);
        } else {
            sweep_table(comparison, arena, &table);
            add_page_table(text, NULL, &table);
        }
        vakt_page_element(text, "p", say(VAKT_TEXT_sweep_how));
    }
    vakt_arena_free(arena);
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}
