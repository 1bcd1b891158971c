#include "io/csv_table.h"

#include <csv.h>
#include <string.h>

#include "base/vec.h"
#include "io/doc_internal.h"

#define NO_COLUMN (-1)   /* of the header: not known, already reported */
#define NAME_BYTES 64

typedef struct cell {
    const char *text;
    int line, column;
} cell;

typedef struct reading {
    vakt_arena *arena;
    vakt_report *report;
    const char *file;
    const vakt_csv_column *columns;
    VAKT_VEC(cell) cells;        /* of the row under way */
    VAKT_VEC(vakt_node *) rows;
    int header[VAKT_CSV_MAX_COLUMNS]; /* column of each field of the file */
    size_t n_header;
    int line, column;            /* of the byte being read */
    int start_line, start_column; /* of the cell under way */
    size_t n_cells;              /* of the whole file: at most VAKT_DOC_MAX_NODES */
    bool started;                /* its first byte has been seen */
    bool failed, headless, out_of_memory;
} reading;

#define CSV_ERROR(r, line_, column_, path_, ...)                                                   \
    ((r)->failed = true, vakt_report_add((r)->report, VAKT_ERROR,                                  \
                                         &(vakt_place){(r)->file, (line_), (column_), (path_)},    \
                                         __VA_ARGS__))

/* ---- header ---- */

/* "Fødselsdato " and "Fra-dato" as the tables have them: lower case, one _ between words. */
static void fold_name(const char *text, char folded[NAME_BYTES])
{
    size_t n = 0;
    for (; *text && n + 2 < NAME_BYTES; text++) {
        unsigned char c = (unsigned char)*text;
        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + ('a' - 'A'));
        else if (c == ' ' || c == '-' || c == '/')
            c = '_';
        else if (c == 0xC3 && (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] <= 0x9E) {
            folded[n++] = (char)c; /* Æ Ø Å and their like: the small ones are 0x20 further on */
            c = (unsigned char)(*++text + 0x20);
        }
        if (c == '_' && (n == 0 || folded[n - 1] == '_'))
            continue;
        folded[n++] = (char)c;
    }
    while (n > 0 && folded[n - 1] == '_')
        n--;
    folded[n] = '\0';
}

static bool has_name(const char *names, const char *name)
{
    const char *word;
    for (size_t length; vakt_next_word(&names, &word, &length);) {
        if (strlen(name) == length && memcmp(word, name, length) == 0)
            return true;
    }
    return false;
}

static size_t field_length(const vakt_csv_column *column)
{
    return strcspn(column->names, " ");
}

static int column_of(const reading *r, const char *name)
{
    for (int i = 0; r->columns[i].names; i++) {
        if (has_name(r->columns[i].names, name))
            return i;
    }
    return NO_COLUMN;
}

static void report_unknown(reading *r, const cell *c)
{
    char shown[VAKT_SHOWN_BYTES];
    vakt_text known;
    vakt_text_init(&known, VAKT_TEXT_CAP);
    for (int i = 0; r->columns[i].names; i++)
        vakt_text_addf(&known, "%s%.*s", i > 0 ? ", " : "", (int)field_length(&r->columns[i]),
                       r->columns[i].names);
    CSV_ERROR(r, c->line, c->column, NULL, "found column \"%s\", expected one of %s",
              vakt_shown(c->text, shown), known.failed ? "the columns" : known.bytes);
    vakt_text_done(&known);
}

static void take_header(reading *r)
{
    bool given[VAKT_CSV_MAX_COLUMNS] = {false};
    if (r->cells.count > VAKT_CSV_MAX_COLUMNS) {
        CSV_ERROR(r, r->cells.items[0].line, 1, NULL, "found %zu columns, expected at most %d",
                  r->cells.count, VAKT_CSV_MAX_COLUMNS);
        r->headless = true;
        return;
    }
    for (size_t i = 0; i < r->cells.count; i++) {
        const cell *c = &r->cells.items[i];
        char name[NAME_BYTES], shown[VAKT_SHOWN_BYTES];
        fold_name(c->text, name);
        int column = column_of(r, name);
        if (column == NO_COLUMN) {
            report_unknown(r, c);
        } else if (given[column]) {
            CSV_ERROR(r, c->line, c->column, NULL, "found column \"%s\", which is given twice",
                      vakt_shown(c->text, shown));
            column = NO_COLUMN;
        } else {
            given[column] = true;
        }
        r->header[r->n_header++] = column;
    }
    for (int i = 0; r->columns[i].names; i++) {
        const vakt_csv_column *column = &r->columns[i];
        if (given[i] || !(column->flags & VAKT_CSV_REQUIRED))
            continue;
        CSV_ERROR(r, r->cells.items[0].line, r->cells.items[0].column, NULL,
                  "expected a column \"%.*s\" in the header line", (int)field_length(column),
                  column->names);
        r->headless = true;
    }
}

