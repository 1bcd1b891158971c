#include "io/csv_in.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "io/csv_table.h"
#include "io/doc_internal.h"
#include "io/problem_fields.h"
#include "io/record.h"
#include "io/roster_fields.h"

#define REQ VAKT_CSV_REQUIRED
#define WORDS VAKT_CSV_WORDS

static const vakt_csv_column doctor_columns[] = {
    {"id lege_id lege doctor", REQ},
    {"name navn", 0},
    {"position stilling", 0},
    {"municipality kommune", 0},
    {"share_pct andel andel_prosent", 0},
    {"birth_date fødselsdato født", 0},
    {"from fra fra_dato", 0},
    {"to til til_dato", 0},
    {"phone telefon mobil", 0},
    {"email epost e_post", 0},
    {"placeholder plassholder vakanse", 0},
    {"has har kvalifikasjoner", WORDS},
    {NULL, 0}};
static const vakt_csv_column leave_columns[] = {
    {"doctor lege", REQ},
    {"from fra fra_dato", REQ},
    {"to til til_dato", 0},
    {"percent prosent", 0},
    {"may_be_asked kan_spørres kan_spørjes", 0},
    {NULL, 0}};
static const vakt_csv_column wish_columns[] = {
    {"doctor lege", REQ},
    {"want ønske", REQ},
    {"level nivå", REQ},
    {"id", 0},
    {"from fra fra_dato", 0},
    {"to til til_dato", 0},
    {"weekdays ukedager ukedag", WORDS},
    {"shift_types vakttyper vakttype", WORDS},
    {"colleague kollega", 0},
    {NULL, 0}};
static const vakt_csv_column history_columns[] = {
    {"doctor lege", REQ},
    {"shift_type vakttype vaktkode", 0},
    {"date dato", 0},
    {"start begynner", 0},
    {"end slutt slutter", 0},
    {"layer vaktlag", 0},
    {NULL, 0}};
static const vakt_csv_column roster_columns[] = {
    {"duty vakt", REQ},
    {"doctor lege", REQ},
    {"layer vaktlag", 0},
    {"start begynner", 0},
    {"end slutt slutter", 0},
    {NULL, 0}};

typedef struct merging {
    const vakt_problem *problem;
    vakt_arena *arena;
    vakt_report *report;
    vakt_csv_table table;
    bool failed;
    vakt_status status; /* NOMEM, INTERNAL: cannot go on */
} merging;

/* ---- cells and messages ---- */

#define CELL_ERROR(m, node, ...)                                                                   \
    ((m)->failed = true,                                                                           \
     vakt_report_add((m)->report, VAKT_ERROR,                                                      \
                     &(vakt_place){(m)->table.doc.file, (node)->line, (node)->column,              \
                                   (node)->name},                                                  \
                     __VA_ARGS__))

static const char *text_of(const vakt_node *row, const char *column)
{
    const vakt_node *cell = vakt_node_member(row, column);
    return cell ? cell->text : NULL;
}

/* Takes a cell that is not a field of the record out of the row. */
static vakt_node *take_cell(vakt_node *row, const char *column)
{
    vakt_node *before = NULL;
    for (vakt_node *cell = row->first; cell; before = cell, cell = cell->next) {
        if (strcmp(cell->name, column) != 0)
            continue;
        if (before)
            before->next = cell->next;
        else
            row->first = cell->next;
        if (row->last == cell)
            row->last = before;
        return cell;
    }
    return NULL;
}

static bool add_cell(merging *m, vakt_node *row, const char *name, const char *text)
{
    vakt_node *cell = vakt_arena_alloc(m->arena, 1, sizeof *cell);
    if (!cell) {
        m->status = VAKT_E_NOMEM;
        return false;
    }
    *cell = (vakt_node){.kind = VAKT_DOC_SCALAR, .name = name, .text = text, .line = row->line,
                        .column = row->column, .parent = row, .next = row->first};
    row->first = cell;
    row->last = row->last ? row->last : cell;
    return true;
}

static const vakt_field *field_of(const vakt_record *record, const char *name)
{
    for (size_t i = 0; i < record->n_fields; i++) {
        if (strcmp(record->fields[i].name, name) == 0)
            return &record->fields[i];
    }
    return NULL;
}

