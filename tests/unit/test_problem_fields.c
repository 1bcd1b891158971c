/* links: vakt_problem_io vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/rule_kinds.h"
#include "io/problem_fields.h"
#include "io/roster_fields.h"
#include "io/vakt_io.h"

#define MAX_PLACES 128

/* ---- the tables against the structs ---- */

/* The documents, the header that declares their structs, and how a struct is named there. */
static const struct {
    const vakt_record *record;
    const char *header, *prefix, *root_struct;
} tables[] = {
    {&vakt_problem_record, "problem.h", "vakt_", "vakt_problem"},
    {&vakt_roster_record, "roster_doc.h", "vakt_roster_doc_", "vakt_roster_doc"},
};
#define N_TABLES ((int)(sizeof tables / sizeof *tables))

typedef struct place { /* of a member within a struct */
    size_t offset, size, align;
    const char *name;
} place;

static int compare_places(const void *a, const void *b)
{
    const place *p = a, *q = b;
    return p->offset < q->offset ? -1 : p->offset > q->offset;
}

static void add_place(place *places, size_t *n, size_t offset, size_t size, size_t align,
                      const char *name)
{
    ck_assert_uint_lt(*n, MAX_PLACES);
    places[(*n)++] = (place){offset, size, align, name};
}

#define PLACE_OF(type) sizeof(type), _Alignof(type)

static void add_field_places(const vakt_field *f, place *places, size_t *n)
{
    switch (f->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
        add_place(places, n, f->offset, PLACE_OF(const char *), f->name);
        break;
    case VAKT_T_INT:
    case VAKT_T_TIME:
        add_place(places, n, f->offset, PLACE_OF(int64_t), f->name);
        break;
    case VAKT_T_BOOL:
        add_place(places, n, f->offset, PLACE_OF(bool), f->name);
        break;
    case VAKT_T_FLAG:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_ENUM:
    case VAKT_T_SET:
        add_place(places, n, f->offset, PLACE_OF(int), f->name);
        break;
    case VAKT_T_IDS:
    case VAKT_T_RECORDS:
        add_place(places, n, f->offset, PLACE_OF(void *), f->name);
        add_place(places, n, f->offset_count, PLACE_OF(size_t), f->name);
        break;
    case VAKT_T_RECORD:
        add_place(places, n, f->offset, f->record->size, _Alignof(void *), f->name);
        break;
    }
}

/* given: offset of the flag `given`, 0 when the struct has none. */
static void expect_whole(const vakt_record *record, size_t given)
{
    place places[MAX_PLACES];
    size_t n = 0, end = 0;
    add_place(places, &n, 0, PLACE_OF(const void *), "source");
    if (given)
        add_place(places, &n, given, PLACE_OF(bool), "given");
    for (size_t i = 0; i < record->n_fields; i++)
        add_field_places(&record->fields[i], places, &n);
    qsort(places, n, sizeof *places, compare_places);
    for (size_t i = 0; i < n; i++) {
        size_t next = (end + places[i].align - 1) / places[i].align * places[i].align;
        if (places[i].offset != next)
            ck_abort_msg("%s.%s is at %zu, the member before it ends at %zu", record->name,
                         places[i].name, places[i].offset, end);
        end = places[i].offset + places[i].size;
    }
    if ((end + 7) / 8 * 8 != record->size)
        ck_abort_msg("%s has %zu bytes, its fields end at %zu", record->name, record->size, end);
}

static bool is_element(const vakt_field *f)
{
    return f->type == VAKT_T_RECORD || f->type == VAKT_T_RECORDS;
}

static const char *xml_name(const vakt_field *f)
{
    return f->type == VAKT_T_RECORDS ? f->item : f->name;
}

