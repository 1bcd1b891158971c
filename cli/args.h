/*
 * The command line: one table of flags, from which come the parser, --help and `vaktplan options`.
 */
#ifndef VAKT_CLI_ARGS_H
#define VAKT_CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/report.h"
#include "base/status.h"

#define VAKT_MAX_OUTPUTS 16
#define VAKT_MAX_POSITIONAL 32
#define VAKT_MAX_SWEEPS 2

/* Commands, as bits, that a flag goes with. */
#define VAKT_COMMANDS(C)                                                                           \
    C(solve, "PROBLEM [ROSTER]", "lag en vaktplan")                                                \
    C(check, "PROBLEM ROSTER", "kontroller en vaktplan mot reglene")                               \
    C(cover, "PROBLEM ROSTER DUTY", "hvem kan ta denne vakten")                                    \
    C(diff, "ROSTER ROSTER | BOOK [REV REV]", "hva som er endret mellom to vaktplaner")                             \
    C(publish, "PROBLEM ROSTER BOOK", "gjør en vaktplan til en vaktbok")                           \
    C(rebuild, "BOOK | PROBLEM ROSTER", "ta dagens endringer inn i vaktboka; med en plan: det minste som må endres")                                 \
    C(log, "BOOK", "hvem som har hatt hva, når og hvorfor")                                        \
    C(restore, "BOOK REVISION", "ta en tidligere vaktplan tilbake")                                \
    C(explain, "PROBLEM [ROSTER]", "hvorfor det ikke går opp, og hvorfor meg")                     \
    C(norms, "[PROBLEM] [ROSTER]", "anbefalt legebemanning mot den faktiske, § 4-dager, tellende vakter") \
    C(whatif, "BASE [SCENARIO...]", "sammenlign en plan med det som kunne vært annerledes")            \
    C(calendar, "YEAR", "helligdager og klokkeskifter")                                            \
    C(new, "", "skriv et utkast til problemdokument")                                              \
    C(convert, "FILE", "gjør om mellom JSON, XML og CSV")                                          \
    C(schema, "problem|roster|scenario|changes|standing|whatif|explanation|why|norms", "skriv skjemaet for et dokument")                                  \
    C(options, "", "vis regler, valg og koder")

enum {
#define VAKT_COMMAND_INDEX(name, usage, help) VAKT_COMMAND_INDEX_##name,
    VAKT_COMMANDS(VAKT_COMMAND_INDEX)
#undef VAKT_COMMAND_INDEX
        VAKT_N_COMMANDS
};
enum {
#define VAKT_COMMAND_BIT(name, usage, help) VAKT_CMD_##name = 1 << VAKT_COMMAND_INDEX_##name,
    VAKT_COMMANDS(VAKT_COMMAND_BIT)
#undef VAKT_COMMAND_BIT
        VAKT_CMD_ALL = (1 << VAKT_N_COMMANDS) - 1
};

/* INT(field, flag, commands, least, most, default, unit, help)
 * TEXT(field, flag, commands, argument, help)   SWITCH(field, flag, commands, help) */
