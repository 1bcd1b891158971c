/* One of several plans that differ little: solved from what is known of the others. */
#ifndef VAKT_SWEEP_VARIANT_H
#define VAKT_SWEEP_VARIANT_H

#include "rules/program.h"
#include "vakt.h"

typedef struct vakt_variant {
    vakt_instance *instance; /* borrowed */
    vakt_program *program;   /* NULL until it is solved */
    vakt_solution solution;
    vakt_report *said;       /* by the solve; NULL until then */
    int64_t known[VAKT_MAX_LEVELS]; /* as in vakt_search_options, from the others */
    bool near; /* begins from another's roster even where only a part of it fits: closer to that one,
                  but often worse than what is built from nothing */
    bool solved;
} vakt_variant;

/*
 * Solves it, beginning from the best of the others' rosters and bounded by what is proven of those
 * others of which it asks no less (rules/relax.h). Where that leaves nothing to search, or only
 * what such another's search could not decide, there is no search and the work is 0. Others that
 * are not solved yet are passed over.
 * Touches nothing but the variant itself. options->known is not looked at.
 */
VAKT_MUST_USE vakt_status vakt_variant_solve(vakt_variant *variant,
                                             const vakt_variant *const *others, size_t n_others,
                                             const vakt_search_options *options,
                                             const vakt_hooks *hooks);
/* Whether every roster is as legal and as dear in both: proven where it says so. Compiles it, which
 * the solve will not do again. */
VAKT_MUST_USE vakt_status vakt_variant_is_same(vakt_variant *variant, const vakt_variant *other,
                                               bool *ret_same);
void vakt_variant_done(vakt_variant *variant);

/* Takes every setting of the rule out of an instance that is one's own, whatever the law says: to
 * see what the rule costs. */
void vakt_instance_take_out(vakt_instance *instance, vakt_rule_kind rule);

#endif