static const vakt_record *doctor_record(void)
{
    return field_of(&vakt_problem_record, "doctors")->record;
}

static bool decode(merging *m, const vakt_record *record, const vakt_node *row, void *data)
{
    vakt_status status =
        vakt_record_read(record, &m->table.doc, row, m->arena, m->report, data);
    *(const void **)data = NULL; /* the problem's document knows nothing of these nodes */
    if (status == VAKT_E_INPUT)
        m->failed = true;
    else if (status != VAKT_OK)
        m->status = status;
    return status == VAKT_OK;
}

static long find_doctor(const vakt_problem *p, const char *id)
{
    for (size_t i = 0; i < p->n_doctors; i++) {
        if (strcmp(p->doctors[i].id, id) == 0)
            return (long)i;
    }
    return -1;
}

static bool has_shift_type(const vakt_problem *p, const char *id)
{
    for (size_t i = 0; i < p->n_shift_types; i++) {
        if (strcmp(p->shift_types[i].id, id) == 0)
            return true;
    }
    return false;
}

/* The doctor that the cell names; -1 after a message. The row bears the message of no cell. */
static long doctor_of(merging *m, const vakt_node *row, const vakt_node *cell)
{
    char shown[VAKT_SHOWN_BYTES];
    if (!cell) {
        CELL_ERROR(m, row, "expected doctor (the id of a doctor of the problem)");
        return -1;
    }
    long doctor = find_doctor(m->problem, cell->text);
    if (doctor < 0)
        CELL_ERROR(m, cell, "found \"%s\", expected the id of a doctor of the problem",
                   vakt_shown(cell->text, shown));
    return doctor;
}

static void check_shift_types(merging *m, const vakt_node *row, const char *column,
                              const char *const *ids, size_t n)
{
    char shown[VAKT_SHOWN_BYTES];
    for (size_t i = 0; i < n; i++) {
        if (!has_shift_type(m->problem, ids[i]))
            CELL_ERROR(m, vakt_node_member(row, column),
                       "found \"%s\", expected the id of a shift type of the problem",
                       vakt_shown(ids[i], shown));
    }
}

static void check_dates(merging *m, const vakt_node *row, vakt_day from, vakt_day to)
{
    char found[11], first[11];
    if (from == VAKT_DAY_NONE || to == VAKT_DAY_NONE || from <= to)
        return;
    vakt_day_format(from, first);
    vakt_day_format(to, found);
    CELL_ERROR(m, vakt_node_member(row, "to"), "found \"%s\", expected a date on or after %s",
               found, first);
}

/* Equal in all that a document says. */
static bool same_record(merging *m, const vakt_record *record, const void *a, const void *b)
{
    vakt_text x, y;
    vakt_text_init(&x, VAKT_TEXT_CAP);
    vakt_text_init(&y, VAKT_TEXT_CAP);
    if (vakt_record_write_json(record, a, &x) != VAKT_OK ||
        vakt_record_write_json(record, b, &y) != VAKT_OK)
        m->status = VAKT_E_NOMEM;
    bool same = m->status == VAKT_OK && x.length == y.length &&
                memcmp(x.bytes, y.bytes, x.length) == 0;
    vakt_text_done(&x);
    vakt_text_done(&y);
    return same;
}

/* A copy of an array with room for more. */
static void *grow(merging *m, const void *items, size_t n, size_t more, size_t size)
{
    void *grown = vakt_arena_alloc(m->arena, n + more, size);
    if (!grown)
        m->status = VAKT_E_NOMEM;
    else if (n > 0)
        memcpy(grown, items, n * size);
    return grown;
}

/* ---- doctors ---- */

static void check_municipality(merging *m, const vakt_node *row, const char *id)
{
    const vakt_district *d = &m->problem->district;
    char shown[VAKT_SHOWN_BYTES];
    if (!id)
        return;
    for (size_t i = 0; i < d->n_municipalities; i++) {
        if (strcmp(d->municipalities[i].id, id) == 0)
            return;
    }
    CELL_ERROR(m, vakt_node_member(row, "municipality"),
               "found \"%s\", expected the id of a municipality of the district",
               vakt_shown(id, shown));
}

