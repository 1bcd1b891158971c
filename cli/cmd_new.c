/* vaktplan new: a draft problem for a population, by the recommended staffing of its band. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "io/csv_in.h"
#include "norms/norms.h"

/*
 * What the band recommends as shift types. `weekly` counts the primary duties of a week: n-delt of
 * primary duty then takes n * weekly / 7 doctors.
 *
 * Where nights are present the surgery ends at 15:00, so that there are 8 hours to a night at
 * 23:00 (SFS 2305 punkt 7.4); after the night it stays closed (yields).
 */
typedef struct draft {
    const char *job_end;
    int weekly;
    const char *cover, *shift_types, *blocks;
} draft;

#define WEEKDAYS "[\"mon\", \"tue\", \"wed\", \"thu\"]"
#define WEEKEND "[\"fri\", \"sat\", \"sun\"]"
#define ALL_DAY(id, name, layer, load_class, days)                                                 \
    "{\"id\": \"" id "\", \"name\": \"" name "\", \"layer\": \"" layer "\","                       \
    " \"start\": \"08:00\", \"end\": \"08:00\", \"days\": " days ", \"presence\": \"home\","       \
    " \"meets_job\": \"overlaps\", \"load_class\": \"" load_class "\"}"
#define BLOCK(id, name, types)                                                                     \
    "{\"id\": \"" id "\", \"name\": \"" name "\", \"shift_types\": " types ", \"weekdays\": "      \
    WEEKEND "}"
#define COVER(id, layer, days, start, end, least)                                                  \
    "{\"id\": \"" id "\", \"layer\": \"" layer "\", \"days\": " days ", \"start\": \"" start       \
    "\", \"end\": \"" end "\", \"least\": " least "}"
#define SHIFT(id, name, layer, days, start, end, least, more)                                      \
    "{\"id\": \"" id "\", \"name\": \"" name "\", \"layer\": \"" layer "\", \"days\": " days       \
    ", \"start\": \"" start "\", \"end\": \"" end "\", \"least\": " least more "}"

#define SMALL_COVER COVER("hele-dognet", "primary", "[\"all\"]", "08:00", "08:00", "1")
#define SMALL_TYPES                                                                                \
    ALL_DAY("hverdag", "Døgnvakt hverdag", "primary", "weekday", WEEKDAYS)                         \
    ", " ALL_DAY("helg", "Døgnvakt helg", "primary", "weekend", WEEKEND)                           \
    ", " ALL_DAY("hoytid", "Døgnvakt helligdag", "primary", "red", "[\"red\"]")
#define SMALL_BLOCKS BLOCK("samlet-helg", "Samlet helg", "[\"helg\", \"hoytid\"]")
#define FREE_DAYS "[\"sat\", \"sun\", \"red\"]"
#define MOST_COVER(night, day)                                                                     \
    COVER("dag", "day", "[\"weekday\"]", "08:00", "16:00", day)                                    \
    ", " COVER("fridag", "primary", FREE_DAYS, "08:00", "16:00", "2")                              \
    ", " COVER("kveld", "primary", "[\"all\"]", "16:00", "23:00", "2")                             \
    ", " COVER("natt", "primary", "[\"all\"]", "23:00", "08:00", night)
#define MOST_TYPES(night, day)                                                                     \
    SHIFT("dag", "Dagberedskap", "day", "[\"weekday\"]", "08:00", "16:00", day,                    \
          ", \"meets_job\": \"inside\"")                                                           \
    ", " SHIFT("fridag", "Dagvakt helg og helligdag", "primary", FREE_DAYS, "08:00", "16:00",      \
               "2", "")                                                                            \
    ", " SHIFT("kveld", "Kveldsvakt", "primary", "[\"all\"]", "16:00", "23:00", "2", "")           \
    ", " SHIFT("natt", "Nattevakt", "primary", "[\"all\"]", "23:00", "08:00", night,               \
               ", \"meets_job\": \"yields\"")

static const draft one_doctor = {"15:30", 7, SMALL_COVER, SMALL_TYPES, SMALL_BLOCKS};
static const draft with_backup = {
    "15:30", 7,
    SMALL_COVER ", " COVER("bakvakt", "backup", "[\"all\"]", "08:00", "08:00", "1"),
    SMALL_TYPES ", " ALL_DAY("bak-hverdag", "Bakvakt hverdag", "backup", "backup", WEEKDAYS) ", "
        ALL_DAY("bak-helg", "Bakvakt helg", "backup", "backup", WEEKEND) ", "
        ALL_DAY("bak-hoytid", "Bakvakt helligdag", "backup", "backup", "[\"red\"]"),
    SMALL_BLOCKS ", " BLOCK("samlet-bakvakt", "Samlet helg, bakvakt",
                            "[\"bak-helg\", \"bak-hoytid\"]")};