/* ---- rows ---- */

static void add_cell(reading *r, vakt_node *row, const vakt_csv_column *column, const cell *c)
{
    vakt_node *node = vakt_arena_alloc(r->arena, 1, sizeof *node);
    char *name = vakt_arena_copy(r->arena, column->names, field_length(column));
    char *text = vakt_arena_strdup(r->arena, c->text);
    if (!node || !name || !text) {
        r->out_of_memory = true;
        return;
    }
    for (char *at = text; (column->flags & VAKT_CSV_WORDS) && *at; at++) {
        if (strchr(",;|", *at))
            *at = ' ';
    }
    *node = (vakt_node){.kind = VAKT_DOC_SCALAR, .name = name, .text = text, .line = c->line,
                        .column = c->column, .parent = row};
    if (row->last)
        row->last->next = node;
    else
        row->first = node;
    row->last = node;
}

static void take_row(reading *r)
{
    const cell *first = &r->cells.items[0];
    if (r->headless)
        return;
    if (r->cells.count != r->n_header) {
        CSV_ERROR(r, first->line, first->column, NULL, "found %zu fields, expected %zu",
                  r->cells.count, r->n_header);
        return;
    }
    vakt_node *row = vakt_arena_alloc(r->arena, 1, sizeof *row);
    if (!row || !VAKT_VEC_PUSH(&r->rows, row)) {
        r->out_of_memory = true;
        return;
    }
    *row = (vakt_node){.kind = VAKT_DOC_OBJECT, .line = first->line, .column = first->column};
    for (size_t i = 0; i < r->cells.count; i++) {
        if (r->header[i] != NO_COLUMN && r->cells.items[i].text[0])
            add_cell(r, row, &r->columns[r->header[i]], &r->cells.items[i]);
    }
}

/* A line of nothing but separators, as sheets leave behind. */
static bool is_blank(const reading *r)
{
    for (size_t i = 0; i < r->cells.count; i++) {
        if (r->cells.items[i].text[0])
            return false;
    }
    return true;
}

/* ---- what libcsv calls ---- */

static void on_cell(void *bytes, size_t length, void *context)
{
    reading *r = context;
    if (++r->n_cells > VAKT_DOC_MAX_NODES)
        return; /* feed says so */
    cell c = {.line = r->started ? r->start_line : r->line,
              .column = r->started ? r->start_column : r->column,
              .text = vakt_arena_copy(r->arena, bytes ? bytes : "", bytes ? length : 0)};
    r->started = false;
    if (!c.text || !VAKT_VEC_PUSH(&r->cells, c))
        r->out_of_memory = true;
}

static void on_row(int terminator, void *context)
{
    reading *r = context;
    (void)terminator;
    if (r->cells.count > 0 && !r->out_of_memory && !is_blank(r)) {
        if (r->n_header == 0 && !r->headless)
            take_header(r);
        else
            take_row(r);
    }
    r->cells.count = 0;
    r->started = false;
}

/* The separator of the first line that holds anything: semicolon where it is the more frequent. */
static char separator_of(const char *bytes, size_t length)
{
    size_t commas = 0, semicolons = 0, i = 0;
    bool quoted = false;
    while (i < length && (bytes[i] == '\n' || bytes[i] == '\r'))
        i++;
    for (; i < length && (quoted || (bytes[i] != '\n' && bytes[i] != '\r')); i++) {
        quoted = bytes[i] == '"' ? !quoted : quoted;
        commas += !quoted && bytes[i] == ',';
        semicolons += !quoted && bytes[i] == ';';
    }
    return semicolons >= commas && semicolons > 0 ? ';' : ',';
}