static void expect_good_rows(const vakt_record *record)
{
    ck_assert_uint_le(record->n_fields, VAKT_RECORD_MAX_FIELDS);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *f = &record->fields[i];
        size_t length = strlen(f->doc);
        if (length < 9 || f->doc[length - 1] != '.' || (f->doc[0] >= 'a' && f->doc[0] <= 'z'))
            ck_abort_msg("%s.%s: \"%s\" is no sentence", record->name, f->name, f->doc);
        ck_assert((f->type == VAKT_T_RECORDS) == (f->item != NULL));
        ck_assert(is_element(f) == (f->record != NULL));
        ck_assert((f->type == VAKT_T_ENUM || f->type == VAKT_T_SET) == (f->words != NULL));
        ck_assert(!(f->flags & VAKT_F_REQUIRED) || !f->default_text);
        ck_assert(f->min <= f->max);
        for (size_t k = 0; k < i; k++) {
            const vakt_field *g = &record->fields[k];
            if (strcmp(f->name, g->name) == 0 || strcmp(xml_name(f), xml_name(g)) == 0)
                ck_abort_msg("%s has two fields %s", record->name, xml_name(f));
        }
    }
}

static void walk(const vakt_record *record, size_t given)
{
    expect_whole(record, given);
    expect_good_rows(record);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *f = &record->fields[i];
        if (f->type == VAKT_T_RECORD)
            walk(f->record, f->offset_count - f->offset);
        else if (f->type == VAKT_T_RECORDS)
            walk(f->record, 0);
    }
}

START_TEST(every_byte_of_every_struct_is_a_field)
{
    walk(tables[_i].record, 0);
}
END_TEST

/* A small member can hide in padding, so the declarations are read as well. */

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s: %s", path, strerror(errno));
    char *text = calloc(1, 1 << 17);
    ck_assert_ptr_nonnull(text);
    ck_assert_uint_lt(fread(text, 1, (1 << 17) - 1, file), (1 << 17) - 1);
    fclose(file);
    return text;
}

static void blank_comments(char *text)
{
    for (char *open; (open = strstr(text, "/*"));) {
        char *close = strstr(open, "*/");
        ck_assert_ptr_nonnull(close);
        memset(open, ' ', (size_t)(close + 2 - open));
    }
}

static bool has_field(const vakt_record *record, const char *member)
{
    if (strcmp(member, "source") == 0 || strcmp(member, "given") == 0)
        return true;
    if (strcmp(member, "origin") == 0) /* the one that cannot have its field's name */
        member = "source";
    for (size_t i = 0; i < record->n_fields; i++)
        if (strcmp(record->fields[i].name, member) == 0)
            return true;
    return false;
}

/* Returns the number of the members that must have a field. */
static size_t expect_members(const vakt_record *record, const char *header, const char *name)
{
    char declaration[160];
    size_t n = 0;
    snprintf(declaration, sizeof declaration, "typedef struct %s {", name);
    const char *at = strstr(header, declaration);
    ck_assert_msg(at != NULL, "%s is not declared", name);
    at += strlen(declaration);
    const char *end = strchr(at, '}');
    ck_assert_ptr_nonnull(end);
    while (at < end) { /* the last word before each , ; or ) unless it is the type of a VAKT_LIST */
        size_t length = strcspn(at, ",;)}");
        if (at + length >= end)
            break;
        bool is_type = strncmp(at + strspn(at, " \n"), "VAKT_LIST(", 10) == 0;
        if (!is_type && length > 0) {
            char member[64];
            size_t stop = length, start;
            while (stop > 0 && strchr(" \n", at[stop - 1]))
                stop--;
            for (start = stop; start > 0 && !strchr(" \n(*", at[start - 1]); start--)
                continue;
            snprintf(member, sizeof member, "%.*s", (int)(stop - start), at + start);
            if (*member && !has_field(record, member))
                ck_abort_msg("%s.%s has no field", name, member);
            n += *member && strcmp(member, "source") != 0 && strcmp(member, "given") != 0;
        }
        at += length + 1;
    }
    return n;
}

static void walk_members(const vakt_record *record, const char *header, const char *prefix,
                         const char *root_struct)
{
    char name[128];
    snprintf(name, sizeof name, "%s%s", prefix, record->name);
    if (strcmp(name, "vakt_roster_doc_open_duty") == 0)
        name[strlen("vakt_roster_doc_open")] = '\0';
    size_t members = expect_members(record, header, root_struct ? root_struct : name);
    ck_assert_msg(members == record->n_fields, "%s: %zu members, %zu fields", record->name, members,
                  record->n_fields);
    for (size_t i = 0; i < record->n_fields; i++)
        if (is_element(&record->fields[i]))
            walk_members(record->fields[i].record, header, prefix, NULL);
}