#define VAKT_FLAGS(INT, TEXT, SWITCH)                                                              \
    TEXT(format, "format", VAKT_CMD_ALL, "FORMAT", "json, xml, csv, text ...: går foran filendelsen") \
    INT(time_limit_s, "time-limit", VAKT_CMD_rebuild | VAKT_CMD_restore | VAKT_CMD_solve | VAKT_CMD_explain | VAKT_CMD_whatif, 0, 1000000, 60, "sekunder", "stopp etter så lang tid (whatif: 30 for hver plan); 0 = ingen grense") \
    INT(work, "work", VAKT_CMD_publish | VAKT_CMD_rebuild | VAKT_CMD_restore | VAKT_CMD_solve | VAKT_CMD_explain | VAKT_CMD_whatif, 0, INT64_MAX, 0, "arbeid", "stopp etter så mye talt arbeid; 0 = ingen grense. Gjenskaper en stanset kjøring") \
    INT(seed, "seed", VAKT_CMD_solve | VAKT_CMD_whatif, 0, INT64_MAX, 1, "", "frø for søket") \
    INT(threads, "threads", VAKT_CMD_whatif, 0, 16, 0, "tråder", "løs så mange planer om gangen; 0 = som maskinen har kjerner, høyst 4. Svaret er det samme") \
    TEXT(engine, "engine", VAKT_CMD_solve, "auto|compact|colgen", "hvordan nivåene bevises; auto: etter målt avstand") \
    TEXT(hold, "hold", VAKT_CMD_solve, "A/B", "modellen (mps) er nivået etter disse, som holdes på verdiene; tomt: nivå 0. Uten: alle nivåer i én sum, der den er nøyaktig") \
    INT(population, "population", VAKT_CMD_norms | VAKT_CMD_new, 1, 10000000, 0, "innbyggere", "innbyggere i vaktdistriktet") \
    INT(doctor_count, "doctor-count", VAKT_CMD_new, 1, 500, 0, "leger", "antall leger i utkastet") \
    TEXT(from, "from", VAKT_CMD_new, "DATE", "første dag i perioden") \
    TEXT(to, "to", VAKT_CMD_new, "DATE", "siste dag i perioden") \
    TEXT(doctors_csv, "doctors", VAKT_CMD_convert | VAKT_CMD_new, "FILE", "CSV med leger som legges til eller oppdateres; i new erstatter de N.N.") \
    TEXT(leave_csv, "leave", VAKT_CMD_convert | VAKT_CMD_new, "FILE", "CSV med fravær") \
    TEXT(wishes_csv, "wishes", VAKT_CMD_convert | VAKT_CMD_new, "FILE", "CSV med ønsker") \
    TEXT(history_csv, "history", VAKT_CMD_convert | VAKT_CMD_new, "FILE", "CSV med vaktene før perioden") \
    TEXT(roster, "roster", VAKT_CMD_whatif, "FILE", "planen dere har (json, xml, csv), som en kolonne til") \
    TEXT(sweep, "sweep", VAKT_CMD_whatif, "QUANTITY=FROM..TO[:STEP]", "varier én størrelse, eller to når flagget gis to ganger: gp, employed, lis1, locum, volunteer, other, alone, backup, needs-backup, cap, nights (begge på 28 dager), volunteer-share, profile=A,B, law=A,B") \
    INT(levels, "levels", VAKT_CMD_whatif, 1, 6, 1, "nivåer", "så mange nivåer løses i hvert punkt av --sweep; 1 = ledige vakter og udekket tid") \
    SWITCH(cold, "cold", VAKT_CMD_whatif, "løs hvert punkt av --sweep uten det som er kjent fra de andre, for å måle") \
    SWITCH(price_rules, "price-rules", VAKT_CMD_whatif, "hva hver regel koster: planen uten den") \
    SWITCH(one_more, "one-more", VAKT_CMD_whatif, "hva én lege til av hvert slag er verdt") \
    TEXT(state, "state", VAKT_CMD_solve, "STATE", "draft, discussed eller published i vaktplanens status") \
    TEXT(state_date, "date", VAKT_CMD_solve, "DATE", "datoen for statusen") \
    TEXT(state_by, "by", VAKT_CMD_solve | VAKT_CMD_publish | VAKT_CMD_rebuild | VAKT_CMD_restore, "NAME", "hvem som satte statusen, publiserer, pålegger eller tar tilbake") \
    TEXT(problem_for, "problem", VAKT_CMD_convert | VAKT_CMD_diff, "FILE", "problemet som en vaktplan i CSV hører til; i diff gir det navn på leger og vakter") \
    TEXT(now, "now", VAKT_CMD_publish | VAKT_CMD_rebuild | VAKT_CMD_restore | VAKT_CMD_cover | VAKT_CMD_diff, "TIME", "klokka nå, norsk tid: 2026-12-24T18:00; publish, rebuild og restore leser ellers klokka") \
    TEXT(book, "book", VAKT_CMD_cover, "BOOK", "boken vaktplanen er fra: hvem som sist ble pålagt en vakt") \
    SWITCH(dry_run, "dry-run", VAKT_CMD_rebuild | VAKT_CMD_restore, "vis hva som ville skjedd, og skriv ingenting") \
    TEXT(policy, "policy", VAKT_CMD_publish | VAKT_CMD_rebuild, "POLICY", "publish, rebuild: propose, fill_open eller repair, hva som publiseres uten at noen har bedt om det; de to siste krever --by. rebuild PROBLEM ROSTER: nobody_unasked, fill_open eller free, hvem som kan få endringer uten å ha bedt om det; free: alle vakter som ikke har begynt") \
    TEXT(schema_kind, "kind", VAKT_CMD_schema, "json|xsd|reference", "hvilket skjema; ellers etter --format eller filendelse") \
    TEXT(against, "against", VAKT_CMD_check, "ROSTER", "sett vaktplanen ved siden av denne, i teksten") \
    TEXT(why_duty, "duty", VAKT_CMD_log | VAKT_CMD_explain, "DUTY", "vakten det spørres om") \
    TEXT(why_doctor, "doctor", VAKT_CMD_log | VAKT_CMD_explain, "DOCTOR", "legen det spørres om") \
    SWITCH(for_manager, "for-manager", VAKT_CMD_explain, "si også hvorfor kolleger ikke er tilgjengelige; bare for vaktansvarlig") \
    SWITCH(no_names, "no-names", VAKT_CMD_norms, "uten navn på legene: kan legges fram i et åpent møte") \
    SWITCH(quiet, "quiet", VAKT_CMD_ALL, "bare feil og resultatlinjen på stderr") \
    SWITCH(no_progress, "no-progress", VAKT_CMD_solve | VAKT_CMD_explain | VAKT_CMD_whatif, "ingen framdriftslinjer")