static void take_doctor(merging *m, vakt_problem *into, vakt_node *row, vakt_node **seen)
{
    const char *id = text_of(row, "id");
    char shown[VAKT_SHOWN_BYTES];
    long old = id ? find_doctor(into, id) : -1;
    const bool has_position = text_of(row, "position") != NULL;
    if (old >= 0 && seen[old]) {
        CELL_ERROR(m, vakt_node_member(row, "id"), "found \"%s\", which line %d has already",
                   vakt_shown(id, shown), seen[old]->line);
        return;
    }
    vakt_doctor doctor;
    if (old >= 0 && !has_position &&
        !add_cell(m, row, "position", vakt_position_words[into->doctors[old].position]))
        return;
    if (!decode(m, doctor_record(), row, &doctor))
        return;
    check_dates(m, row, doctor.from, doctor.to);
    check_municipality(m, row, doctor.municipality);
    if (old < 0) {
        seen[into->n_doctors] = row;
        into->doctors[into->n_doctors++] = doctor;
        return;
    }
    seen[old] = row;
    for (const vakt_node *cell = row->first; cell; cell = cell->next) {
        const vakt_field *field = field_of(doctor_record(), cell->name);
        vakt_value_store(field, &into->doctors[old], vakt_value_load(field, &doctor));
    }
}

static void merge_doctors(merging *m, vakt_problem *into)
{
    const size_t n_rows = m->table.n_rows;
    vakt_node **seen = vakt_arena_alloc(m->arena, into->n_doctors + n_rows, sizeof *seen);
    into->doctors =
        grow(m, into->doctors, into->n_doctors, n_rows, sizeof *into->doctors);
    if (!seen || !into->doctors) {
        m->status = VAKT_E_NOMEM;
        return;
    }
    for (size_t i = 0; i < n_rows && m->status == VAKT_OK; i++)
        take_doctor(m, into, m->table.rows[i], seen);
}

/* ---- leave and wishes: lists of a doctor ---- */

static void take_absence(merging *m, vakt_doctor *doctor, const vakt_node *row)
{
    const vakt_record *record = field_of(doctor_record(), "absences")->record;
    vakt_absence absence;
    if (!decode(m, record, row, &absence))
        return;
    check_dates(m, row, absence.from, absence.to);
    for (size_t i = 0; i < doctor->n_absences; i++) {
        if (doctor->absences[i].from == absence.from &&
            same_record(m, record, &doctor->absences[i], &absence))
            return;
    }
    doctor->absences[doctor->n_absences++] = absence;
}

static bool has_wish(const vakt_doctor *doctor, const char *id)
{
    for (size_t i = 0; i < doctor->n_wishes; i++) {
        if (strcmp(doctor->wishes[i].id, id) == 0)
            return true;
    }
    return false;
}

/* Was the wish there before, whatever its id? Then the same file is merged again. */
static bool repeats_wish(merging *m, const vakt_doctor *doctor, vakt_wish wish)
{
    const vakt_record *record = field_of(doctor_record(), "wishes")->record;
    for (size_t i = 0; i < doctor->n_wishes; i++) {
        wish.id = doctor->wishes[i].id;
        if (same_record(m, record, &doctor->wishes[i], &wish))
            return true;
    }
    return false;
}

static bool name_wish(merging *m, const vakt_doctor *doctor, vakt_node *row)
{
    char id[32];
    int number = 1;
    do {
        snprintf(id, sizeof id, "csv-%d", number++);
    } while (has_wish(doctor, id));
    const char *kept = vakt_arena_strdup(m->arena, id);
    m->status = kept ? m->status : VAKT_E_NOMEM;
    return kept && add_cell(m, row, "id", kept);
}

static void take_wish(merging *m, vakt_doctor *doctor, vakt_node *row)
{
    char shown[VAKT_SHOWN_BYTES];
    const vakt_node *id = vakt_node_member(row, "id"), *colleague;
    vakt_wish wish;
    if (!id && !name_wish(m, doctor, row))
        return;
    if (!decode(m, field_of(doctor_record(), "wishes")->record, row, &wish))
        return;
    check_dates(m, row, wish.from, wish.to);
    check_shift_types(m, row, "shift_types", wish.shift_types, wish.n_shift_types);
    colleague = vakt_node_member(row, "colleague");
    if (colleague && doctor_of(m, row, colleague) >= 0 &&
        strcmp(colleague->text, doctor->id) == 0)
        CELL_ERROR(m, colleague, "found \"%s\", expected another doctor than the one who wishes",
                   vakt_shown(colleague->text, shown));
    if (id ? has_wish(doctor, wish.id) && repeats_wish(m, doctor, wish)
           : repeats_wish(m, doctor, wish))
        return;
    if (has_wish(doctor, wish.id)) {
        CELL_ERROR(m, id, "found \"%s\", expected an id that no other wish of the doctor has",
                   vakt_shown(wish.id, shown));
        return;
    }
    doctor->wishes[doctor->n_wishes++] = wish;
}

