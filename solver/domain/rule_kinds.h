/*
 * The catalogue of rules: the one list that the reader, the compiler, the verifier, the roster
 * document and the reference share. What each rule means exactly is in docs/rules.md; the compile
 * function (solver/rules) and the check function (solver/verify) are written from that text and
 * know nothing of each other. A row without both does not link.
 */
#ifndef VAKT_DOMAIN_RULE_KINDS_H
#define VAKT_DOMAIN_RULE_KINDS_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/calendar.h"

/* What a problem may make of a rule. */
typedef enum vakt_strength {
    VAKT_LAW,    /* always hard */
    VAKT_LAWCFG, /* hard; soft or off only with decided_by and decided_on */
    VAKT_CONFIG, /* hard where it is on; the problem may make it soft or off */
    VAKT_SOFT_RULE, /* priced; the problem may make it hard or off */
    VAKT_PRICE   /* only ever priced */
} vakt_strength;

/* Parameters: name, unit, least, most. A problem may give a rule only those it reads. */
#define VAKT_RULE_PARAMS(P)                                                                        \
    P(minutes, "minutes", 0, 100000)                                                               \
    P(days, "days", 0, 400)                                                                        \
    P(weeks, "weeks", 0, 60)                                                                       \
    P(most, "count", 0, 10000)                                                                     \
    P(least, "count", 0, 10000)                                                                    \
    P(percent, "percent", 0, 1000)

#define VAKT_PARAM_NONE (INT64_MIN + 1) /* the rule does not read it */
#define VAKT_PARAM_ASK INT64_MIN        /* reads it, has no default: an entry must give it */

#define N_ VAKT_PARAM_NONE
#define A_ VAKT_PARAM_ASK
/* clang-format off */
/* R(word, strength, on by default, many, level, weight, from, to,
 *   minutes, days, weeks, most, least, percent, source, statement, breach)
 * many: each entry of the problem stands by itself; else the last entry that fits decides.
 * level, weight: of the soft form. from, to: validity in law, "" = open.
 * In the breach: {doctor} {duty} {when} {amount} {limit} are filled in. */