static const draft two_until_23 = {
    "15:00", 5 * 3 + 2 * 5,
    MOST_COVER("1", "1") ", " COVER("bakvakt", "backup", "[\"all\"]", "23:00", "08:00", "1"),
    MOST_TYPES("1", "1") ", " SHIFT("bak", "Bakvakt natt", "backup", "[\"all\"]", "23:00", "08:00",
                                    "1", ", \"presence\": \"home\", \"meets_job\": \"overlaps\""),
    ""};
static const draft two_always = {"15:00", 5 * 4 + 2 * 6, MOST_COVER("2", "2"),
                                 MOST_TYPES("2", "2"), ""};

static const draft *draft_of(const vakt_norm_band *band)
{
    return band->two_always      ? &two_always
           : band->two_until_23  ? &two_until_23
           : band->backup_always ? &with_backup
                                 : &one_doctor;
}

typedef struct making {
    const vakt_args *args;
    vakt_report *report;
    vakt_day from, to;
    const vakt_norm_band *band;
    const draft *draft;
    int64_t n_doctors;
} making;

static void add_note(const making *m, vakt_text *text)
{
    int64_t n = m->band->n_primary, needed = (n * m->draft->weekly + 6) / 7;
    vakt_text_addf(text,
                   ", \"note\": \"Utkast etter innbyggertallet. Plassholdere som må rettes: "
                   "kommunen, legene (N.N., satt opp som spesialister med begge kurs), "
                   "kontortidene, vakttypene og klokkeslettene. %lld-delt primærvakt",
                   (long long)n);
    if (m->band->n_total > 0)
        vakt_text_addf(text, ", samlet %lld-delt (kan leses på to måter, og er ikke lagt inn som "
                             "regel)", (long long)m->band->n_total);
    vakt_text_addf(text,
                   ": " VAKT_NORM_SOURCE ". Det er en anbefaling. Med vakttypene her tar det minst "
                   "%lld leger; utkastet har %lld. " VAKT_NORM_SFS_UNKNOWN "\"",
                   (long long)needed, (long long)m->n_doctors);
}

static void add_doctors(const making *m, vakt_text *text)
{
    vakt_text_add(text, ", \"doctors\": [");
    for (int64_t i = 1; i <= m->n_doctors; i++)
        vakt_text_addf(text,
                       "%s{\"id\": \"lege-%lld\", \"name\": \"N.N. %lld\", \"placeholder\": true,"
                       " \"position\": \"gp\", \"municipality\": \"kommune-1\", \"has\": "
                       "[\"authorisation\", \"specialist_gp\", \"course_acute\", "
                       "\"course_violence\"], \"day_jobs\": [{\"weekdays\": [\"mon\", \"tue\", "
                       "\"wed\", \"thu\", \"fri\"], \"start\": \"08:00\", \"end\": \"%s\"}]}",
                       i > 1 ? ", " : "", (long long)i, (long long)i, m->draft->job_end);
    vakt_text_add(text, "]");
}

static void add_problem(const making *m, vakt_text *text)
{
    char from[11], to[11];
    int64_t n = m->band->n_primary;
    vakt_day_format(m->from, from);
    vakt_day_format(m->to, to);
    vakt_text_addf(text,
                   "{\"version\": 1, \"id\": \"utkast\", \"from\": \"%s\", \"to\": \"%s\","
                   " \"invented\": true, \"title\": \"Utkast: legevakt for %lld innbyggere\"",
                   from, to, (long long)m->args->population);
    add_note(m, text);
    vakt_text_addf(text,
                   ", \"district\": {\"id\": \"distrikt\", \"name\": \"Legevaktdistriktet\","
                   " \"municipalities\": [{\"id\": \"kommune-1\", \"name\": \"Kommunen\","
                   " \"population\": %lld}]}, \"cover\": [%s], \"shift_types\": [%s],"
                   " \"blocks\": [%s]",
                   (long long)m->args->population, m->draft->cover, m->draft->shift_types,
                   m->draft->blocks);
    add_doctors(m, text);
    vakt_text_addf(text,
                   ", \"rules\": [{\"rule\": \"n_delt\", \"least\": %lld, \"weeks\": 12, \"note\":"
                   " \"%lld-delt primærvakt: " VAKT_NORM_SOURCE "\"},"
                   " {\"rule\": \"weekend_gap\", \"weeks\": %d, \"note\": \"Plassholder: frihelger "
                   "mellom vakthelger\"}]}",
                   (long long)n, (long long)n, n >= 4 && m->draft->weekly == 7 ? 2 : 1);
}