/* Gives every doctor's list room for the rows that name the doctor. */
static void make_room(merging *m, vakt_problem *into, bool wishes, const long *doctors)
{
    size_t *more = vakt_arena_alloc(m->arena, into->n_doctors, sizeof *more);
    into->doctors = grow(m, into->doctors, into->n_doctors, 0, sizeof *into->doctors);
    if (!more || !into->doctors) {
        m->status = VAKT_E_NOMEM;
        return;
    }
    for (size_t i = 0; i < m->table.n_rows; i++) {
        if (doctors[i] >= 0)
            more[doctors[i]]++;
    }
    for (size_t d = 0; d < into->n_doctors && m->status == VAKT_OK; d++) {
        vakt_doctor *doctor = &into->doctors[d];
        if (more[d] > 0 && wishes)
            doctor->wishes = grow(m, doctor->wishes, doctor->n_wishes, more[d],
                                  sizeof *doctor->wishes);
        else if (more[d] > 0)
            doctor->absences = grow(m, doctor->absences, doctor->n_absences, more[d],
                                    sizeof *doctor->absences);
    }
}

static void merge_lists(merging *m, vakt_problem *into, bool wishes)
{
    long *doctors = vakt_arena_alloc(m->arena, m->table.n_rows, sizeof *doctors);
    if (!doctors) {
        m->status = VAKT_E_NOMEM;
        return;
    }
    for (size_t i = 0; i < m->table.n_rows; i++) {
        vakt_node *row = m->table.rows[i];
        doctors[i] = doctor_of(m, row, take_cell(row, "doctor"));
    }
    make_room(m, into, wishes, doctors);
    for (size_t i = 0; i < m->table.n_rows && m->status == VAKT_OK; i++) {
        /* The row of a doctor who does not exist is still looked at, for its other mistakes. */
        vakt_wish wish;
        vakt_absence absence;
        vakt_doctor nobody = {.id = "", .wishes = &wish, .absences = &absence};
        vakt_doctor *doctor = doctors[i] >= 0 ? &into->doctors[doctors[i]] : &nobody;
        if (wishes)
            take_wish(m, doctor, m->table.rows[i]);
        else
            take_absence(m, doctor, m->table.rows[i]);
    }
}

/* ---- history ---- */

static bool repeats_duty(merging *m, const vakt_past_duty *list, size_t n,
                         const vakt_past_duty *duty)
{
    const vakt_field *history = field_of(&vakt_problem_record, "history");
    const vakt_record *record = field_of(history->record, "duties")->record;
    for (size_t i = 0; i < n; i++) {
        if (list[i].date == duty->date && list[i].start == duty->start &&
            strcmp(list[i].doctor, duty->doctor) == 0 && same_record(m, record, &list[i], duty))
            return true;
    }
    return false;
}

/* The date of its start; VAKT_DAY_NONE after a message. */
static vakt_day check_past(merging *m, const vakt_node *row, const vakt_past_duty *duty)
{
    vakt_day day = duty->date;
    int minute;
    bool by_type = duty->shift_type && duty->date != VAKT_DAY_NONE;
    if (!by_type && (duty->start == VAKT_UNSET || duty->end == VAKT_UNSET)) {
        CELL_ERROR(m, row, "expected shift_type and date, or start and end");
        return VAKT_DAY_NONE;
    }
    if (duty->start != VAKT_UNSET) {
        vakt_oslo_from_utc(duty->start, &day, &minute);
        if (duty->end != VAKT_UNSET && duty->end <= duty->start) {
            CELL_ERROR(m, vakt_node_member(row, "end"), "expected a time after start");
            return VAKT_DAY_NONE;
        }
    }
    if (day >= m->problem->from && day <= m->problem->to) {
        char from[11], to[11];
        const vakt_node *cell = vakt_node_member(row, duty->start != VAKT_UNSET ? "start" : "date");
        vakt_day_format(m->problem->from, from);
        vakt_day_format(m->problem->to, to);
        CELL_ERROR(m, cell, "found \"%s\", expected a date outside the period %s to %s",
                   cell->text, from, to);
        return VAKT_DAY_NONE;
    }
    return day;
}

