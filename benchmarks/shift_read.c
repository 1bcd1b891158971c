/* The reader of the shift scheduling set: lines to fields, fields to records. */
#include <string.h>

#include "shift_scheduling.h"

#define MOST_LINES 2000000

typedef enum section {
    SECTION_NONE,
    SECTION_HORIZON,
    SECTION_SHIFTS,
    SECTION_STAFF,
    SECTION_DAYS_OFF,
    SECTION_SHIFT_ON_REQUESTS,
    SECTION_SHIFT_OFF_REQUESTS,
    SECTION_COVER,
    N_SECTIONS
} section;

static const char *const section_names[N_SECTIONS] = {
    "",         "HORIZON",           "SHIFTS",             "STAFF",
    "DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS", "COVER"};

typedef struct line {
    section section;
    int number;
    char **fields;
    int n_fields;
} line;

typedef struct reader {
    bench_shift *shift;
    vakt_report *report;
    const char *file;
    line *lines;
    size_t n_lines;
    bool seen[N_SECTIONS];
} reader;

static vakt_status wrong(reader *r, int number, const char *what, const char *found)
{
    vakt_place place = {.file = r->file, .line = number};
    vakt_report_add(r->report, VAKT_ERROR, &place, "%s%s%s", what, found ? ": found " : "",
                    found ? found : "");
    return VAKT_E_INPUT;
}

/* -- lines ---------------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char *trim(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && is_space(text[length - 1]))
        text[--length] = '\0';
    while (is_space(*text))
        text++;
    return text;
}

/* Cuts the text in place at each separator. */
static bool split(reader *r, char *text, char separator, char ***ret_fields, int *ret_n)
{
    int n = 1;
    for (const char *c = text; *c; c++)
        n += *c == separator;
    char **fields = vakt_arena_alloc(r->shift->arena, (size_t)n, sizeof *fields);
    if (!fields)
        return false;
    for (int i = 0; i < n; i++) {
        char *end = strchr(text, separator);
        if (end)
            *end = '\0';
        fields[i] = trim(text);
        text = end ? end + 1 : text;
    }
    *ret_fields = fields;
    *ret_n = n;
    return true;
}

static vakt_status open_section(reader *r, const char *name, int number, section *ret_section)
{
    for (int s = SECTION_NONE + 1; s < N_SECTIONS; s++) {
        if (strcmp(name, section_names[s]) != 0)
            continue;
        if (r->seen[s])
            return wrong(r, number, "expected each section once", name);
        r->seen[s] = true;
        *ret_section = (section)s;
        return VAKT_OK;
    }
    return wrong(r, number, "expected a section of the format", name);
}