START_TEST(every_member_has_a_field)
{
    char path[512];
    snprintf(path, sizeof path, "%s/solver/domain/%s", VAKT_SOURCE_DIR, tables[_i].header);
    char *header = read_text(path);
    blank_comments(header);
    walk_members(tables[_i].record, header, tables[_i].prefix, tables[_i].root_struct);
    free(header);
}
END_TEST

START_TEST(shortened_word_lists_keep_their_rows)
{
    ck_assert_str_eq(vakt_one_day_words[VAKT_DAYBIT_EVE], "eve");
    ck_assert_ptr_null(vakt_one_day_words[VAKT_DAYBIT_EVE + 1]);
    for (int i = 0; vakt_one_day_words[i]; i++)
        ck_assert_str_eq(vakt_one_day_words[i], vakt_daybit_words[i]);
    ck_assert_ptr_null(vakt_load_class_words[VAKT_N_LOADS]);
    for (int i = 0; vakt_load_class_words[i]; i++)
        ck_assert_str_eq(vakt_load_class_words[i], vakt_load_words[i]);
}
END_TEST

/* ---- round trips ---- */

static vakt_arena *arena;
static vakt_report *report;

static void set_up(void)
{
    arena = vakt_arena_new();
    report = vakt_report_new(100);
    ck_assert(arena && report);
}

static void tear_down(void)
{
    vakt_report_free(report);
    vakt_arena_free(arena);
}

static void expect_ok(vakt_status status)
{
    if (status == VAKT_OK)
        return;
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *d = vakt_report_at(report, i);
        fprintf(stderr, "%d:%d: %s: %s\n", d->place.line, d->place.column,
                d->place.path ? d->place.path : "", d->text);
    }
    ck_abort_msg("%s", vakt_status_meaning(status));
}

static size_t counter;

static const char *new_text(const char *prefix)
{
    char text[64];
    snprintf(text, sizeof text, "%s%zu", prefix, ++counter);
    char *copy = vakt_arena_strdup(arena, text);
    ck_assert_ptr_nonnull(copy);
    return copy;
}

static int last_row(const char *const *words)
{
    int n = 0;
    while (words[n + 1])
        n++;
    return n;
}

static int64_t other_int(const vakt_field *f)
{
    int64_t none;
    bool defaults_to_max =
        f->default_text && vakt_parse_int(f->default_text, &none) && none == f->max;
    return f->min == 0 && f->max == 0 ? -12345 : defaults_to_max ? f->min : f->max;
}

static bool by_default(const vakt_field *f, const char *value)
{
    return f->default_text && strcmp(f->default_text, value) == 0;
}

/* Every field gets a value other than its default. */
static void fill(const vakt_record *record, char *data)
{
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *f = &record->fields[i];
        void *at = data + f->offset;
        switch (f->type) {
        case VAKT_T_STRING:
            *(const char **)at = new_text("blåbær & <\"ærlig\"> ");
            break;
        case VAKT_T_ID:
            *(const char **)at = new_text("a.b_c-D:");
            break;
        case VAKT_T_INT:
            *(int64_t *)at = other_int(f);
            break;
        case VAKT_T_BOOL:
            *(bool *)at = !by_default(f, "true");
            break;
        case VAKT_T_FLAG:
            *(int *)at = (int)(++counter % 2);
            break;
        case VAKT_T_DATE:
            *(vakt_day *)at = 20000 + (vakt_day)(++counter % 1000);
            break;
        case VAKT_T_CLOCK:
            *(int *)at = (int)(++counter % 24) * 60 + 1;
            break;
        case VAKT_T_TIME:
            *(vakt_minute *)at = 30000000 + (vakt_minute)++counter;
            break;
        case VAKT_T_ENUM:
            *(int *)at = by_default(f, f->words[last_row(f->words)]) ? 0 : last_row(f->words);
            break;
        case VAKT_T_SET:
            *(uint32_t *)at = UINT32_C(1) | UINT32_C(1) << last_row(f->words);
            break;
        case VAKT_T_IDS: {
            const char **ids = vakt_arena_alloc(arena, 2, sizeof *ids);
            ids[0] = new_text("z");
            ids[1] = new_text("y");
            *(const char *const **)at = ids;
            *(size_t *)(void *)(data + f->offset_count) = 2;
            break;
        }
        case VAKT_T_RECORD:
            fill(f->record, at);
            *(bool *)(void *)(data + f->offset_count) = true;
            break;
        case VAKT_T_RECORDS: {
            char *items = vakt_arena_alloc(arena, 2, f->record->size);
            fill(f->record, items);
            fill(f->record, items + f->record->size);
            *(void **)at = items;
            *(size_t *)(void *)(data + f->offset_count) = 2;
            break;
        }
        }
    }
}