static void take_past(merging *m, vakt_history *history, const vakt_node *row)
{
    const vakt_field *field = field_of(&vakt_problem_record, "history");
    vakt_past_duty duty;
    bool good = decode(m, field_of(field->record, "duties")->record, row, &duty);
    const vakt_node *doctor = vakt_node_member(row, "doctor");
    if (doctor)
        (void)doctor_of(m, row, doctor); /* a missing one has been reported */
    if (!good)
        return;
    if (duty.shift_type)
        check_shift_types(m, row, "shift_type", &duty.shift_type, 1);
    vakt_day day = check_past(m, row, &duty);
    if (day == VAKT_DAY_NONE)
        return;
    if (day < m->problem->from) {
        if (!repeats_duty(m, history->duties, history->n_duties, &duty))
            history->duties[history->n_duties++] = duty;
    } else if (!repeats_duty(m, history->next, history->n_next, &duty)) {
        history->next[history->n_next++] = duty;
    }
}

static void merge_history(merging *m, vakt_problem *into)
{
    vakt_history *h = &into->history;
    const size_t n = m->table.n_rows;
    h->duties = grow(m, h->duties, h->n_duties, n, sizeof *h->duties);
    h->next = grow(m, h->next, h->n_next, n, sizeof *h->next);
    h->given = h->given || n > 0;
    for (size_t i = 0; i < n && m->status == VAKT_OK; i++)
        take_past(m, h, m->table.rows[i]);
}

vakt_status vakt_csv_merge_bytes(vakt_csv_kind kind, vakt_problem *problem, vakt_arena *arena,
                                 const char *file, const char *bytes, size_t length,
                                 vakt_report *report)
{
    static const vakt_csv_column *const columns[] = {doctor_columns, leave_columns, wish_columns,
                                                     history_columns};
    merging m = {.problem = problem, .arena = arena, .report = report};
    vakt_status status =
        vakt_csv_parse(file, bytes, length, columns[kind], arena, report, &m.table);
    if (status != VAKT_OK)
        return status;
    vakt_problem into = *problem;
    m.failed = m.table.failed;
    switch (kind) {
    case VAKT_CSV_DOCTORS:
        merge_doctors(&m, &into);
        break;
    case VAKT_CSV_LEAVE:
    case VAKT_CSV_WISHES:
        merge_lists(&m, &into, kind == VAKT_CSV_WISHES);
        break;
    case VAKT_CSV_HISTORY:
        merge_history(&m, &into);
        break;
    }
    if (m.status != VAKT_OK)
        return m.status;
    if (m.failed)
        return VAKT_E_INPUT;
    *problem = into;
    return VAKT_OK;
}

vakt_status vakt_csv_merge(vakt_csv_kind kind, vakt_problem *problem, vakt_arena *arena,
                           const char *path, vakt_report *report)
{
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status = vakt_file_read(path, &bytes, &length, report);
    if (status == VAKT_OK)
        status = vakt_csv_merge_bytes(kind, problem, arena, path, bytes, length, report);
    free(bytes);
    return status;
}

/* ---- roster ---- */

/* TYPE:YYYY-MM-DD or TYPE:YYYY-MM-DD:2 of a shift type and a date of the problem. */
static bool is_duty_id(const vakt_problem *p, const char *id)
{
    for (size_t i = 0; i < p->n_shift_types; i++) {
        size_t length = strlen(p->shift_types[i].id);
        char date[11] = "";
        vakt_day day;
        int64_t position = 2;
        if (strncmp(id, p->shift_types[i].id, length) != 0 || id[length] != ':')
            continue;
        const char *rest = id + length + 1;
        strncat(date, rest, 10);
        if (!vakt_day_parse(date, &day) || day < p->from || day > p->to)
            continue;
        if (rest[10] == '\0' ||
            (rest[10] == ':' && vakt_parse_int(rest + 11, &position) && position >= 2))
            return true;
    }
    return false;
}