static vakt_status take_line(reader *r, char *text, int number, section *at)
{
    static const char prefix[] = "SECTION_";
    text = trim(text);
    if (!*text || *text == '#')
        return VAKT_OK;
    if (strncmp(text, prefix, sizeof prefix - 1) == 0)
        return open_section(r, text + sizeof prefix - 1, number, at);
    if (*at == SECTION_NONE)
        return wrong(r, number, "expected SECTION_HORIZON or another section first", text);
    line *made = &r->lines[r->n_lines++];
    *made = (line){.section = *at, .number = number};
    return split(r, text, ',', &made->fields, &made->n_fields) ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status take_lines(reader *r, const char *bytes, size_t length)
{
    vakt_status status = VAKT_OK;
    section at = SECTION_NONE;
    size_t n = 1;
    for (size_t i = 0; i < length; i++)
        n += bytes[i] == '\n';
    if (n > MOST_LINES || memchr(bytes, '\0', length))
        return wrong(r, 0, "expected a text file of the shift scheduling set", NULL);
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    char *text = vakt_arena_copy(r->shift->arena, bytes, length);
    r->lines = vakt_arena_alloc(r->shift->arena, n, sizeof *r->lines);
    if (!text || !r->lines)
        return VAKT_E_NOMEM;
    for (int number = 1; text && status == VAKT_OK; number++) {
        char *end = strchr(text, '\n');
        if (end)
            *end = '\0';
        status = take_line(r, text, number, &at);
        text = end ? end + 1 : NULL;
    }
    for (int s = SECTION_NONE + 1; status == VAKT_OK && s < N_SECTIONS; s++)
        if (!r->seen[s])
            status = wrong(r, 0, "expected all sections; one is missing", section_names[s]);
    return status;
}

/* -- fields --------------------------------------------------------------------------------- */

static vakt_status take_int(reader *r, const line *l, int field, int64_t least, int64_t most,
                            int64_t *ret_value)
{
    if (field >= l->n_fields)
        return wrong(r, l->number, "expected more fields", NULL);
    if (!vakt_parse_int(l->fields[field], ret_value) || *ret_value < least || *ret_value > most)
        return wrong(r, l->number, "expected a whole number in range", l->fields[field]);
    return VAKT_OK;
}

static int type_index(const bench_shift *s, const char *id)
{
    for (int t = 0; t < s->n_types; t++)
        if (strcmp(s->types[t].id, id) == 0)
            return t;
    return -1;
}

static vakt_status take_type(reader *r, const line *l, int field, int *ret_type)
{
    if (field >= l->n_fields || (*ret_type = type_index(r->shift, l->fields[field])) < 0)
        return wrong(r, l->number, "expected a shift of SECTION_SHIFTS",
                     field < l->n_fields ? l->fields[field] : "nothing");
    return VAKT_OK;
}

static vakt_status take_staff(reader *r, const line *l, int *ret_staff)
{
    for (int p = 0; p < r->shift->n_staff; p++) {
        if (strcmp(r->shift->staff[p].id, l->fields[0]) == 0) {
            *ret_staff = p;
            return VAKT_OK;
        }
    }
    return wrong(r, l->number, "expected a person of SECTION_STAFF", l->fields[0]);
}

static vakt_status take_day(reader *r, const line *l, int field, int *ret_day)
{
    int64_t day = 0;
    vakt_status status = take_int(r, l, field, 0, r->shift->n_days - 1, &day);
    *ret_day = (int)day;
    return status;
}

/* -- sections ------------------------------------------------------------------------------- */

static vakt_status read_horizon(reader *r, const line *l)
{
    int64_t days;
    vakt_status status = take_int(r, l, 0, 1, BENCH_MOST_DAYS, &days);
    if (status == VAKT_OK && r->shift->n_days > 0)
        status = wrong(r, l->number, "expected one horizon", l->fields[0]);
    if (status == VAKT_OK)
        r->shift->n_days = (int)days;
    return status;
}

static vakt_status read_shift(reader *r, const line *l)
{
    bench_shift_type *type = &r->shift->types[r->shift->n_types];
    if (!*l->fields[0] || type_index(r->shift, l->fields[0]) >= 0)
        return wrong(r, l->number, "expected a code of its own for each shift", l->fields[0]);
    if (r->shift->n_types == BENCH_MOST_TYPES)
        return wrong(r, l->number, "expected fewer shifts", l->fields[0]);
    type->id = l->fields[0];
    r->shift->n_types++;
    return take_int(r, l, 1, 0, 100000, &type->minutes);
}

/* Needs all types: the codes may be later ones. */
static vakt_status read_not_next(reader *r, const line *l)
{
    bench_shift *s = r->shift;
    bench_shift_type *type = &s->types[type_index(s, l->fields[0])];
    char **codes;
    int n;
    type->not_next = vakt_arena_alloc(s->arena, (size_t)s->n_types, sizeof *type->not_next);
    if (!type->not_next)
        return VAKT_E_NOMEM;
    if (l->n_fields < 3)
        return VAKT_OK;
    if (!split(r, l->fields[2], '|', &codes, &n))
        return VAKT_E_NOMEM;
    for (int i = 0; i < n; i++) {
        int t = type_index(s, codes[i]);
        if (*codes[i] && t < 0)
            return wrong(r, l->number, "expected shifts of SECTION_SHIFTS", codes[i]);
        if (t >= 0)
            type->not_next[t] = true;
    }
    return VAKT_OK;
}

/* "E=14|L=0"; types that are not named have no limit. */
static vakt_status read_most_of(reader *r, const line *l, bench_staff *staff)
{
    char **parts;
    int n;
    for (int t = 0; t < r->shift->n_types; t++)
        staff->most_of[t] = BENCH_ANY;
    if (!split(r, l->fields[1], '|', &parts, &n))
        return VAKT_E_NOMEM;
    for (int i = 0; i < n; i++) {
        char *equals = strchr(parts[i], '=');
        int64_t most;
        if (!*parts[i])
            continue;
        if (!equals)
            return wrong(r, l->number, "expected SHIFT=MOST", parts[i]);
        *equals = '\0';
        int t = type_index(r->shift, trim(parts[i]));
        if (t < 0 || !vakt_parse_int(trim(equals + 1), &most) || most < 0)
            return wrong(r, l->number, "expected SHIFT=MOST", parts[i]);
        staff->most_of[t] = most;
    }
    return VAKT_OK;
}

static vakt_status read_staff(reader *r, const line *l)
{
    bench_shift *s = r->shift;
    vakt_status status;
    bench_staff *staff = &s->staff[s->n_staff];
    for (int p = 0; p < s->n_staff; p++)
        if (strcmp(s->staff[p].id, l->fields[0]) == 0)
            return wrong(r, l->number, "expected each person once", l->fields[0]);
    if (l->n_fields != 8)
        return wrong(r, l->number, "expected 8 fields of a person", l->fields[0]);
    staff->id = l->fields[0];
    staff->most_of = vakt_arena_alloc(s->arena, (size_t)s->n_types, sizeof *staff->most_of);
    staff->day_off = vakt_arena_alloc(s->arena, (size_t)s->n_days, sizeof *staff->day_off);
    if (!staff->most_of || !staff->day_off)
        return VAKT_E_NOMEM;
    VAKT_TRY(read_most_of(r, l, staff));
    VAKT_TRY(take_int(r, l, 2, 0, INT32_MAX, &staff->most_minutes));
    VAKT_TRY(take_int(r, l, 3, 0, INT32_MAX, &staff->least_minutes));
    VAKT_TRY(take_int(r, l, 4, 0, INT32_MAX, &staff->most_on));
    VAKT_TRY(take_int(r, l, 5, 0, INT32_MAX, &staff->least_on));
    VAKT_TRY(take_int(r, l, 6, 0, INT32_MAX, &staff->least_off));
    VAKT_TRY(take_int(r, l, 7, 0, INT32_MAX, &staff->most_weekends));
    s->n_staff++;
done:
    return status;
}

static vakt_status read_days_off(reader *r, const line *l)
{
    int staff, day;
    vakt_status status = take_staff(r, l, &staff);
    for (int i = 1; status == VAKT_OK && i < l->n_fields; i++) {
        if (!*l->fields[i])
            continue;
        status = take_day(r, l, i, &day);
        if (status == VAKT_OK)
            r->shift->staff[staff].day_off[day] = true;
    }
    return status;
}

static vakt_status read_request(reader *r, const line *l)
{
    vakt_status status;
    bench_request *q = &r->shift->requests[r->shift->n_requests++];
    q->on = l->section == SECTION_SHIFT_ON_REQUESTS;
    VAKT_TRY(take_staff(r, l, &q->staff));
    VAKT_TRY(take_day(r, l, 1, &q->day));
    VAKT_TRY(take_type(r, l, 2, &q->type));
    VAKT_TRY(take_int(r, l, 3, 0, INT32_MAX, &q->weight));
done:
    return status;
}

static vakt_status read_cover(reader *r, const line *l)
{
    vakt_status status;
    bench_cover *c = &r->shift->covers[r->shift->n_covers++];
    VAKT_TRY(take_day(r, l, 0, &c->day));
    VAKT_TRY(take_type(r, l, 1, &c->type));
    VAKT_TRY(take_int(r, l, 2, 0, INT32_MAX, &c->wanted));
    VAKT_TRY(take_int(r, l, 3, 0, INT32_MAX, &c->under));
    VAKT_TRY(take_int(r, l, 4, 0, INT32_MAX, &c->over));
done:
    return status;
}

typedef vakt_status (*line_reader)(reader *r, const line *l);

/* In the order of dependence, which need not be that of the file. */
static const struct {
    section section;
    line_reader read;
} steps[] = {{SECTION_HORIZON, read_horizon},
             {SECTION_SHIFTS, read_shift},
             {SECTION_SHIFTS, read_not_next},
             {SECTION_STAFF, read_staff},
             {SECTION_DAYS_OFF, read_days_off},
             {SECTION_SHIFT_ON_REQUESTS, read_request},
             {SECTION_SHIFT_OFF_REQUESTS, read_request},
             {SECTION_COVER, read_cover}};

static vakt_status read_sections(reader *r)
{
    vakt_status status = VAKT_OK;
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        for (size_t i = 0; status == VAKT_OK && i < r->n_lines; i++)
            if (r->lines[i].section == steps[s].section)
                status = steps[s].read(r, &r->lines[i]);
        if (status == VAKT_OK && r->shift->n_days == 0)
            status = wrong(r, 0, "expected a horizon of days", NULL);
    }
    return status;
}

vakt_status bench_shift_read(const char *file, const char *bytes, size_t length,
                             vakt_report *report, bench_shift **ret_shift)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_arena *arena = vakt_arena_new();
    bench_shift *s = arena ? vakt_arena_alloc(arena, 1, sizeof *s) : NULL;
    reader r = {.shift = s, .report = report, .file = file};
    if (!s)
        goto done;
    s->arena = arena;
    VAKT_TRY(take_lines(&r, bytes, length));
    s->types = vakt_arena_alloc(arena, r.n_lines, sizeof *s->types);
    s->staff = vakt_arena_alloc(arena, r.n_lines, sizeof *s->staff);
    s->requests = vakt_arena_alloc(arena, r.n_lines, sizeof *s->requests);
    s->covers = vakt_arena_alloc(arena, r.n_lines, sizeof *s->covers);
    status = s->types && s->staff && s->requests && s->covers ? read_sections(&r) : VAKT_E_NOMEM;
done:
    if (status == VAKT_OK)
        *ret_shift = s;
    else
        vakt_arena_free(arena);
    return status;
}

void bench_shift_free(bench_shift *shift)
{
    if (shift)
        vakt_arena_free(shift->arena);
}
