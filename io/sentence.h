/* Norwegian sentences about duties and findings. */
#ifndef VAKT_IO_SENTENCE_H
#define VAKT_IO_SENTENCE_H

#include "base/text.h"
#include "verify/verify.h"

/* "lørdag 26. desember" */
void vakt_say_day(vakt_text *text, vakt_day day);
/* "lørdag 26. desember kl. 23:00-11:00"; the end's day is named when it is more than a day off. */
void vakt_say_span(vakt_text *text, vakt_minute start, vakt_minute end);
/* "7 t 30 min" */
void vakt_say_minutes(vakt_text *text, int64_t minutes);
/* What the rule asks, with the setting's own numbers; NULL: the catalogue's. */
void vakt_say_statement(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting);
/* The rule's own sentence of a breach, filled in for this finding. */
void vakt_say_finding(vakt_text *text, const vakt_instance *instance, const vakt_finding *finding);
/* "1.-31. desember 2026" or "1. januar 2027 - 31. mars 2027" */
void vakt_say_period(vakt_text *text, vakt_day from, vakt_day to);

#endif