static bool same(const vakt_record *record, const char *a, const char *b);

static bool same_field(const vakt_field *f, const char *a, const char *b)
{
    const void *p = a + f->offset, *q = b + f->offset;
    size_t n = 0, m = 0;
    if (f->type == VAKT_T_IDS || f->type == VAKT_T_RECORDS) {
        n = *(const size_t *)(const void *)(a + f->offset_count);
        m = *(const size_t *)(const void *)(b + f->offset_count);
    }
    switch (f->type) {
    case VAKT_T_STRING:
    case VAKT_T_ID:
        return strcmp(*(const char *const *)p, *(const char *const *)q) == 0;
    case VAKT_T_INT:
    case VAKT_T_TIME:
        return memcmp(p, q, sizeof(int64_t)) == 0;
    case VAKT_T_BOOL:
        return *(const bool *)p == *(const bool *)q;
    case VAKT_T_FLAG:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_ENUM:
    case VAKT_T_SET:
        return memcmp(p, q, sizeof(int)) == 0;
    case VAKT_T_IDS:
        for (size_t i = 0; n == m && i < n; i++)
            if (strcmp((*(const char *const *const *)p)[i], (*(const char *const *const *)q)[i]))
                return false;
        return n == m;
    case VAKT_T_RECORD:
        return a[f->offset_count] == b[f->offset_count] && same(f->record, p, q);
    case VAKT_T_RECORDS:
        for (size_t i = 0; n == m && i < n; i++)
            if (!same(f->record, *(const char *const *)p + i * f->record->size,
                      *(const char *const *)q + i * f->record->size))
                return false;
        return n == m;
    }
    return false;
}

static bool same(const vakt_record *record, const char *a, const char *b)
{
    for (size_t i = 0; i < record->n_fields; i++)
        if (!same_field(&record->fields[i], a, b)) {
            fprintf(stderr, "%s.%s differs\n", record->name, record->fields[i].name);
            return false;
        }
    return true;
}

START_TEST(a_full_problem_survives_both_syntaxes)
{
    vakt_problem full = {0}, *back = NULL;
    vakt_doc *doc = NULL;
    vakt_text json, xml, again;
    vakt_text_init(&json, VAKT_TEXT_CAP);
    vakt_text_init(&xml, VAKT_TEXT_CAP);
    vakt_text_init(&again, VAKT_TEXT_CAP);
    fill(&vakt_problem_record, (char *)&full);
    expect_ok(vakt_problem_write_json(&full, &json));
    expect_ok(vakt_problem_write_xml(&full, &xml));
    ck_assert_ptr_nonnull(strstr(xml.bytes, "<problem xmlns=\"urn:vaktplan:problem:1\""));

    expect_ok(vakt_problem_read_bytes("a.json", json.bytes, json.length, arena, report, &doc,
                                      &back));
    ck_assert(same(&vakt_problem_record, (const char *)&full, (const char *)back));
    ck_assert_ptr_eq(back->source, doc->root);
    expect_ok(vakt_problem_write_xml(back, &again));
    ck_assert_str_eq(again.bytes, xml.bytes);
    vakt_doc_free(doc);

    vakt_text_done(&again);
    expect_ok(vakt_problem_read_bytes("a.xml", xml.bytes, xml.length, arena, report, &doc, &back));
    ck_assert(same(&vakt_problem_record, (const char *)&full, (const char *)back));
    expect_ok(vakt_problem_write_json(back, &again));
    ck_assert_str_eq(again.bytes, json.bytes);
    vakt_doc_free(doc);
    vakt_text_done(&json);
    vakt_text_done(&xml);
    vakt_text_done(&again);
}
END_TEST