#define VAKT_RULES(R) \
R(open_duty, VAKT_PRICE, 1, 0, 0, 1, "", "", N_, N_, N_, N_, N_, N_, "lokal bemanningsplan", "Hver vakt som kreves, skal ha en lege.", "{duty} er ledig.") \
R(wanted_duty, VAKT_PRICE, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "lokal bemanningsplan", "Vakter som ønskes bemannet, bør ha en lege.", "{duty} er ønsket bemannet, men er ledig.") \
R(cover, VAKT_PRICE, 1, 0, 0, 1, "", "", N_, N_, N_, N_, N_, N_, "lokal bemanningsplan", "Til enhver tid skal så mange leger være på vakt som bemanningskravet sier.", "{when} mangler {amount} av legene som kreves.") \
R(cover_wanted, VAKT_PRICE, 1, 0, 1, 1, "", "", N_, N_, N_, N_, N_, N_, "lokal bemanningsplan", "Til enhver tid bør så mange leger være på vakt som planen ønsker.", "{when} mangler {amount} av ønsket antall leger.") \
R(always_one, VAKT_PRICE, 1, 0, 0, 1, "", "", N_, N_, N_, N_, N_, N_, "akuttmedisinforskriften § 6", "Minst én lege skal være tilgjengelig for legevakt hele døgnet.", "{when} er ingen lege på vakt.") \
R(authorisation, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "helsepersonelloven §§ 48 og 49", "Bare den som har autorisasjon eller lisens som lege på vaktens dato, kan ha vakt.", "{doctor} har ikke autorisasjon eller lisens {when}.") \
R(student_licence, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "FOR-2000-12-21-1379 § 4", "Den som har studentlisens, kan ikke delta i legevakt eller være bakvakt.", "{doctor} har bare studentlisens {when}.") \
R(may_work, VAKT_LAW, 1, 0, 0, 0, "2026-01-01", "", N_, N_, N_, N_, N_, N_, "kompetanseforskriften §§ 3, 4 og 5", "Lege i legevakt skal ha grunnkompetanse etter § 3, eller være omfattet av et unntak.", "{doctor} har ikke grunnkompetanse for legevakt {when}.") \
R(lis1_service, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "FOR-2005-12-19-1653 § 3 fjerde ledd", "LIS1 i tjeneste kan ha legevakt når sykehusdelen er gjennomført.", "{doctor} har ikke gjennomført sykehusdelen av LIS1 {when}.") \
R(courses, VAKT_LAW, 1, 0, 0, 0, "2026-01-01", "", N_, N_, N_, N_, N_, N_, "kompetanseforskriften § 3 tredje ledd", "Lege i legevakt skal ha kurs i akuttmedisin og i volds- og overgrepshåndtering.", "{doctor} mangler kurs {when}.") \
R(backup_eligible, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "kompetanseforskriften § 3a tredje ledd", "Bakvakt skal selv oppfylle kravene til grunnkompetanse og kurs.", "{doctor} kan ikke være bakvakt {when}.") \
R(competence_backup, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, 99, 0, N_, "kompetanseforskriften § 3a andre ledd", "Lege som ikke kan være alene, skal ha bakvakt hele vakten.", "{doctor} mangler bakvakt {when}.") \
R(backup_when_needed, VAKT_CONFIG, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "lokal bemanningsplan", "Bakvakt som bare finnes ved behov, bemannes bare når noen trenger den.", "{duty} er bemannet uten at noen trenger bakvakt.") \
R(kf4_days, VAKT_LAWCFG, 1, 0, 1, 5, "2026-01-01", "", N_, 130, N_, N_, N_, N_, "kompetanseforskriften § 4", "Den som arbeider etter unntaket i § 4, kan ha legevakt {days} dager i kalenderåret.", "{doctor} får {amount} dager mer enn unntaket gir {when}.") \
R(exemption_right, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "fastlegeforskriften § 33 fjerde ledd", "Fastlege som har krevd sin rett til fritak, settes ikke opp utenom ordinær åpningstid.", "{doctor} har rett til fritak {when}.") \
R(exemption_decision, VAKT_LAWCFG, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "fastlegeforskriften § 33 tredje ledd", "Lege som kommunen har gitt fritak, settes ikke opp på vakt som fritaket gjelder.", "{doctor} har fritak {when}.") \
R(may_take, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "En lege settes bare opp på vakttyper legen kan ta, i den tiden legen er i tjeneste.", "{doctor} kan ikke ta {duty}.") \
R(absence, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "fravær", "Den som har fravær, settes ikke opp på vakt.", "{doctor} har fravær {when}.") \
R(training, VAKT_CONFIG, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "akuttmedisinforskriften § 4", "Den som har avsatt tid til opplæring, settes ikke opp på vakt i den tiden.", "{doctor} har opplæring {when}.") \
R(overlap, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "akuttmedisinforskriften § 17", "Ingen har to vakter samtidig.", "{doctor} har to vakter samtidig {when}.") \
R(day_job, VAKT_CONFIG, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Vakt som ikke kan gå i kontortiden, settes ikke opp i legens kontortid.", "{doctor} har kontordag {when}.") \
R(surgery_closed, VAKT_PRICE, 1, 0, 1, 2, "", "", N_, N_, N_, N_, N_, N_, "SFS 2305 punkt 7.4", "Kontordager som faller bort på grunn av vakt, bør være få.", "{doctor} må stenge kontoret {amount} ganger {when}.") \
R(rest, VAKT_CONFIG, 1, 0, 1, 10, "", "", 480, N_, N_, N_, N_, N_, "SFS 2305 punkt 7.4", "Det skal være minst {minutes} fri mellom to arbeidsperioder; etter hjemmevakt er det et ønske med pris.", "{doctor} har bare {amount} fri {when}; kravet er {limit}.") \
R(aml_daily_rest, VAKT_CONFIG, 1, 0, 1, 10, "", "", 660, N_, N_, N_, N_, N_, "arbeidsmiljøloven § 10-8 første og tredje ledd", "Det skal være minst {minutes} arbeidsfri mellom to arbeidsperioder.", "{doctor} har bare {amount} fri {when}; kravet er {limit}.") \
R(aml_weekly_rest, VAKT_CONFIG, 1, 0, 1, 10, "", "", 2100, N_, N_, N_, N_, N_, "arbeidsmiljøloven § 10-8 andre og tredje ledd", "Det skal være {minutes} sammenhengende arbeidsfri i løpet av sju dager.", "{doctor} har ikke lang nok ukefri i dagene fra {when}.") \
R(aml_day_hours, VAKT_CONFIG, 1, 0, 1, 1, "", "", 780, N_, N_, N_, N_, N_, "arbeidsmiljøloven § 10-6 åttende og niende ledd", "Samlet arbeidstid skal ikke overstige {minutes} i løpet av 24 timer.", "{doctor} arbeider {amount} for mye i 24 timer fra {when}.") \
R(aml_week_hours, VAKT_CONFIG, 1, 0, 1, 1, "", "", 4140, N_, N_, N_, N_, N_, "arbeidsmiljøloven § 10-6 åttende ledd", "Samlet arbeidstid skal ikke overstige {minutes} i noen uke.", "{doctor} arbeider {amount} for mye i uken fra {when}.") \
R(aml_week_average, VAKT_CONFIG, 1, 0, 1, 1, "", "", 2880, N_, 8, N_, N_, N_, "arbeidsmiljøloven § 10-6 åttende ledd", "Samlet arbeidstid skal ikke overstige {minutes} i uken i gjennomsnitt over {weeks} uker.", "{doctor} arbeider {amount} for mye i ukene fra {when}.") \
R(aml_sunday, VAKT_CONFIG, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "arbeidsmiljøloven § 10-8 fjerde ledd", "Den som har arbeidet på en søn- eller helgedag, skal ha fri den neste.", "{doctor} arbeider to søn- eller helgedager etter hverandre, {when}.") \
R(continuous_presence, VAKT_CONFIG, 0, 0, 1, 10, "", "", A_, N_, N_, N_, N_, N_, "helse- og omsorgstjenesteloven § 4-1; lokal grense", "Ingen arbeider til stede lenger sammenhengende enn {minutes}.", "{doctor} arbeider {amount} lenger enn grensen {when}.") \
R(run_days, VAKT_CONFIG, 0, 0, 1, 10, "", "", N_, N_, N_, A_, N_, N_, "helse- og omsorgstjenesteloven § 4-1; lokal grense", "Ingen har vakt flere enn {most} dager på rad.", "{doctor} har vakt {amount} dager på rad fra {when}.") \
R(run_nights, VAKT_CONFIG, 0, 0, 1, 10, "", "", N_, N_, N_, A_, N_, N_, "helse- og omsorgstjenesteloven § 4-1; lokal grense", "Ingen har flere enn {most} nattevakter på rad.", "{doctor} har {amount} nattevakter på rad fra {when}.") \
R(free_after_nights, VAKT_CONFIG, 0, 0, 1, 10, "", "", N_, A_, N_, N_, N_, N_, "helse- og omsorgstjenesteloven § 4-1; lokal grense", "Etter siste nattevakt er det vaktfri i {days} dager.", "{doctor} har vakt {when}, for tett etter nattevakt.") \
R(total_week, VAKT_SOFT_RULE, 0, 0, 1, 1, "", "", A_, N_, N_, N_, N_, N_, "helse- og omsorgstjenesteloven § 4-1; lokal grense", "Kontordag og vakt bør til sammen ikke overstige {minutes} i en uke.", "{doctor} arbeider {amount} over grensen i uken fra {when}.") \
R(n_delt, VAKT_SOFT_RULE, 0, 1, 1, 5, "", "", N_, N_, 12, N_, A_, N_, "NKLM slik gjengitt i Sarpsborgs plan 2025-2028, vedlegg 1", "Ingen bør ha vakt oftere enn {least}-delt over {weeks} uker.", "{doctor} har {amount} vaktdøgn for mye i ukene fram til {when}.") \
R(most_in_window, VAKT_SOFT_RULE, 0, 1, 1, 5, "", "", N_, 28, N_, A_, N_, N_, "lokal grense", "Ingen bør ha mer vakt enn {most} i noen periode på {days} dager.", "{doctor} har {amount} for mye i dagene fram til {when}.") \
R(weekend_gap, VAKT_SOFT_RULE, 0, 0, 1, 10, "", "", N_, N_, A_, N_, N_, N_, "lokal avtale", "Det bør være {weeks} frihelger mellom to helger med vakt.", "{doctor} har vakt i helger for tett, sist {when}.") \
R(whole_weekend, VAKT_SOFT_RULE, 0, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Den som har vakt i helgen, bør ha både lørdag og søndag.", "{doctor} har bare én av dagene i helgen {when}.") \
R(linked_block, VAKT_PRICE, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Vakter som hører sammen, bør tas av samme lege.", "{doctor} har ikke hele blokken {when}; {amount} mangler.") \
R(class_bounds, VAKT_CONFIG, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "avtale med legen", "Legen har ikke flere vakter enn avtalt, helst ikke færre, og helst så mange som ønsket.", "{doctor} er {amount} vakter fra avtalen.") \
R(counting_duties, VAKT_PRICE, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "avtale med legen", "Den som trenger tellende vakter, bør få dem.", "{doctor} mangler {amount} tellende vakter.") \
R(fair_share, VAKT_PRICE, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, 100, "Legeforeningen: jevn fordeling av legevakt", "Hver lege bør ha sin andel av hverdags-, natt-, helge-, helligdags- og bakvakter.", "{doctor} er {amount} fra sin andel.") \
R(fair_municipality, VAKT_PRICE, 0, 0, 1, 10, "", "", N_, N_, N_, N_, N_, 100, "lokal samarbeidsavtale", "Hver kommune bør levere sin andel av vaktene.", "{when} er {amount} fra sin andel.") \
R(lis1_equal, VAKT_PRICE, 1, 0, 1, 5, "", "", N_, N_, N_, N_, N_, N_, "spesialistforskriften § 17; lokal avtale", "LIS1-leger med samme tid i tjeneste bør ha like mange vakter.", "{doctor} har {amount} vakter mer enn en annen LIS1.") \
R(feast_repeat, VAKT_PRICE, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Den som hadde vakt i høytiden i fjor, bør slippe i år.", "{doctor} har vakt i {when} også i år.") \
R(feast_both, VAKT_SOFT_RULE, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Ingen bør ha vakt både i jul og nyttår.", "{doctor} har vakt både i jul og nyttår.") \
R(most_different, VAKT_SOFT_RULE, 0, 1, 1, 5, "", "", N_, N_, N_, A_, N_, N_, "lokal avtale", "Ikke flere enn {most} forskjellige leger bør dele disse vaktene.", "{amount} leger for mange deler vaktene.") \
R(pair_apart, VAKT_SOFT_RULE, 0, 1, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Disse legene bør ikke ha vakt samtidig.", "{doctor} har vakt sammen med den andre {when}.") \
R(pair_together, VAKT_SOFT_RULE, 0, 1, 1, 3, "", "", N_, N_, N_, N_, N_, N_, "lokal avtale", "Disse legene bør ha vakt samtidig.", "{doctor} har vakt uten den andre {when}.") \
R(newcomers_apart, VAKT_SOFT_RULE, 1, 0, 1, 10, "", "", N_, N_, N_, N_, N_, N_, "helse- og omsorgstjenesteloven § 4-1", "To nye leger bør ikke ha vakt samtidig.", "{amount} nye leger for mange er på vakt samtidig {when}.") \
R(wish, VAKT_PRICE, 1, 0, 2, 1, "", "", N_, N_, N_, N_, N_, N_, "ønskerunden", "Ønsker oppfylles så langt det går.", "{doctor} får ikke ønsket sitt {when}.") \
R(fixed_duty, VAKT_LAW, 1, 0, 0, 0, "", "", N_, N_, N_, N_, N_, N_, "fastsatt av vaktansvarlig", "Fastsatte vakter står.", "{doctor} har ikke den fastsatte vakten {duty}.") \
R(rolling_pattern, VAKT_PRICE, 1, 0, 1, 3, "", "", N_, N_, N_, N_, N_, N_, "grunnturnus", "Planen følger rullen så langt det går.", "{doctor} har ikke vakten rullen gir {when}.") \
R(sfs_norm, VAKT_PRICE, 1, 0, 1, 50, "", "", N_, N_, N_, N_, N_, N_, "SFS 2305, normtall som kommunen har lagt inn", "Så mange leger som det bindende normtallet krever, skal dele vaktene og være på vakt.", "{amount} leger mangler etter normtallet {when}.") \
R(course_refresh, VAKT_SOFT_RULE, 0, 0, 2, 1, "", "", N_, N_, N_, A_, N_, N_, "lokal ordning", "Kurs bør være fornyet innen {most} år.", "{doctor} har eldre kurs enn den lokale fristen {when}.")
/* clang-format on */

