/* What a sweep can vary, and the operation that sets it to a value. */
#ifndef VAKT_SWEEP_QUANTITY_H
#define VAKT_SWEEP_QUANTITY_H

#include "base/text.h"
#include "whatif/scenario.h"

enum { VAKT_AXIS_MOST = 60 };

/* Q(id, word, least, most, Norwegian, a value of it with # for the number): numbers */
#define VAKT_SWEEP_NUMBERS(Q)                                                                      \
    Q(GP, "gp", 0, 200, "fastleger", "# fastleger")                                                \
    Q(EMPLOYED, "employed", 0, 200, "ansatte legevaktleger", "# ansatte legevaktleger")            \
    Q(LIS1, "lis1", 0, 200, "LIS1", "# LIS1")                                                      \
    Q(LOCUM, "locum", 0, 200, "vikarer", "# vikarer")                                              \
    Q(VOLUNTEER, "volunteer", 0, 200, "frivillige", "# frivillige")                                \
    Q(OTHER, "other", 0, 200, "andre leger", "# andre leger")                                      \
    Q(ALONE, "alone", 0, 200, "leger som kan være alene", "# leger som kan være alene")            \
    Q(BACKUP, "backup", 0, 200, "leger som kan være bakvakt", "# leger som kan være bakvakt")      \
    Q(NEEDS_BACKUP, "needs-backup", 0, 200, "leger som må ha bakvakt", "# leger som må ha bakvakt")\
    Q(CAP, "cap", 0, 60, "høyst så mange vakter på 28 dager", "høyst # vakter på 28 dager for hver lege")\
    Q(NIGHTS, "nights", 0, 60, "høyst så mange netter på 28 dager", "høyst # netter på 28 dager for hver lege")\
    Q(SHARE, "volunteer-share", 0, 100, "prosent av fastlegene som er frivillige", "# prosent frivillige")
/* W(id, word, Norwegian): words */
#define VAKT_SWEEP_WORDS(W)                                                                        \
    W(PROFILE, "profile", "arbeidstidsprofil for alle")                                            \
    W(LAW, "law", "kompetanseregler og bakvaktkrav")

typedef enum vakt_quantity {
#define VAKT_QUANTITY_ENUM(id, ...) VAKT_QUANTITY_##id,
    VAKT_SWEEP_NUMBERS(VAKT_QUANTITY_ENUM) VAKT_SWEEP_WORDS(VAKT_QUANTITY_ENUM) VAKT_N_QUANTITIES
#undef VAKT_QUANTITY_ENUM
} vakt_quantity;
extern const char *const vakt_quantity_words[]; /* NULL-terminated */
extern const char *const vakt_quantity_norwegian[];
/* The words of `law`: the competence versions, and last no_backup (bakvaktkravet bort). */
extern const char *const vakt_sweep_law_words[];

typedef struct vakt_axis {
    vakt_quantity quantity;
    int64_t values[VAKT_AXIS_MOST]; /* of a quantity of words: which word */
    size_t n;
} vakt_axis;

/* QUANTITY=FROM..TO, QUANTITY=FROM..TO:STEP, or QUANTITY=A,B,C. The values come in rising order for
 * numbers, as written for words. False: what is wrong is in ret_expected. */
bool vakt_axis_parse(const char *text, vakt_axis *ret_axis, const char **ret_expected);

/* Numbers of doctors by what they may do. */
static inline bool vakt_quantity_is_ability(vakt_quantity quantity)
{
    return quantity >= VAKT_QUANTITY_ALONE && quantity <= VAKT_QUANTITY_NEEDS_BACKUP;
}

/* Whether some doctor may be one of both, so that to set the one number may change the other. */
bool vakt_quantities_meet(vakt_quantity a, vakt_quantity b);

/* The value as it is written; a number's text is put in `room`. */
const char *vakt_axis_value(const vakt_axis *axis, size_t index, char room[24]);

/* The value in words: «3 fastleger», «høyst 5 vakter på 28 dager for hver lege», or the word. */
void vakt_axis_say(const vakt_axis *axis, size_t index, vakt_text *text);

/* What sets the quantity to its value. Lists are made in `arena`; NULL-safe: false when out of
 * memory. */
bool vakt_axis_operation(const vakt_axis *axis, size_t index, vakt_arena *arena,
                         vakt_operation *ret_operation);

#endif