START_TEST(a_full_roster_survives_both_syntaxes)
{
    vakt_roster_doc full = {0}, *back = NULL;
    vakt_doc *doc = NULL;
    vakt_text json, xml;
    vakt_text_init(&json, VAKT_TEXT_CAP);
    vakt_text_init(&xml, VAKT_TEXT_CAP);
    fill(&vakt_roster_record, (char *)&full);
    expect_ok(vakt_roster_doc_write_json(&full, &json));
    expect_ok(vakt_roster_doc_write_xml(&full, &xml));
    ck_assert_ptr_nonnull(strstr(xml.bytes, "<roster xmlns=\"urn:vaktplan:roster:1\""));
    expect_ok(vakt_roster_doc_read_bytes("a.json", json.bytes, json.length, arena, report, &doc,
                                         &back));
    ck_assert(same(&vakt_roster_record, (const char *)&full, (const char *)back));
    vakt_doc_free(doc);
    expect_ok(vakt_roster_doc_read_bytes("a.xml", xml.bytes, xml.length, arena, report, &doc,
                                         &back));
    ck_assert(same(&vakt_roster_record, (const char *)&full, (const char *)back));
    vakt_doc_free(doc);
    vakt_text_done(&json);
    vakt_text_done(&xml);
}
END_TEST

START_TEST(schemas_are_produced)
{
    vakt_status (*const producers[])(vakt_text *) = {
        vakt_problem_json_schema,    vakt_problem_xsd,    vakt_problem_reference,
        vakt_roster_doc_json_schema, vakt_roster_doc_xsd, vakt_roster_doc_reference};
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    for (size_t i = 0; i < sizeof producers / sizeof *producers; i++) {
        size_t before = text.length;
        expect_ok(producers[i](&text));
        ck_assert_uint_gt(text.length, before + 1000);
    }
    vakt_text_done(&text);
}
END_TEST

/* ---- defaults ---- */

static vakt_problem *read_problem(const char *text, vakt_doc **ret_doc)
{
    vakt_problem *problem = NULL;
    expect_ok(vakt_problem_read_bytes("p", text, strlen(text), arena, report, ret_doc, &problem));
    return problem;
}