static bool check_encoding(reading *r, const char *bytes, size_t length)
{
    size_t bad = vakt_utf8_check(bytes, length);
    const char *nul = memchr(bytes, '\0', length);
    if (nul && (size_t)(nul - bytes) < bad)
        bad = (size_t)(nul - bytes);
    if (bad == length)
        return true;
    int line = 1, column = 1;
    for (size_t i = 0; i < bad; i++) {
        column = bytes[i] == '\n' ? 1 : column + 1;
        line += bytes[i] == '\n';
    }
    CSV_ERROR(r, line, column, NULL,
              "found the byte 0x%02X, expected UTF-8 (in a spreadsheet: save as \"CSV UTF-8\")",
              (unsigned)(unsigned char)bytes[bad]);
    return false;
}

/* Byte by byte, for libcsv does not tell where it is. */
static void feed(reading *r, struct csv_parser *parser, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length && !r->out_of_memory; i++) {
        if (!r->started && !strchr(" \t\r\n", bytes[i]) && bytes[i] != parser->delim_char) {
            r->started = true;
            r->start_line = r->line;
            r->start_column = r->column;
        }
        if (csv_parse(parser, &bytes[i], 1, on_cell, on_row, r) != 1) {
            if (csv_error(parser) != CSV_EPARSE)
                r->out_of_memory = true;
            else
                CSV_ERROR(r, r->line, r->column, NULL,
                          "found a stray quotation mark, expected it doubled, or around the whole "
                          "field");
            return;
        }
        if (r->n_cells > VAKT_DOC_MAX_NODES) {
            CSV_ERROR(r, r->line, r->column, NULL, "the file has more than %zu values",
                      VAKT_DOC_MAX_NODES);
            return;
        }
        r->column = bytes[i] == '\n' ? 1 : r->column + 1;
        r->line += bytes[i] == '\n';
    }
    if (csv_fini(parser, on_cell, on_row, r) != 0) {
        if (csv_error(parser) == CSV_EPARSE)
            CSV_ERROR(r, r->start_line, r->start_column, NULL,
                      "found a quoted field without end, expected a quotation mark after it");
        else
            r->out_of_memory = true;
    }
}

static void parse(reading *r, const char *bytes, size_t length)
{
    struct csv_parser parser;
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3; /* the byte order mark: columns count from after it */
        length -= 3;
    }
    if (length > VAKT_DOC_MAX_BYTES) {
        CSV_ERROR(r, 0, 0, NULL, "is larger than %zu bytes", VAKT_DOC_MAX_BYTES);
        return;
    }
    if (!check_encoding(r, bytes, length))
        return;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        r->out_of_memory = true;
        return;
    }
    csv_set_delim(&parser, (unsigned char)separator_of(bytes, length));
    feed(r, &parser, bytes, length);
    csv_free(&parser);
    if (r->n_header == 0 && !r->failed)
        CSV_ERROR(r, 1, 1, NULL, "the file is empty, expected a header line");
}

vakt_status vakt_csv_parse(const char *file, const char *bytes, size_t length,
                           const vakt_csv_column *columns, vakt_arena *arena, vakt_report *report,
                           vakt_csv_table *ret_table)
{
    reading r = {.arena = arena, .report = report, .columns = columns, .line = 1, .column = 1,
                 .file = vakt_arena_strdup(arena, file)};
    if (r.file)
        parse(&r, bytes, length);
    vakt_node **rows = r.file ? vakt_arena_alloc(arena, r.rows.count, sizeof *rows) : NULL;
    if (rows && r.rows.count > 0)
        memcpy(rows, r.rows.items, r.rows.count * sizeof *rows);
    *ret_table = (vakt_csv_table){
        .doc = {.arena = arena, .file = r.file, .syntax = VAKT_SYNTAX_XML},
        .rows = rows, .n_rows = r.rows.count, .failed = r.failed, .headless = r.headless};
    VAKT_VEC_DONE(&r.cells);
    VAKT_VEC_DONE(&r.rows);
    return rows && !r.out_of_memory ? VAKT_OK : VAKT_E_NOMEM;
}
