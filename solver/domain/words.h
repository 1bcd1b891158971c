/* The words that documents use for enumerable things. One row each; enum, word and Norwegian name
 * come from the same row. Order is part of the format of SETs: append only. */
#ifndef VAKT_DOMAIN_WORDS_H
#define VAKT_DOMAIN_WORDS_H

/*   id                      word            Norwegian */
#define VAKT_LAYERS(ROW)                                                                           \
    ROW(VAKT_LAYER_PRIMARY, "primary", "primærvakt")                                               \
    ROW(VAKT_LAYER_BACKUP, "backup", "bakvakt")                                                    \
    ROW(VAKT_LAYER_CAR, "car", "legevaktbil")                                                      \
    ROW(VAKT_LAYER_DAY, "day", "dagberedskap")                                                     \
    ROW(VAKT_LAYER_ROUNDS, "rounds", "tilsyn")
#define VAKT_PRESENCES(ROW)                                                                        \
    ROW(VAKT_PRESENT, "present", "tilstede")                                                       \
    ROW(VAKT_AT_HOME, "home", "hjemme")
#define VAKT_POSITIONS(ROW)                                                                        \
    ROW(VAKT_POSITION_GP, "gp", "fastlege")                                                        \
    ROW(VAKT_POSITION_EMPLOYED, "employed", "ansatt legevaktlege")                                 \
    ROW(VAKT_POSITION_LIS1, "lis1", "LIS1")                                                        \
    ROW(VAKT_POSITION_LOCUM, "locum", "vikar")                                                     \
    ROW(VAKT_POSITION_VOLUNTEER, "volunteer", "frivillig")                                         \
    ROW(VAKT_POSITION_OTHER, "other", "annen lege")
/* Bits of a set of days. The last three stand for several. `red` and `eve` count only when the
 * problem's day_classes names them; see vakt_instance_day_class. */
#define VAKT_DAYS(ROW)                                                                             \
    ROW(VAKT_DAYBIT_MON, "mon", "mandag")                                                          \
    ROW(VAKT_DAYBIT_TUE, "tue", "tirsdag")                                                         \
    ROW(VAKT_DAYBIT_WED, "wed", "onsdag")                                                          \
    ROW(VAKT_DAYBIT_THU, "thu", "torsdag")                                                         \
    ROW(VAKT_DAYBIT_FRI, "fri", "fredag")                                                          \
    ROW(VAKT_DAYBIT_SAT, "sat", "lørdag")                                                          \
    ROW(VAKT_DAYBIT_SUN, "sun", "søndag")                                                          \
    ROW(VAKT_DAYBIT_RED, "red", "helligdag")                                                       \
    ROW(VAKT_DAYBIT_EVE, "eve", "aften")                                                           \
    ROW(VAKT_DAYBIT_WEEKDAY, "weekday", "hverdag")                                                 \
    ROW(VAKT_DAYBIT_WEEKEND, "weekend", "helg")                                                    \
    ROW(VAKT_DAYBIT_ALL, "all", "alle dager")
#define VAKT_WEEKDAYS(ROW)                                                                         \
    ROW(VAKT_WD_MON, "mon", "mandag")                                                              \
    ROW(VAKT_WD_TUE, "tue", "tirsdag")                                                             \
    ROW(VAKT_WD_WED, "wed", "onsdag")                                                              \
    ROW(VAKT_WD_THU, "thu", "torsdag")                                                             \
    ROW(VAKT_WD_FRI, "fri", "fredag")                                                              \
    ROW(VAKT_WD_SAT, "sat", "lørdag")                                                              \
    ROW(VAKT_WD_SUN, "sun", "søndag")
/* Fairness classes; each duty has exactly one. */
#define VAKT_LOADS(ROW)                                                                            \
    ROW(VAKT_LOAD_WEEKDAY, "weekday", "hverdag")                                                   \
    ROW(VAKT_LOAD_NIGHT, "night", "natt")                                                          \
    ROW(VAKT_LOAD_WEEKEND, "weekend", "helg")                                                      \
    ROW(VAKT_LOAD_RED, "red", "helligdag")                                                         \
    ROW(VAKT_LOAD_BACKUP, "backup", "bakvakt")                                                     \
    ROW(VAKT_LOAD_AUTO, "auto", "etter regelen")
/* How a duty meets the doctor's day job. */
#define VAKT_MEETS_JOBS(ROW)                                                                       \
    ROW(VAKT_JOB_BLOCKS, "blocks", "kan ikke gå i kontortiden")                                    \
    ROW(VAKT_JOB_OVERLAPS, "overlaps", "går ved siden av kontoret")                                \
    ROW(VAKT_JOB_INSIDE, "inside", "er en del av kontordagen")                                     \
    ROW(VAKT_JOB_YIELDS, "yields", "kontoret stenger")
#define VAKT_BASES(ROW)                                                                            \
    ROW(VAKT_BASIS_POPULATION, "population", "innbyggere")                                         \
    ROW(VAKT_BASIS_POSITIONS, "positions", "legehjemler")                                          \
    ROW(VAKT_BASIS_LIST_LENGTH, "list_length", "listelengde")                                      \
    ROW(VAKT_BASIS_FIXED, "fixed", "fast andel")