START_TEST(what_is_left_out_has_its_default)
{
    vakt_doc *doc = NULL;
    const vakt_problem *p = read_problem(
        "{\"version\": 1, \"id\": \"p\", \"from\": \"2027-01-01\", \"to\": \"2027-01-31\","
        "\"cover\": [{\"id\": \"c\", \"layer\": \"primary\", \"start\": \"16:00\","
        " \"end\": \"08:00\", \"least\": 1}],"
        "\"shift_types\": [{\"id\": \"N\", \"layer\": \"primary\", \"start\": \"23:00\","
        " \"end\": \"08:00\"}],"
        "\"doctors\": [{\"id\": \"d\", \"position\": \"gp\", \"absences\": [{\"from\":"
        " \"2027-01-02\"}], \"wishes\": [{\"id\": \"w\", \"want\": \"off\", \"level\": 3}]}],"
        "\"rules\": [{\"rule\": \"rest\"}], \"law_profiles\": [{}]}",
        &doc);
    ck_assert(!p->settings.given && !p->district.given && !p->history.given && !p->invented);
    ck_assert_int_eq(p->settings.duty_day_start, 8 * 60);
    ck_assert_int_eq(p->settings.weekend_from_day, VAKT_WD_FRI);
    ck_assert_int_eq(p->settings.weekend_from, 16 * 60);
    ck_assert_int_eq(p->settings.weekend_to_day, VAKT_WD_MON);
    ck_assert_int_eq(p->settings.weekend_to, 8 * 60);
    ck_assert_int_eq(p->settings.night_from, 23 * 60);
    ck_assert_int_eq(p->settings.night_to, 7 * 60);
    ck_assert_int_eq(p->settings.eve_from, 15 * 60);
    ck_assert_uint_eq(p->settings.day_classes, 1u << VAKT_DAYBIT_RED);
    ck_assert_int_eq(p->settings.standby_divisor, 7);
    ck_assert_int_eq(p->settings.join_min, 120);
    ck_assert_int_eq(p->district.vacancy_burden, VAKT_BURDEN_ALL);
    ck_assert_int_eq(p->district.exemption_burden, VAKT_BURDEN_ALL);

    ck_assert_uint_eq(p->cover[0].days, 1u << VAKT_DAYBIT_ALL);
    ck_assert_uint_eq(p->cover[0].next_days, 1u << VAKT_DAYBIT_ALL);
    ck_assert_int_eq(p->cover[0].wanted, VAKT_UNSET);
    ck_assert_int_eq(p->cover[0].price, 1);
    ck_assert_ptr_null(p->cover[0].site);
    ck_assert_int_eq(p->cover[0].from, VAKT_DAY_NONE);

    const vakt_shift_type *s = &p->shift_types[0];
    ck_assert(s->legevakt && s->counts_as_cover && !s->follow && !s->only_when_needed);
    ck_assert(s->out_of_hours == -1 && s->may_back == -1 && s->profile == -1);
    ck_assert(s->presence == VAKT_PRESENT && s->load_class == VAKT_LOAD_AUTO);
    ck_assert(s->meets_job == VAKT_JOB_BLOCKS && s->open_to == 0);
    ck_assert(s->more_days == 0 && s->load == 1 && s->price == 1 && s->least == 1);
    ck_assert(s->wanted == VAKT_UNSET && s->duty_class == VAKT_UNSET);
    ck_assert_uint_eq(s->next_days, 1u << VAKT_DAYBIT_ALL);

    const vakt_doctor *d = &p->doctors[0];
    ck_assert(d->share_pct == 100 && d->profile == VAKT_PROFILE_SFS && !d->placeholder);
    ck_assert(!d->agency.given && !d->experience.given && !d->counting.given);
    ck_assert(d->absences[0].percent == 100 && d->absences[0].reduces_share);
    ck_assert(!d->absences[0].may_be_asked && !d->absences[0].day_before);
    ck_assert(d->wishes[0].every == 1 && d->wishes[0].weeks == VAKT_WEEKS_ALL);
    ck_assert_uint_eq(d->wishes[0].weekdays, 0);

    ck_assert_int_eq(p->rules[0].rule, VAKT_RULE_rest);
    ck_assert_int_eq(p->rules[0].mode, VAKT_MODE_DEFAULT);
    ck_assert(p->rules[0].minutes == VAKT_UNSET && p->rules[0].measure == -1);
    ck_assert(p->law_profiles[0].backup_rule);
    ck_assert_int_eq(p->law_profiles[0].competence, VAKT_COMPETENCE_LAW);
    vakt_doc_free(doc);
}
END_TEST

START_TEST(a_given_empty_settings_element_has_all_defaults)
{
    vakt_doc *doc = NULL;
    const vakt_problem *p = read_problem("<problem version=\"1\" id=\"p\" from=\"2027-01-01\" "
                                         "to=\"2027-01-31\"><settings day_classes=\"\"/></problem>",
                                         &doc);
    ck_assert(p->settings.given);
    ck_assert_uint_eq(p->settings.day_classes, 0);
    ck_assert_int_eq(p->settings.night_from, 23 * 60);
    vakt_doc_free(doc);
}
END_TEST

START_TEST(a_roster_by_hand_is_short)
{
    const char *text = "{\"version\": 1, \"problem\": \"p\", \"from\": \"2027-01-01\","
                       " \"to\": \"2027-01-31\", \"assignments\": [{\"duty\": \"N:2027-01-01\","
                       " \"doctor\": \"d\"}]}";
    vakt_roster_doc *roster = NULL;
    vakt_doc *doc = NULL;
    expect_ok(vakt_roster_doc_read_bytes("r", text, strlen(text), arena, report, &doc, &roster));
    ck_assert_uint_eq(roster->n_assignments, 1);
    ck_assert_int_eq(roster->assignments[0].layer, -1);
    ck_assert_int_eq(roster->assignments[0].start, VAKT_UNSET);
    ck_assert_int_eq(roster->status.state, VAKT_STATE_DRAFT);
    ck_assert(roster->stopped_by == -1 && roster->result == -1 && !roster->verified);
    vakt_doc_free(doc);
}
END_TEST