/* ---- the command ---- */

static bool take_day(const char *flag, const char *text, vakt_day *ret_day)
{
    if (text && vakt_day_parse(text, ret_day))
        return true;
    if (text)
        fprintf(stderr, "vaktplan new: error: --%s: found \"%s\", expected a date YYYY-MM-DD\n",
                flag, text);
    else
        fprintf(stderr, "vaktplan new: error: expected --%s DATE\n", flag);
    return false;
}

static bool take_args(making *m)
{
    const vakt_args *args = m->args;
    bool good = args->population_given;
    if (!good)
        fprintf(stderr, "vaktplan new: error: expected --population N\n");
    good = take_day("from", args->from, &m->from) && good;
    good = take_day("to", args->to, &m->to) && good;
    if (good && m->to < m->from) {
        fprintf(stderr, "vaktplan new: error: --to: found %s, expected a date on or after %s\n",
                args->to, args->from);
        return false;
    }
    if (!good)
        return false;
    m->band = vakt_norm_band_of(args->population);
    m->draft = draft_of(m->band);
    /* The municipality's own doctors come in place of those nobody has named. */
    m->n_doctors = args->doctor_count_given ? args->doctor_count
                   : args->doctors_csv      ? 0
                                            : m->band->n_primary;
    return true;
}

static vakt_status merge(const making *m, vakt_problem *problem, vakt_arena *arena)
{
    const char *const paths[] = {m->args->doctors_csv, m->args->leave_csv, m->args->wishes_csv,
                                 m->args->history_csv};
    static const vakt_csv_kind kinds[] = {VAKT_CSV_DOCTORS, VAKT_CSV_LEAVE, VAKT_CSV_WISHES,
                                          VAKT_CSV_HISTORY};
    vakt_status worst = VAKT_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        vakt_status status =
            paths[i] ? vakt_csv_merge(kinds[i], problem, arena, paths[i], m->report) : VAKT_OK;
        worst = status != VAKT_OK ? status : worst;
    }
    return worst;
}

static vakt_place no_place(void *context, const void *source, const char *field,
                           const char **ret_found)
{
    (void)context, (void)source;
    if (ret_found)
        *ret_found = NULL;
    return (vakt_place){.file = "utkast", .path = field};
}

static vakt_status write_draft(void *context, const char *format, vakt_text *text)
{
    const vakt_problem *problem = context;
    return strcmp(format, "xml") == 0 ? vakt_problem_write_xml(problem, text)
                                      : vakt_problem_write_json(problem, text);
}

/* As text and read back: so every field that is not said gets its absent value or default. */
static vakt_status run(making *m, vakt_arena *arena)
{
    static const char *const formats[] = {"json", "xml", NULL};
    vakt_status status = VAKT_E_NOMEM;
    vakt_text text;
    vakt_doc *doc = NULL;
    vakt_problem *problem = NULL;
    vakt_instance *instance = NULL;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    add_problem(m, &text);
    if (text.failed)
        goto done;
    VAKT_TRY(vakt_problem_read_bytes("utkast", text.bytes, text.length, arena, m->report, &doc,
                                     &problem));
    VAKT_TRY(merge(m, problem, arena));
    VAKT_TRY(vakt_instance_new(problem, no_place, NULL, m->report, &instance));
    status = vakt_outputs_write(m->args, formats, write_draft, problem, m->report);
done:
    vakt_instance_free(instance);
    vakt_doc_free(doc);
    vakt_text_done(&text);
    return status;
}

vakt_status vakt_cmd_new(const vakt_args *args)
{
    making m = {.args = args};
    vakt_status status = vakt_args_count(args, 0, 0);
    if (status != VAKT_OK)
        return status;
    if (!take_args(&m))
        return VAKT_E_USAGE;
    vakt_arena *arena = vakt_arena_new();
    m.report = vakt_report_new(200);
    status = arena && m.report ? run(&m, arena) : VAKT_E_NOMEM;
    if (m.report)
        vakt_print_report(m.report);
    vakt_report_free(m.report);
    vakt_arena_free(arena);
    return status;
}
