/*
 * Every text that a user of the roster or the program reads, by id, in bokmål. Rules' sentences
 * are in the catalogue (domain/rule_kinds.h), words of enumerations in domain/words.h; a
 * translation replaces these three tables.
 */
#ifndef VAKT_IO_TEXTS_H
#define VAKT_IO_TEXTS_H

#define VAKT_TEXTS(T)                                                                              \
    T(level_0, "ledige vakter og udekket tid")                                                     \
    T(level_1, "arbeidstid og fordeling")                                                          \
    T(level_2, "ønsker")                                                                           \
    T(level_3, "nivå 3")                                                                           \
    T(level_4, "nivå 4")                                                                           \
    T(level_5, "nivå 5")                                                                           \
    T(in_accordance, "Vaktplanen er i samsvar med reglene som er kontrollert.")                    \
    T(not_in_accordance, "Vaktplanen bryter regler som skal holdes.")                              \
    T(draft_incomplete, "UFULLSTENDIG: noen vakter er ledige eller noe tid er udekket.")           \
    T(none_complete, "Det er bevist at ingen vaktplan kan besette alle vaktene.")                  \
    T(pins_conflict, "De fastsatte vaktene kan ikke holdes uten å bryte regler som skal holdes.")  \
    T(not_verified, "IKKE KONTROLLERT: vaktplanen må kontrolleres før den brukes.")                \
    T(proven_best, "bevist best")                                                                  \
    T(at_most_better, "høyst %lld poeng kan spares")                                               \
    T(no_bound, "ingen grense er bevist")                                                          \
    T(given_that, "gitt nivåene foran")                                                            \
    T(not_checked, "Ikke kontrollert:")                                                            \
    T(open_duties, "Ledige vakter:")                                                               \
    T(gaps, "Udekket tid:")                                                                        \
    T(breaches, "Regelbrudd:")                                                                     \
    T(costs, "Det som koster mest:")                                                               \
    T(excused, "Fraveket med begrunnelse:")                                                        \
    T(fairness, "Fordeling (vaktpoeng, andel i parentes):")                                        \
    T(stopped_time, "Stanset av tidsgrensen; --work %lld gir samme plan.")                         \
    T(stopped_signal, "Stanset; --work %lld gir samme plan.")                                      \
    T(stopped_work, "Stanset av arbeidsgrensen.")                                                  \
    T(plan_notice, "Arbeidsplanen skal drøftes senest to uker før den settes i verk "              \
                   "(arbeidsmiljøloven § 10-3); status og dato viser ikke at det er gjort.")       \
    T(exported_to, "Legevaktsentralen skal hele døgnet vite hvem som har vakt.")                   \
    T(not_in_period, "perioden")                                                                   \
    T(nobody, "ingen")

typedef enum vakt_text_id {
#define VAKT_TEXT_ENUM(id, bokmaal) VAKT_TEXT_##id,
    VAKT_TEXTS(VAKT_TEXT_ENUM)
#undef VAKT_TEXT_ENUM
} vakt_text_id;

const char *vakt_text_of(vakt_text_id id);

#endif
