/*
 * Tiny problems, made at random from a seed, in which a rule of choice is likely to bind.
 *
 * A problem is made as the JSON text of a document, so that one on which a test fails can be kept
 * as it is and become a case. Few doctors and few duties: every roster can be enumerated.
 */
#ifndef VAKT_TESTS_RANDOM_PROBLEM_H
#define VAKT_TESTS_RANDOM_PROBLEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/text.h"
#include "domain/instance.h"
#include "io/vakt_io.h"

typedef struct vakt_random_options {
    uint64_t seed;
    int focus;      /* the rule that is to bind */
    bool plain;     /* 1-14 February 2027: no red days near, no clock change */
    int move_days;  /* all dates so many days later */
    int max_rosters; /* at most so many rosters; 0 = 1100 */
} vakt_random_options;

/* Adds the document to `text`; false when out of memory. Equal options give equal bytes. */
bool vakt_random_problem(const vakt_random_options *options, vakt_text *text);

/* A problem read, and the instance made from it. */
typedef struct vakt_tiny {
    vakt_arena *arena;
    vakt_report *report;
    vakt_doc *doc;
    vakt_problem *problem; /* may be changed between reading and making */
    vakt_instance *instance;
} vakt_tiny;

/* Both print what is wrong with the document to stderr and return false. */
bool vakt_tiny_read(const char *json, size_t length, vakt_tiny *ret_tiny);
bool vakt_tiny_make(vakt_tiny *tiny);
void vakt_tiny_done(vakt_tiny *tiny);

#endif