#define VAKT_BURDENS(ROW)                                                                          \
    ROW(VAKT_BURDEN_OWN, "own", "egen kommune")                                                    \
    ROW(VAKT_BURDEN_ALL, "all", "alle kommuner")
#define VAKT_QUALIFICATIONS(ROW)                                                                   \
    ROW(VAKT_Q_AUTHORISATION, "authorisation", "autorisasjon")                                     \
    ROW(VAKT_Q_LICENCE, "licence", "lisens som lege")                                              \
    ROW(VAKT_Q_STUDENT_LICENCE, "student_licence", "studentlisens")                                \
    ROW(VAKT_Q_SPECIALIST, "specialist", "relevant spesialistgodkjenning")                         \
    ROW(VAKT_Q_SPECIALIST_GP, "specialist_gp", "spesialist i allmennmedisin")                      \
    ROW(VAKT_Q_EEA_GP, "eea_gp", "allmennlegeutdanning fra EØS eller Sveits")                      \
    ROW(VAKT_Q_IN_SPECIALISATION, "in_specialisation", "i relevant spesialisering, del 2 eller 3") \
    ROW(VAKT_Q_ALLMENNLEGE, "allmennlege", "godkjent allmennlege")                                 \
    ROW(VAKT_Q_LIS1_GOALS, "lis1_goals", "oppnådde læringsmål i LIS1")                             \
    ROW(VAKT_Q_TURNUS, "turnus", "godkjent turnus")                                                \
    ROW(VAKT_Q_LIS1_HOSPITAL, "lis1_hospital", "sykehusdelen av LIS1")                             \
    ROW(VAKT_Q_COURSE_ACUTE, "course_acute", "kurs i akuttmedisin")                                \
    ROW(VAKT_Q_COURSE_VIOLENCE, "course_violence", "kurs i volds- og overgrepshåndtering")         \
    ROW(VAKT_Q_GRANDFATHERED_2017, "grandfathered_2017", "overgangsregel per 1. mars 2017")
#define VAKT_RIGHTS(ROW)                                                                           \
    ROW(VAKT_RIGHT_AGE60, "age60", "rett til fritak etter fylte 60 år")                            \
    ROW(VAKT_RIGHT_PARENTAL, "parental", "rett til fritak som forelder")
#define VAKT_WANTS(ROW)                                                                            \
    ROW(VAKT_WANT_OFF, "off", "ønsker fri")                                                        \
    ROW(VAKT_WANT_ON, "on", "ønsker vakt")
#define VAKT_WEEKS(ROW)                                                                            \
    ROW(VAKT_WEEKS_ALL, "all", "hver uke")                                                         \
    ROW(VAKT_WEEKS_ODD, "odd", "oddetallsuker")                                                    \
    ROW(VAKT_WEEKS_EVEN, "even", "partallsuker")
#define VAKT_MODES(ROW)                                                                            \
    ROW(VAKT_MODE_DEFAULT, "default", "som katalogen sier")                                        \
    ROW(VAKT_MODE_HARD, "hard", "må holdes")                                                       \
    ROW(VAKT_MODE_SOFT, "soft", "priset")                                                          \
    ROW(VAKT_MODE_OFF, "off", "av")
#define VAKT_MEASURES(ROW)                                                                         \
    ROW(VAKT_MEASURE_DUTIES, "duties", "vakter")                                                   \
    ROW(VAKT_MEASURE_HOURS, "hours", "timer")                                                      \
    ROW(VAKT_MEASURE_NIGHTS, "nights", "netter")                                                   \
    ROW(VAKT_MEASURE_WEEKENDS, "weekends", "helger")                                               \
    ROW(VAKT_MEASURE_DAYS, "days", "vaktdøgn")
#define VAKT_PROFILES(ROW)                                                                         \
    ROW(VAKT_PROFILE_SFS, "sfs", "SFS 2305")                                                       \
    ROW(VAKT_PROFILE_AML_STRICT, "aml_strict", "arbeidsmiljøloven kap. 10")                        \
    ROW(VAKT_PROFILE_AML_AGREEMENT, "aml_agreement", "arbeidsmiljøloven kap. 10 med avtale")
#define VAKT_ASSESSMENTS(ROW)                                                                      \
    ROW(VAKT_ASSESS_ONSITE_BACKUP, "onsite_backup", "om bakvakten skal kunne komme til stedet")    \
    ROW(VAKT_ASSESS_NO_COURSES, "courses_under_backup", "lege uten kurs kan ha vakt med bakvakt")  \
    ROW(VAKT_ASSESS_AML_AGREEMENT, "aml_agreement", "avtale med tillitsvalgte om arbeidstid")