#define VAKT_RULE_ENUM(word, ...) VAKT_RULE_##word,
typedef enum vakt_rule_kind { VAKT_RULES(VAKT_RULE_ENUM) VAKT_N_RULES } vakt_rule_kind;
#undef VAKT_RULE_ENUM

/* Defaults of a rule for those on profile aml_agreement, where they differ from aml_strict.
 * A(word, on, minutes) */
#define VAKT_AML_RULES(A)                                                                          \
    A(aml_daily_rest, 1, 480)                                                                      \
    A(aml_weekly_rest, 1, 1680)                                                                    \
    A(aml_day_hours, 1, 960)                                                                       \
    A(aml_week_hours, 1, 4140)                                                                     \
    A(aml_week_average, 1, 2880)                                                                   \
    A(aml_sunday, 0, VAKT_PARAM_NONE)

/* Rows of arbeidsmiljøloven chapter 10 that no rule checks; every verdict on an AML profile lists
 * them. U(id, section, Norwegian) */
#define VAKT_AML_UNCHECKED(U)                                                                      \
    U("AML-HEALTH", "§ 10-2 (1)", "uheldige fysiske og psykiske belastninger")                     \
    U("AML-NIGHT-EXEMPT", "§ 10-2 (2)", "fritak fra nattarbeid")                                   \
    U("AML-62", "§ 10-2 (4)", "redusert arbeidstid")                                               \
    U("AML-ORD", "§ 10-4", "alminnelig arbeidstid")                                                \
    U("AML-3SUN", "§ 10-4 (6)", "omregning av søndags- og nattimer i tredelt turnus")              \
    U("AML-AVG", "§ 10-5", "gjennomsnittsberegning av alminnelig arbeidstid")                      \
    U("AML-OT", "§ 10-6 (4)-(6)", "grenser for overtid")                                           \
    U("AML-REFUSE", "§ 10-6 (10)", "fritak fra overtid")                                           \
    U("AML-LOG", "§ 10-7", "oversikt over arbeidstiden")                                           \
    U("AML-PAUSE", "§ 10-9", "pauser")                                                             \
    U("AML-SUNDEF", "§ 10-10", "når søndagsarbeid begynner og slutter")                            \
    U("AML-NIGHTDEF", "§ 10-11 (1)", "når nattarbeid begynner og slutter")                         \
    U("AML-NIGHT8", "§ 10-11", "gjennomsnittlig arbeidstid og helsekontroll for nattarbeidere")    \
    U("AML-TARIFF", "§ 10-12 (4)", "avvik etter avtale med fagforening med innstillingsrett")      \
    U("AML-EMPLOYER", "§ 10-12 (5)", "avtale som gjøres gjeldende for alle")                       \
    U("AML-HEALTH-PASSIVE", "§ 10-12 (7)", "tillatelse fra Arbeidstilsynet for passive vakter")

typedef struct vakt_rule_info {
    const char *word;
    vakt_strength strength;
    bool on, many;
    int level;
    int64_t weight;
    vakt_day from, to; /* VAKT_DAY_NONE = open */
    int64_t minutes, days, weeks, most, least, percent; /* default, VAKT_PARAM_NONE or _ASK */
    const char *source, *statement, *breach;
} vakt_rule_info;

/* May a named person set the rule aside for one duty (overrides)? What docs/rules.md says an
 * override excuses. */
#define VAKT_RULES_SET_ASIDE(S)                                                                    \
    S(rest)                                                                                        \
    S(aml_daily_rest)                                                                              \
    S(absence)                                                                                     \
    S(may_take)                                                                                    \
    S(training)                                                                                    \
    S(day_job)                                                                                     \
    S(exemption_decision)                                                                          \
    S(course_refresh)                                                                              \
    S(backup_when_needed)                                                                          \
    S(continuous_presence)
bool vakt_rule_may_be_set_aside(vakt_rule_kind kind);

const vakt_rule_info *vakt_rule_info_of(vakt_rule_kind kind);
extern const char *const vakt_rule_words[]; /* NULL-terminated, in catalogue order */

#endif