static const vakt_node *row_of_duty(const merging *m, size_t before, const char *duty)
{
    for (size_t i = 0; i < before; i++) {
        const char *text = text_of(m->table.rows[i], "duty");
        if (text && strcmp(text, duty) == 0)
            return m->table.rows[i];
    }
    return NULL;
}

static void take_assignment(merging *m, vakt_roster_doc *roster, size_t i)
{
    vakt_node *row = m->table.rows[i];
    const vakt_node *duty = vakt_node_member(row, "duty"), *first;
    const vakt_node *doctor = vakt_node_member(row, "doctor");
    const char *list = doctor ? "assignments" : "open";
    const vakt_record *record = field_of(&vakt_roster_record, list)->record;
    char shown[VAKT_SHOWN_BYTES];
    vakt_roster_doc_assignment assignment;
    vakt_roster_doc_open open;
    if (!duty) {
        CELL_ERROR(m, row, "expected duty (the id of a duty of the problem)");
        return;
    }
    bool good = decode(m, record, row, doctor ? (void *)&assignment : (void *)&open);
    if (doctor)
        (void)doctor_of(m, row, doctor);
    if (!is_duty_id(m->problem, duty->text))
        CELL_ERROR(m, duty,
                   "found \"%s\", expected the id of a duty of the period, like TYPE:YYYY-MM-DD",
                   vakt_shown(duty->text, shown));
    if ((first = row_of_duty(m, i, duty->text)))
        CELL_ERROR(m, duty, "found \"%s\", which line %d has already",
                   vakt_shown(duty->text, shown), first->line);
    if (good && doctor)
        roster->assignments[roster->n_assignments++] = assignment;
    else if (good)
        roster->open[roster->n_open++] = open;
}

/* The absent values of all fields come from the field table. */
static bool start_roster(merging *m, vakt_roster_doc *roster)
{
    char *from = vakt_arena_alloc(m->arena, 11, 1), *to = vakt_arena_alloc(m->arena, 11, 1);
    vakt_node *root = vakt_arena_alloc(m->arena, 1, sizeof *root);
    if (!from || !to || !root) {
        m->status = VAKT_E_NOMEM;
        return false;
    }
    vakt_day_format(m->problem->from, from);
    vakt_day_format(m->problem->to, to);
    root->kind = VAKT_DOC_OBJECT;
    if (!add_cell(m, root, "version", "1") || !add_cell(m, root, "problem", m->problem->id) ||
        !add_cell(m, root, "from", from) || !add_cell(m, root, "to", to) ||
        !decode(m, &vakt_roster_record, root, roster))
        return false;
    roster->assignments = grow(m, NULL, 0, m->table.n_rows, sizeof *roster->assignments);
    roster->open = grow(m, NULL, 0, m->table.n_rows, sizeof *roster->open);
    return m->status == VAKT_OK;
}

vakt_status vakt_csv_roster_bytes(const vakt_problem *problem, vakt_arena *arena, const char *file,
                                  const char *bytes, size_t length, vakt_report *report,
                                  vakt_roster_doc **ret_roster)
{
    merging m = {.problem = problem, .arena = arena, .report = report};
    vakt_roster_doc *roster = vakt_arena_alloc(arena, 1, sizeof *roster);
    if (!roster)
        return VAKT_E_NOMEM;
    vakt_status status =
        vakt_csv_parse(file, bytes, length, roster_columns, arena, report, &m.table);
    if (status != VAKT_OK)
        return status;
    m.failed = m.table.failed;
    if (start_roster(&m, roster)) {
        for (size_t i = 0; i < m.table.n_rows; i++)
            take_assignment(&m, roster, i);
    }
    if (m.status != VAKT_OK)
        return m.status;
    if (m.failed)
        return VAKT_E_INPUT;
    *ret_roster = roster;
    return VAKT_OK;
}

vakt_status vakt_csv_roster(const vakt_problem *problem, vakt_arena *arena, const char *path,
                            vakt_report *report, vakt_roster_doc **ret_roster)
{
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status = vakt_file_read(path, &bytes, &length, report);
    if (status == VAKT_OK)
        status = vakt_csv_roster_bytes(problem, arena, path, bytes, length, report, ret_roster);
    free(bytes);
    return status;
}
