/*
 * Every text that a user reads, by id, in bokmål: one table, so that a translation is one more
 * column. It is assembled from the rows below, the rules' sentences (rule_kinds.h), the words of
 * enumerations (words.h, changes_doc.h) and the names of holidays (calendar.h), which stay beside what
 * they name.
 *
 * {0} {1} {2} are filled in by vakt_say.
 */
#ifndef VAKT_DOMAIN_TEXTS_H
#define VAKT_DOMAIN_TEXTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* clang-format off */
#define VAKT_TEXTS(T) \
    T(level_0, "ledige vakter og udekket tid") \
    T(level_1, "arbeidstid og fordeling") \
    T(level_2, "ønsker") \
    T(level_3, "nivå 3") \
    T(level_4, "nivå 4") \
    T(level_5, "nivå 5") \
    T(in_accordance, "Vaktplanen er i samsvar med reglene som er kontrollert.") \
    T(not_in_accordance, "Vaktplanen bryter regler som skal holdes.") \
    T(draft_incomplete, "UFULLSTENDIG: noen vakter er ledige eller noe tid er udekket.") \
    T(none_complete, "Det er bevist at ingen vaktplan kan besette alle vaktene.") \
    T(see_explain, "Hvorfor, og hva som vil hjelpe: vaktplan explain PROBLEM") \
    T(pins_conflict, "De fastsatte vaktene kan ikke holdes uten å bryte regler som skal holdes.") \
    T(plan_notice, "Planen skal drøftes senest to uker før den tas i bruk (arbeidsmiljøloven § 10-3). Det er ikke ført inn at den er drøftet.") \
    T(head, ": {0} vakter, {1} leger.") \
    T(head_when_needed, ": {0} vakter ({2} bare ved behov), {1} leger.") \
    T(open_duties, "Ledige vakter: {0}") \
    T(gaps, "Udekket tid: {0}") \
    T(gap_missing, " mangler {0}") \
    T(and_more, "  ... og {0} til") \
    T(breaches, "Regelbrudd:") \
    T(excused, "Fraveket med begrunnelse: ") \
    T(costs, "Det som koster mest:") \
    T(cost_row, "  nivå {0} {1} poeng {2} brudd  ") \
    T(levels, "Poeng per nivå:") \
    T(against_head, "De to vaktplanene ved siden av hverandre (poeng: færre er bedre):") \
    T(against_what, "Hva") \
    T(against_difference, "Forskjell") \
    T(against_breaches, "brudd på regler som skal holdes") \
    T(against_share, "leger og klasser utenfor andelen") \
    T(against_moved, "{0} av {1} vakter har ulik lege i de to planene.") \
    T(against_same, "Planene er like gode.") \
    T(against_legal, "{0} er best: {1} færre brudd på regler som skal holdes.") \
    T(against_better, "{0} er best: {1} poeng færre for {2}.") \
    T(against_proven, "{0} er merket bevist best for dette problemet, og poengene stemmer.") \
    T(against_unproven, "Det er ikke bevist at ingen plan er bedre; det prøver vaktplan solve.") \
    T(level_points, " {0} poeng") \
    T(proven_best, "bevist best") \
    T(at_most_better, "høyst {0} poeng kan spares") \
    T(no_bound, "ingen grense er bevist") \
    T(given_that, " (gitt nivåene foran)") \
    T(not_checked, "Ikke kontrollert:") \
    T(fairness, "Fordeling: vaktpoeng og andel (+ over, - under, . tar ikke slike vakter)") \
    T(doctor, "lege") \
    T(stopped_time, "Stanset av tidsgrensen; --work {0} gir samme plan.") \
    T(stopped_signal, "Stanset; --work {0} gir samme plan.") \
    T(model_level, "Modellen er nivå {0} alene, med de tidligere holdt; {1} poeng som ingen plan unngår, kommer i tillegg.") \
    T(stopped_work, "Stanset av arbeidsgrensen.") \
    T(ended_unproven, "Søket er ferdig uten bevis for at planen er den beste; en lengre kjøring fra denne planen kan gjøre den bedre: vaktplan solve PROBLEM ROSTER.") \
    T(progress_key, "  C første plan, L bytter, N nabolag, M heltallsmodell, R B bedre grense, P bevist") \
    T(period, "perioden") \
    T(progress_head, "       tid  nivå       arbeid      grense        best    avstand") \
    T(unchecked_sfs_norm, "bindende normtall i SFS 2305 er ikke kontrollert") \
    T(unchecked_continuous_presence, "ingen lokal grense for sammenhengende tid til stede er satt") \
    T(unchecked_onsite_backup, "kommunens vurdering av om bakvakten skal kunne komme til stedet mangler") \
    T(unchecked_kf4_days, "kompetanseforskriften § 4 sier ikke hvor mange dager i arbeid en måned er; grensen i dager er en antakelse som kommunen må vurdere") \
    T(unchecked_grandfathered_2017, "overgangsregelen i kompetanseforskriften § 5 er brukt som grunnkompetanse; kommunen må vurdere den enkelte legen") \
    T(unchecked_turned_off, "regelen er slått av i problemdokumentet") \
    T(norm_none, "Ingen anbefaling for dette innbyggertallet") \
    T(norm_no_population, "Innbyggertallet er ikke oppgitt") \
    T(norm_recommended, "Anbefalt er minst {0}") \
    T(norm_here, "; her er det {0}") \
    T(norm_short, ", {0} for lite") \
    T(norm_sfs, "Normtall som kommunen har lagt inn for {0}: minst {1} leger deler den; her er det {2}") \
    T(norm_sfs_on, ". Minst {0} på vakt til enhver tid; her er det {1}") \
    T(norm_busiest, "Anbefalt er minst {0}-delt; den som har tettest primærvakt i planen, går {1}-delt.") \
    T(norm_kf4, "{0} dager i arbeid etter unntaket av {1} i {2}.") \
    T(norm_kf4_free, "{0} dager i arbeid etter unntaket i {2}.") \
    T(norm_year, "Unntaket i kompetanseforskriften § 4 i {0}: {1}, til sammen {2} dager i arbeid.") \
    T(norm_year_due, " Rapporteres til Statsforvalteren innen {0}.") \
    T(norm_year_none, " Etter ordlyden er det ingen rapport om dette året: den siste skulle sendes innen 31. mars 2029.") \
    T(norm_counting, "Har {0} av {1} tellende vakter") \
    T(norm_counting_planned, ", og får {0} i denne planen") \
    T(norm_counting_missing, "; {0} mangler.") \
    T(norm_counting_met, "; det er nok.") \
    T(norm_kf4_note, "Dager etter kompetanseforskriften § 4 er dager med legevakt i denne planen og det som er oppgitt brukt før, hos alle arbeidsgivere. Forskriften sier 6 måneder per kalenderår på legevakt og at varigheten regnes i dager i arbeid, men ikke hvor mange dager det er: grensen er satt av kommunen (regelen kf4_days).") \
    T(norm_counting_note, "Hvor mange tellende vakter som trengs, er oppgitt for hver lege; forskriften om spesialistutdanning sier ikke noe tall.") \
    T(norm_names_note, "Siden har navn og er til kommunen og Statsforvalteren, ikke til et åpent møte; --no-names gir den uten.") \
    T(norm_recommendation, "Tabellen er en anbefaling og et utgangspunkt for vurdering, ikke et krav. Lokale forhold må tas med.") \
    T(norm_ambiguous, "«Samlet» kan leses på to måter: alle vaktlag regnet sammen for hver lege, eller antall leger som deler bakvakten. Begge er vist.") \
    T(norm_kept_out, "Det første vaktdøgnet er holdt utenfor når leger på vakt telles: vakter fra før perioden kan gå inn i det.") \
    T(norm_missing_population, "Innbyggertallet mangler for en kommune eller for hele distriktet, så anbefalingen kan ikke finnes. Oppgi population, eller bruk --population.") \
    T(norm_sfs_unknown, "Bindende normtall i SFS 2305 er ikke kontrollert.") \
    T(one_doctor, "1 lege") \
    T(n_doctors, "{0} leger") \
    T(n_delt, "{0}-delt") \
    T(explain_complete, "Det finnes en vaktplan som besetter alle vaktene.") \
    T(explain_limit, "En grense kom før det ble avgjort om en komplett vaktplan finnes.") \
    T(explain_conflict, "Konflikt") \
    T(explain_always, "Dette holdes alltid") \
    T(explain_no_way_found, "Ingen vei ut er funnet.") \
    T(explain_conflicts, "Dette lar seg ikke forene:") \
    T(explain_needed, "{0} trengs en lege ({1}).") \
    T(explain_needed_more, "{0} trengs {1} ({2}).") \
    T(explain_as_before, "Det samme, for en vakt til på samme tid. Veiene ut er de samme, og trengs en gang til.") \
    T(explain_needed_block, "{0} trengs en lege som tar hele blokken på {1} vakter ({2}).") \
    T(explain_needed_cover, "{0} trengs {1} på vakt samtidig.") \
    T(explain_more_needed, "I alt {0} vakter må ha lege.") \
    T(explain_gap, "{0} trengs {2} på vakt ({1}).") \
    T(explain_gap_days, "{0}, og like lenge {1} dager til, trengs {2} på vakt.") \
    T(explain_gap_why, "Ingen vakttype dekker den tiden, så det hjelper ikke hvem som tar vaktene.") \
    T(explain_nobody_qualified, "Ingen lege har kompetansen og avtalen som trengs.") \
    T(explain_only, "Bare {0} kan ha slik vakt.") \
    T(explain_only_all, "Alle de {0} legene har kompetansen og avtalen som trengs.") \
    T(explain_others_once, "Ingen kan være to steder samtidig.") \
    T(explain_too_few_duties, "Vaktene som er satt opp i den tiden, er for få.") \
    T(explain_and, " og ") \
    T(explain_absence, "{0} har fravær") \
    T(explain_training, "{0} har opplæring") \
    T(explain_day_job, "{0} har kontordag") \
    T(explain_exemption_right, "{0} har rett til fritak") \
    T(explain_exemption_decision, "{0} har fritak") \
    T(explain_fixed_duty, "{0} har en fastsatt vakt") \
    T(explain_rest, "{0} må ha {1} fri {2}") \
    T(explain_between, "mellom vaktene") \
    T(explain_between_two, "mellom") \
    T(explain_around, "før og etter") \
    T(explain_class_bounds, "{0} har avtalt et høyeste antall vakter") \
    T(explain_rule_of_one, "for {0} gjelder: {1}") \
    T(explain_rule_of_all, "for alle gjelder: {0}") \
    T(explain_not_minimal, "Ikke bevist minimalt: en grense kom før alle delene var prøvd.") \
    T(explain_uncovered, "Det er også tid eller bemanningskrav som ingen vakt kan dekke, uansett hvem som tar vaktene.") \
    T(explain_more, "Det kan finnes flere konflikter enn disse.") \
    T(explain_background, "Dette holdes alltid:{0}") \
    T(explain_ways, "Veier ut, billigst først; hver er bevist ved å løse på nytt:") \
    T(explain_none_tried, "Ingen veier ut er prøvd: en grense kom først.") \
    T(explain_no_ways, "Ingen av de {0} endringene som er prøvd, er nok.") \
    T(explain_way_price, "{0} poeng") \
    T(explain_way_law, "BERØRER LOV OG AVTALEVERK, bare til å tenke med") \
    T(explain_together, "Den første veien ut av hver konflikt er til sammen bevist å være nok.") \
    T(explain_others_left, "Veiene ut er bevist hver for sin konflikt; de andre konfliktene står da igjen.") \
    T(explain_there_only, "(For vaktene i denne konflikten, ikke for resten av planen.)") \
    T(repair_unpin, "La {0} slippe den fastsatte vakten {1}.") \
    T(repair_absence, "Spør {0} om fraværet {1} kan flyttes til {2}.") \
    T(repair_absence_out, "Spør {0} om fraværet {1} kan flyttes ut av perioden.") \
    T(repair_extra, "Sett opp en ekstra vakt: {1}.") \
    T(repair_new_duty, "Sett opp en ny vakt, {1}: {2}.") \
    T(repair_outside, "Avtal at noen utenfra har bakvakt for {1}.") \
    T(repair_elsewhere, "Avtal at andre, for eksempel en nabolegevakt, dekker {2}.") \
    T(repair_competence, "Tenk at kompetansekravene fra før 2026 gjaldt {1} (akuttmedisinforskriften § 7).") \
    T(repair_days, "{0}, og likedan {1} dager til, til og med {2}") \
    T(repair_training, "Flytt opplæringen til {0} {1}.") \
    T(repair_day_job, "Steng kontoret til {0} {1}.") \
    T(repair_cap, "Hev grensen med én for {0}: {1}") \
    T(repair_soften, "Gjør dette til et ønske for {0}: {1}") \
    T(repair_rest, "Fravik hviletiden for {0} ved {1}, med begrunnelse (SFS 2305 punkt 7.4).") \
    T(repair_exemption, "Spør kommunen om det skjønnsmessige fritaket til {0} kan settes til side {1}.") \
    T(repair_locum_backed, "Skaff en lege som har kurs og kan ha vakt med bakvakt (kompetanseforskriften § 4), til {1}.") \
    T(repair_locum, "Skaff en spesialist med kurs, som kan være alene og være bakvakt, til {1}.") \
    T(repair_absence_unmarked, "Flytt fraværet til {0} {1}; det er ikke merket som noe det kan spørres om.") \
    T(repair_aml_rest, "Fravik den daglige arbeidsfrie tiden for {0} ved {1} (arbeidsmiljøloven § 10-8).") \
    T(repair_profile, "Inngå avtale om arbeidstid for {0} (arbeidsmiljøloven § 10-12), for {1}.") \
    T(repair_no_backup_rule, "Tenk bort kravet om bakvakt {1} (kompetanseforskriften § 3a).") \
    T(repair_all, "alle") \
    T(why_head, "Hvorfor meg? {0}") \
    T(why_loads, "Det belastningen er satt sammen av, i vaktpoeng:") \
    T(why_share_head, "Belastningen mot andelen") \
    T(why_duties_head, "Vaktene belastningen er satt sammen av") \
    T(why_moves_head, "Hva det ville kostet å gi vakten til en annen") \
    T(why_within, "innenfor andelen") \
    T(why_over, "over andelen") \
    T(why_under, "under andelen") \
    T(why_note_share, "Andelen er legens del av vaktpoengene i perioden, regnet av stillingsandelen og tiden legen er til stede, etter at det legen har hatt mer eller mindre enn sin del tidligere, er trukket fra. Hele vakter kan ikke deles, så andelen er et spenn.") \
    T(why_note_moves, "Hver vakt er prøvd gitt til hver kollega, og planen er kontrollert på nytt. Står det «ikke tilgjengelig», sies det ikke hvorfor: grunnen er kollegaens egen. Poeng med pluss gjør planen dårligere, poeng med minus bedre.") \
    T(why_note_manager, "Bare for vaktansvarlig: siden sier hvorfor kolleger ikke er tilgjengelige, og skal ikke deles.") \
    T(why_no_duties, "Ingen vakter i denne vaktplanen.") \
    T(why_unavailable, "ikke tilgjengelig") \
    T(why_breaks, "ville bryte: {0}") \
    T(why_costs, "ville bli dårligere: {0} poeng ({1})") \
    T(why_saves, "ville bli bedre: {0} poeng ({1})") \
    T(why_costs_only, "ville bli dårligere: {0} poeng") \
    T(why_saves_only, "ville bli bedre: {0} poeng") \
    T(why_same, "kunne like gjerne hatt vakten; planen blir like god") \
    T(why_other, "annet") \
    T(why_block, "Vakten hører til en blokk som tas av samme lege; hele blokken er regnet flyttet.") \
    T(explain_progress, "{0} prøver, {1} s") \
    T(whatif_head, "Hva om: ") \
    T(whatif_answer, "Svar") \
    T(whatif_proof, "Bevis") \
    T(whatif_points, "Poeng per nivå") \
    T(whatif_open, "Ledige vakter") \
    T(whatif_uncovered, "Udekket tid, timer") \
    T(whatif_breaches, "Brudd på regler som skal holdes") \
    T(whatif_doctors, "Leger i tjeneste") \
    T(whatif_sharing, "Leger som deler vaktene") \
    T(whatif_duties, "Vakter som er tatt") \
    T(whatif_per_duties, "Vakter per lege (minst–midt–mest)") \
    T(whatif_per_nights, "Netter per lege (minst–midt–mest)") \
    T(whatif_per_weekends, "Helger per lege (minst–midt–mest)") \
    T(whatif_per_red, "Helligdager per lege (minst–midt–mest)") \
    T(whatif_per_hours, "Timer per lege (minst–midt–mest)") \
    T(whatif_backup, "Bakvakter som er brukt") \
    T(whatif_backup_nights, "Bakvakter om natten") \
    T(whatif_outside, "Utenfor sin andel (leger og vaktklasser)") \
    T(whatif_wishes, "Ønsker som er oppfylt") \
    T(whatif_gained, "Leger som får færre vakter") \
    T(whatif_lost, "Leger som får flere vakter") \
    T(whatif_kroner, "Kroner etter satsene") \
    T(whatif_population, "Innbyggere") \
    T(whatif_band, "Bånd i NKLMs anbefaling") \
    T(whatif_norms_short, "Punkter under NKLMs anbefaling") \
    T(whatif_norm, "NKLM: {0}") \
    T(whatif_municipality, "{0} leverer, av det den skylder") \
    T(whatif_rule, "Regel {0}, poeng") \
    T(whatif_complete, "komplett") \
    T(whatif_incomplete, "ikke komplett") \
    T(whatif_impossible, "umulig, bevist") \
    T(whatif_at_most, "høyst {0} bedre") \
    T(whatif_given, "planen dere har") \
    T(whatif_of, "{0} av {1}") \
    T(whatif_most_fewer, "{0}, høyst {1} færre") \
    T(whatif_most_more, "{0}, høyst {1} flere") \
    T(whatif_from, "fra {0}") \
    T(whatif_base, "Slik det er") \
    T(whatif_roster, "Planen dere har") \
    T(whatif_costs, "Planen dere har, koster {0} poeng; den som er regnet ut her, koster {1} ({2}); ") \
    T(whatif_table, "Planene ved siden av hverandre") \
    T(whatif_in_short, "Kort sagt") \
    T(whatif_nothing, "ingen forskjell i det som er telt her") \
    T(whatif_rules_head, "Reglene som koster mest") \
    T(whatif_better, "bedre") \
    T(whatif_worse, "verre") \
    T(whatif_how, "Pil opp og ned: flere og færre enn slik det er; ved minst–midt–mest gjelder pilen den som har mest. «Bevist best» betyr at ingen annen plan er bedre etter reglene og prisene i dokumentet; «høyst N bedre» at høyst N poeng kan spares på det første nivået som ikke er bevist.") \
    T(whatif_recommendation, "NKLMs tabell er en anbefaling, ikke et krav. Bindende normtall i SFS 2305 er ikke kontrollert.") \
    T(whatif_counts, "Siden viser bare antall. Ingen lege er navngitt, og ingen grunn til fravær eller fritak er brukt.") \
    T(whatif_invented, "Navn, alder, fravær og ønsker bak tallene er oppdiktet.") \
    T(sweep_head, "Hva er nok?") \
    T(sweep_cross, "Ledige vakter («?»: ikke bevist minst)") \
    T(sweep_plot, "Ledige vakter. Fylt merke: bevist minst; åpent merke: beste plan som er funnet.") \
    T(sweep_fewer, "Færre ledige enn for verdien før") \
    T(sweep_work, "Arbeid") \
    T(sweep_with, "Med {0}: ") \
    T(sweep_enough, "{0} er nok til at ingen vakt blir ledig") \
    T(sweep_least_tried, "; det er det minste som er prøvd.") \
    T(sweep_below_proven, "; {0} er ikke nok, og det er bevist (ledige vakter i den beste planen som er funnet: {1}, timer uten full dekning: {2}).") \
    T(sweep_below, "; om {0} kunne vært nok, er ikke bevist (ledige vakter i den beste planen som er funnet: {1}, timer uten full dekning: {2}).") \
    T(sweep_none, "ingenting fra {0} til {1} ga en plan uten ledige vakter; det er ikke bevist for alle.") \
    T(sweep_none_proven, "ingenting fra {0} til {1} er nok, og det er bevist.") \
    T(sweep_how, "Leger som kommer til, er uten navn og formet som den midterste av sitt slag (etter andel, kompetanse og vakttyper); de som går ut, er de siste i dokumentet. «Bevist best» gjelder nivåene som er løst; fordelingen mellom legene er ikke gjort jevnere enn det krever.") \
    T(price_rules, "Hva reglene koster") \
    T(price_doctors, "Hva én lege til er verdt") \
    T(price_without, "Uten regelen") \
    T(price_with, "Med") \
    T(price_doctor, "én {0} til (nå {1})") \
    T(price_able, "én lege til som {0} (nå {1})") \
    T(price_open, "Færre ledige vakter") \
    T(price_uncovered, "Færre timer udekket") \
    T(price_duties, "Færre vakter å ta") \
    T(price_backup, "Færre bakvakter") \
    T(price_costs_one, "«{0}» koster én vakt.") \
    T(price_costs, "«{0}» koster {1} vakter.") \
    T(price_leaves_one, "«{0}» gjør at én vakt til blir ledig.") \
    T(price_leaves_open, "«{0}» gjør at {1} vakter til blir ledige.") \
    T(price_proven, " Begge planene er bevist best.") \
    T(price_not_proven, " Det gjelder de beste planene som er funnet.") \
    T(price_how, "Hver rad er planen løst på nytt uten én regel, alt annet likt; minus betyr flere. Det er et regnestykke og ikke et forslag: en regel som følger av lov eller avtale, gjelder uansett hva den koster. Regler som ikke endrer noe her, er utelatt, og det er bevist at de ikke gjør det.") \
    T(whatif_progress, "[{0}/{1}] {2}") \
    T(calendar_head, "Helligdager, aftener og klokkeskifter {0}") \
    T(calendar_note, "Vanlige søndager er også røde. En natt 23-08 er ellers 9 timer.") \
    T(summer_time_begins, "sommertid begynner: klokka stilles fra 02 til 03") \
    T(summer_time_ends, "sommertid slutter: klokka stilles fra 03 til 02") \
    T(cover_head, "Hvem kan ta vakten?") \
    T(cover_holder, "{0} har vakten nå.") \
    T(cover_open, "Vakten er ledig.") \
    T(cover_notice, "Den begynner om {0} timer.") \
    T(cover_begun, "Den har begynt.") \
    T(cover_block, "Vakten hører til en blokk: {0} vakter flyttes samlet.") \
    T(cover_pinned, "Vakten er fastsatt; fastsettingen må fjernes før den kan flyttes, og er ikke regnet med her.") \
    T(cover_can, "Kan ta vakten uten å bryte regler som skal holdes: {0}. Har fri, men kan spørres: {1}.") \
    T(cover_nobody, "Ingen kan ta vakten uten å bryte regler som skal holdes. Har fri, men kan spørres: {0}.") \
    T(cover_levels, "Poeng: endring på hvert nivå fra planen som den er; lavest er best. Last: vaktpoeng med vakten (andel).") \
    T(cover_costs, "Hva det koster:") \
    T(cover_cannot, "Bryter regler som skal holdes:") \
    T(cover_vacancy, "ubesatt stilling") \
    T(cover_whoever, "Brytes uansett hvem som tar vakten:") \
    T(cover_released, "{0} trengs ikke lenger") \
    T(cover_more, " (og {0} til)") \
    T(cover_two_steps, "Med to endringer, uten å bryte regler som skal holdes (begge legene må spørres eller pålegges):") \
    T(cover_two_step, "  {0} tar vakten når {1} tar {2}") \
    T(cover_far, "over 7 døgn") \
    T(ladder_head, "Det minste som må endres, og hva flere endringer gir (fra {0}):") \
    T(ladder_least, "Færre enn {0} endringer lar mer stå ledig: det er bevist.") \
    T(ladder_least_1, "Uten endringer står mer ledig: det er bevist.") \
    T(ladder_least_unproven, "Det er ikke bevist at {0} er færrest endringer; færre enn {1} er det i alle fall ikke.") \
    T(ladder_none, "Ingenting må endres.") \
    T(ladder_none_else, "Ingen andre får endringer.") \
    T(ladder_stopped, "Søket ble stanset av en grense før alle trinnene var funnet.") \
    T(ladder_nothing_found, "Ingen plan ble funnet før grensen.") \
    T(ladder_impossible, "De fastsatte vaktene kan ikke holdes alle sammen uten å bryte regler som skal holdes.") \
    T(ladder_lost, "{0} kan ikke beholde {1}.") \
    T(ladder_standing, "Brudd i det som står, og som ikke endres her:") \
    T(ladder_anew, "løst på nytt, ") \
    T(ladder_changes_0, "ingen endringer") \
    T(ladder_changes_1, "1 endring") \
    T(ladder_changes, "{0} endringer") \
    T(ladder_asked_1, " og 1 det er bedt om") \
    T(ladder_asked, " og {0} det er bedt om") \
    T(ladder_open_0, ": ingen ledige vakter") \
    T(ladder_open_1, ": 1 ledig vakt") \
    T(ladder_open, ": {0} ledige vakter") \
    T(ladder_people_0, ", ingen leger berøres") \
    T(ladder_people_1, ", 1 lege berøres") \
    T(ladder_people, ", {0} leger berøres") \
    T(ladder_better, "; {0} er {1} poeng bedre") \
    T(ladder_worse, "; {0} er {1} poeng dårligere") \
    T(ladder_wish_more, "; 1 ønske mer oppfylt") \
    T(ladder_wishes_more, "; {0} ønsker mer oppfylt") \
    T(ladder_wish_less, "; 1 ønske mindre oppfylt") \
    T(ladder_wishes_less, "; {0} ønsker mindre oppfylt") \
    T(ladder_unproven, " (ikke bevist best)") \
    T(ladder_answer, "   <- foreslås") \
    T(ladder_moves, "Endringene i det som foreslås:") \
    T(ladder_move, "  {0}: {1} -> {2}") \
    T(ladder_open_duty, "ledig") \
    T(ladder_move_asked, ", det er bedt om") \
    T(ladder_compared, "Poeng og ønsker er sammenlignet med planen som foreslås.") \
    T(book_head, "Vaktboka, revisjon {0}: {1} {2}") \
    T(book_by, "av {0}") \
    T(book_section6, "INGEN LEGE PÅ VAKT (akuttmedisinforskriften § 6): {0}") \
    T(book_state, "Ledige vakter: {0}. Udekket tid: {1}. Brudd på regler som skal holdes, signert: {2}.") \
    T(book_open, "Ledige vakter:") \
    T(book_breaches, "Brudd som noen har signert for:") \
    T(book_signed, "Signert av {0}: {1}.") \
    T(book_applied, "Endringer som er gjennomført: {0}") \
    T(book_refused, "Endringer som er avvist: {0}") \
    T(book_waiting, "Endringer som venter: {0}") \
    T(book_tell, "Leger som må få beskjed: {0}") \
    T(book_proposed, "Forslag, ikke publisert (* er det som foreslås):") \
    T(book_rung, "{0} endringer ingen har bedt om, {1} ledige vakter, {2} leger berøres") \
    T(book_proven, "bevist") \
    T(book_not_proven, "ikke bevist") \
    T(book_more, "... og {0} til") \
    T(book_nobody, "ingen") \
    T(book_on_call, "Hvem har vakt") \
    T(book_on_call_at, "Listen gjelder fra {0} (revisjon {1}) og er skrevet på nytt ved hver endring.") \
    T(book_now, "Nå") \
    T(book_next, "Neste") \
    T(book_then, "Videre") \
    T(book_open_duty, "LEDIG") \
    T(book_idle, "Ingenting nytt. Revisjon {0} gjelder.") \
    T(book_published, "Revisjon {0} er publisert.") \
    T(book_would, "Prøvekjøring: dette ville blitt revisjon {0}. Ingenting er skrevet.") \
    T(book_again, "Revisjon {0} er publisert. Kjør vaktplan rebuild igjen for å gjøre resten ferdig.") \
    T(book_untouched, "Vaktplanen som er publisert, er urørt.") \
    T(book_finished, "Det som gjensto etter forrige kjøring, er gjort ferdig.") \
    T(book_left, "{0} ligger i innboksen: {1}") \
    T(book_file_refused, "{0} er avvist: {1}") \
    T(book_not_published, "Vaktplanen er ikke publisert: den bryter regler som skal holdes.") \
    T(book_not_restored, "Revisjon {0} kan ikke tas tilbake: det bryter regler som skal holdes.") \
    T(book_no_history, "Ingenting å vise.") \
    T(diff_none, "Vaktplanene er like: ingen vakter har byttet lege.") \
    T(diff_head, "Endret: {0} har byttet lege, {1} er blitt ledige, {2} har fått lege.") \
    T(diff_doctors, "Leger som berøres: {0}") \
    T(diff_least_notice, "Korteste varsel: {0} timer") \
    T(diff_begun, "Vakter som alt har begynt: {0}") \
    T(diff_messages, "Til hver lege:") \
    T(diff_hello, "Hei, {0}. Vaktplanen er endret.") \
    T(diff_lost, " Du har ikke lenger {0}.") \
    T(diff_gained, " Du har fått {0}.") \
    T(diff_and_more, " og {0} til") \
    T(diff_notice, " (om {0} timer)") \
    T(diff_has_begun, " (har begynt)") \
    T(fold_id_used, "Id-en {0} er alt brukt om en annen endring.") \
    T(fold_fields, "Endringen motsier seg selv: {0}.") \
    T(fold_unknown_change, "Endringen bygger på {0}, som ikke er gjennomført.") \
    T(fold_after_waits, "Endringen bygger på {0}, som ikke er gjennomført ennå.") \
    T(fold_unknown_doctor, "Legen {0} finnes ikke.") \
    T(fold_unknown_duty, "Vakten {0} finnes ikke.") \
    T(fold_unknown, "{0} finnes ikke.") \
    T(fold_exists, "{0} finnes fra før.") \
    T(fold_not_holder, "{0} har ikke {1}.") \
    T(fold_not_open, "{0} er ikke ledig.") \
    T(fold_not_offered, "{0} er verken lyst ut eller tilbudt {1}.") \
    T(fold_nothing, "Endringen endrer ingenting.") \
    T(fold_begun, "{0} har begynt, og det som har vært, endres ikke. Meld heller en rettelse etter vakten.") \
    T(fold_not_begun, "{0} har ikke begynt, og en rettelse gjelder bare det som har vært.") \
    T(fold_split_block, "{0} hører til en blokk som tas av samme lege, og kan ikke flyttes alene.") \
    T(fold_pinned, "{0} er fastsatt; fastsettingen må oppheves først.") \
    T(fold_changed_before, "{0} er alt endret av {1}; en ny endring må si at den bygger på den.") \
    T(fold_not_agreed, "{0} har verken bedt om endringen, sagt ja til den eller fått pålegg.") \
    T(fold_not_approved, "Endringen er ikke godkjent.") \
    T(fold_invalid, "Problemet ville blitt ugyldig: {0}.") \
    T(fold_breaks, "Endringen bryter regler som skal holdes: {0}") \
    T(fold_law, "Endringen bryter regler som ingen kan sette til side for én vakt: {0}") \
    T(fold_cannot_be_ordered, "{0} kan bare spørres, ikke pålegges {1}.") \
    T(fold_missing, "«{0}» mangler") \
    T(fold_extra, "«{0}» hører ikke til «{1}»") \
    T(fold_same_doctor, "det er samme lege to ganger") \
    T(fold_same_duty, "det er samme vakt to ganger") \
    T(fold_one_wish, "enten «wish» eller «withdrawn» skal være gitt") \
    T(fold_demand, "«demand» skal være «{0}», med vakttype og dato") \
    T(fold_forced, "Følger av endringen {0} ({1}).") \
    T(fold_had_begun, "Vakten hadde begynt da fraværet ble meldt.")
/* clang-format on */

typedef enum vakt_text_id {
#define VAKT_TEXT_ENUM(id, bokmaal) VAKT_TEXT_##id,
    VAKT_TEXTS(VAKT_TEXT_ENUM)
#undef VAKT_TEXT_ENUM
} vakt_text_id;

const char *vakt_text_of(vakt_text_id id);

/* Adds the text with {0} {1} {2} replaced by the arguments; NULL for one that is not used. */
void vakt_say(vakt_text *text, vakt_text_id id, const char *arg0, const char *arg1,
              const char *arg2);

/* A number as text, to pass to vakt_say. */
typedef struct vakt_number {
    char text[24];
} vakt_number;
vakt_number vakt_number_of(int64_t value);

/* Row i of the whole table, in a fixed order: its id (like "rule.rest.breach", "layer.backup" or
 * "text.head") and its text. False beyond the end. The id is written to ret_id. */
bool vakt_texts_row(size_t row, char ret_id[80], const char **ret_text);

#endif