/* ---- mistakes ---- */

static const char *message(size_t i)
{
    ck_assert_uint_lt(i, vakt_report_count(report));
    return vakt_report_at(report, i)->text;
}

START_TEST(another_document_is_told_in_one_message)
{
    static const char *const rosters[] = {
        "{\"version\": 1, \"problem\": \"p\", \"from\": \"2027-01-01\", \"to\": \"2027-01-31\","
        " \"assignments\": []}",
        "<roster version=\"1\" problem=\"p\" from=\"2027-01-01\" to=\"2027-01-31\"/>"};
    const char *text = rosters[_i];
    vakt_problem *problem = NULL;
    vakt_doc *doc = NULL;
    vakt_status status =
        vakt_problem_read_bytes("r", text, strlen(text), arena, report, &doc, &problem);
    ck_assert_int_eq(status, VAKT_E_INPUT);
    ck_assert(!doc && !problem);
    ck_assert_uint_eq(vakt_report_count(report), 1);
    ck_assert_ptr_nonnull(strstr(message(0), "roster"));
    ck_assert_ptr_nonnull(strstr(message(0), "problem"));

    const char *wanted = "{\"version\": 1, \"id\": \"p\", \"doctors\": []}";
    vakt_roster_doc *roster = NULL;
    status = vakt_roster_doc_read_bytes("p", wanted, strlen(wanted), arena, report, &doc, &roster);
    ck_assert_int_eq(status, VAKT_E_INPUT);
    ck_assert_ptr_null(roster);
    ck_assert_str_eq(message(1), "found a problem document, expected a roster document");
}
END_TEST

START_TEST(all_mistakes_come_in_one_go)
{
    const char *text = "{\"version\": 2, \"id\": \"p\", \"from\": \"2027-02-30\","
                       " \"doctors\": [{\"id\": \"d\", \"share_pct\": 300, \"positon\": \"gp\"}],"
                       " \"calendar\": [{\"date\": \"2027-01-01\", \"day_class\": \"weekday\"}],"
                       " \"blocks\": [{\"id\": \"b\", \"shift_types\": [], \"weekdays\": []}]}";
    vakt_problem *problem = NULL;
    vakt_doc *doc = NULL;
    vakt_status status =
        vakt_problem_read_bytes("p", text, strlen(text), arena, report, &doc, &problem);
    ck_assert_int_eq(status, VAKT_E_INPUT);
    ck_assert(!doc && !problem);
    static const char *const paths[] = {"version",
                                        "from",
                                        "doctors[0].share_pct",
                                        "doctors[0].positon",
                                        "calendar[0].day_class",
                                        "blocks[0].shift_types",
                                        "blocks[0].weekdays"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        bool found = false;
        for (size_t k = 0; k < vakt_report_count(report); k++) {
            const char *path = vakt_report_at(report, k)->place.path;
            found = found || (path && strcmp(path, paths[i]) == 0);
        }
        ck_assert_msg(found, "nothing is said of %s", paths[i]);
    }
    ck_assert_uint_ge(vakt_report_count(report), 9); /* and `to` and `position` are missing */
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("problem_fields");
    TCase *rows = tcase_create("tables");
    tcase_add_loop_test(rows, every_byte_of_every_struct_is_a_field, 0, N_TABLES);
    tcase_add_loop_test(rows, every_member_has_a_field, 0, N_TABLES);
    tcase_add_test(rows, shortened_word_lists_keep_their_rows);
    suite_add_tcase(suite, rows);
    TCase *documents = tcase_create("documents");
    tcase_add_checked_fixture(documents, set_up, tear_down);
    tcase_add_test(documents, a_full_problem_survives_both_syntaxes);
    tcase_add_test(documents, a_full_roster_survives_both_syntaxes);
    tcase_add_test(documents, schemas_are_produced);
    tcase_add_test(documents, what_is_left_out_has_its_default);
    tcase_add_test(documents, a_given_empty_settings_element_has_all_defaults);
    tcase_add_test(documents, a_roster_by_hand_is_short);
    tcase_add_loop_test(documents, another_document_is_told_in_one_message, 0, 2);
    tcase_add_test(documents, all_mistakes_come_in_one_go);
    suite_add_tcase(suite, documents);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