#define VAKT_FEASTS(ROW)                                                                           \
    ROW(VAKT_FEAST_JUL, "jul", "jul")                                                              \
    ROW(VAKT_FEAST_NYTTAR, "nyttar", "nyttår")                                                     \
    ROW(VAKT_FEAST_PASKE, "paske", "påske")                                                        \
    ROW(VAKT_FEAST_PINSE, "pinse", "pinse")                                                        \
    ROW(VAKT_FEAST_MAI17, "mai17", "17. mai")
#define VAKT_SPECIALS(ROW)                                                                         \
    ROW(VAKT_SPECIAL_EXTRA, "extra", "ekstra vakt")                                                \
    ROW(VAKT_SPECIAL_CANCELLED, "cancelled", "utgår")                                              \
    ROW(VAKT_SPECIAL_ELSEWHERE, "elsewhere", "dekkes av andre")
#define VAKT_COMPETENCES(ROW)                                                                      \
    ROW(VAKT_COMPETENCE_LAW, "law", "regelen som gjelder på vaktens dato")                         \
    ROW(VAKT_COMPETENCE_AMF2015, "amf2015", "akuttmedisinforskriften § 7 fra 1.5.2015")            \
    ROW(VAKT_COMPETENCE_AMF2018, "amf2018", "akuttmedisinforskriften § 7 fra 1.5.2018")            \
    ROW(VAKT_COMPETENCE_AMF2020, "amf2020", "akuttmedisinforskriften § 7 fra 1.1.2020")            \
    ROW(VAKT_COMPETENCE_KF2026, "kf2026", "kompetanseforskriften §§ 3, 3a og 4 fra 1.1.2026")
/* What a doctor may do in legevakt under the competence rules; who may be backup may be alone. */
#define VAKT_ABILITIES(ROW)                                                                        \
    ROW(VAKT_ABILITY_ALONE, "alone", "kan være alene")                                             \
    ROW(VAKT_ABILITY_BACKUP, "backup", "kan være bakvakt")                                         \
    ROW(VAKT_ABILITY_NEEDS_BACKUP, "needs_backup", "må ha bakvakt")
#define VAKT_STATES(ROW)                                                                           \
    ROW(VAKT_STATE_DRAFT, "draft", "utkast")                                                       \
    ROW(VAKT_STATE_DISCUSSED, "discussed", "drøftet")                                              \
    ROW(VAKT_STATE_PUBLISHED, "published", "publisert")

/*   type              rows                word list */
#define VAKT_VOCABULARY(LIST)                                                                      \
    LIST(vakt_layer, VAKT_LAYERS, vakt_layer_words)                                                \
    LIST(vakt_presence, VAKT_PRESENCES, vakt_presence_words)                                       \
    LIST(vakt_position, VAKT_POSITIONS, vakt_position_words)                                       \
    LIST(vakt_daybit, VAKT_DAYS, vakt_daybit_words)                                                \
    LIST(vakt_wd, VAKT_WEEKDAYS, vakt_wd_words)                                                    \
    LIST(vakt_load, VAKT_LOADS, vakt_load_words)                                                   \
    LIST(vakt_meets_job, VAKT_MEETS_JOBS, vakt_meets_job_words)                                    \
    LIST(vakt_basis, VAKT_BASES, vakt_basis_words)                                                 \
    LIST(vakt_burden, VAKT_BURDENS, vakt_burden_words)                                             \
    LIST(vakt_qualification, VAKT_QUALIFICATIONS, vakt_qualification_words)                        \
    LIST(vakt_right, VAKT_RIGHTS, vakt_right_words)                                                \
    LIST(vakt_want, VAKT_WANTS, vakt_want_words)                                                   \
    LIST(vakt_weeks, VAKT_WEEKS, vakt_weeks_words)                                                 \
    LIST(vakt_mode, VAKT_MODES, vakt_mode_words)                                                   \
    LIST(vakt_measure, VAKT_MEASURES, vakt_measure_words)                                          \
    LIST(vakt_profile, VAKT_PROFILES, vakt_profile_words)                                          \
    LIST(vakt_assessment_kind, VAKT_ASSESSMENTS, vakt_assessment_words)                            \
    LIST(vakt_feast, VAKT_FEASTS, vakt_feast_words)                                                \
    LIST(vakt_special_kind, VAKT_SPECIALS, vakt_special_words)                                     \
    LIST(vakt_competence_version, VAKT_COMPETENCES, vakt_competence_words)                         \
    LIST(vakt_ability, VAKT_ABILITIES, vakt_ability_words)                                         \
    LIST(vakt_state, VAKT_STATES, vakt_state_words)

#define VAKT_WORD_ENUM(id, word, norwegian) id,
#define VAKT_WORD_TYPE(type, rows, list)                                                           \
    typedef enum type { rows(VAKT_WORD_ENUM) } type;                                               \
    extern const char *const list[];             /* NULL-terminated */                             \
    extern const char *const list##_norwegian[]; /* NULL-terminated */
VAKT_VOCABULARY(VAKT_WORD_TYPE)
#undef VAKT_WORD_TYPE

#define VAKT_N_LOADS 5 /* those a duty can have: all but AUTO */
#define VAKT_N_LAYERS 5

#endif