typedef struct vakt_output {
    const char *path;   /* "-" = standard output */
    const char *format; /* json, xml, csv ...: from --format or the extension; "" = not told */
} vakt_output;

typedef struct vakt_args {
    const char *command;
    const char *positional[VAKT_MAX_POSITIONAL];
    size_t n_positional;
    vakt_output outputs[VAKT_MAX_OUTPUTS];
    size_t n_outputs; /* 0: nothing named, write to standard output */
    const char *sweeps[VAKT_MAX_SWEEPS]; /* every --sweep */
    size_t n_sweeps;
#define VAKT_ARG_INT(field, flag, commands, least, most, by_default, unit, help)                   \
    int64_t field;                                                                                 \
    bool field##_given;
#define VAKT_ARG_TEXT(field, flag, commands, argument, help) const char *field;
#define VAKT_ARG_SWITCH(field, flag, commands, help) bool field;
    VAKT_FLAGS(VAKT_ARG_INT, VAKT_ARG_TEXT, VAKT_ARG_SWITCH)
#undef VAKT_ARG_INT
#undef VAKT_ARG_TEXT
#undef VAKT_ARG_SWITCH
} vakt_args;

/* argv[0] is the command. Prints what is wrong to stderr and returns VAKT_E_USAGE. --help prints to
 * stdout and returns VAKT_OK with *ret_help set. */
VAKT_MUST_USE vakt_status vakt_args_parse(int argc, char **argv, vakt_args *ret_args,
                                          bool *ret_help);
/* One line per flag of the command (index), for --help and `options`. */
void vakt_args_print_help(int command);

/* The positional arguments must be least..most in number; says so otherwise. */
VAKT_MUST_USE vakt_status vakt_args_count(const vakt_args *args, size_t least, size_t most);

#define VAKT_COMMAND_PROTOTYPE(name, usage, help) vakt_status vakt_cmd_##name(const vakt_args *args);
VAKT_COMMANDS(VAKT_COMMAND_PROTOTYPE)
#undef VAKT_COMMAND_PROTOTYPE

#endif
