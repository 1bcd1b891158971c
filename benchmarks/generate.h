/* Random legevakt problems as documents: for measuring, and for tests of whole runs. */
#ifndef BENCH_GENERATE_H
#define BENCH_GENERATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef struct bench_draft {
    bool tight; /* sequence rules and little room; else shares, wishes and rest alone */
    int doctors, weeks;
    uint64_t seed;
} bench_draft;

/* Adds the JSON document. Equal drafts give equal bytes. */
VAKT_MUST_USE vakt_status bench_generate(const bench_draft *draft, vakt_text *text);

#endif
