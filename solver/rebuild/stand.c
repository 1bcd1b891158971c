/*
 * Problem: say of every duty whether it stands, who has it when nothing moves, and who may take it.
 *
 * Idea: compile with variables for all that has begun, whatever forbids it; a published duty
 * without a variable is lost. Then the policy, unit by unit. A block that has to be taken apart is
 * seen only after compiling, so then it is compiled once more, from an instance in which it is.
 */
#include "rebuild/stand.h"

#include <string.h>

#include "base/vec.h"
#include "rules/compile.h"

static bool has_begun(const vakt_stand *s, int duty)
{
    return s->given->duties[duty].start <= s->request->now ||
           (s->request->stands && s->request->stands[duty]);
}

static int published(const vakt_stand *s, int duty)
{
    return s->request->published->doctor[duty];
}

static bool stands_with(void *context, int doctor, int duty)
{
    const vakt_stand *s = context;
    return published(s, duty) == doctor && has_begun(s, duty);
}

static vakt_status compile(vakt_stand *s)
{
    const vakt_compile_options options = {.skip_rule = -1, .keep = stands_with, .context = s};
    vakt_program_free(s->program);
    s->program = NULL;
    return vakt_compile(s->instance, &options, &s->program);
}

/* ---- units ---- */

typedef struct unit_state {
    int holder;  /* who has all of it, or VAKT_NOBODY */
    bool mixed;  /* its duties have not all the same doctor */
    bool begun;  /* some duty stands by itself */
    int32_t var; /* of the holder, or -1 */
} unit_state;

static const int32_t *duties_of(const vakt_stand *s, size_t unit)
{
    return &s->program->unit_duties[s->program->units[unit].first_duty];
}

static int32_t var_of(const vakt_stand *s, int doctor, size_t unit)
{
    return s->program->assign_var[(size_t)doctor * s->program->n_units + unit];
}

static unit_state look_at(const vakt_stand *s, size_t unit)
{
    const int32_t *duties = duties_of(s, unit);
    unit_state state = {.holder = published(s, duties[0]), .var = -1};
    for (size_t i = 0; i < s->program->units[unit].n_duties; i++) {
        state.mixed = state.mixed || published(s, duties[i]) != state.holder;
        state.begun = state.begun || has_begun(s, duties[i]);
    }
    if (state.mixed)
        state.holder = VAKT_NOBODY;
    if (state.holder != VAKT_NOBODY)
        state.var = var_of(s, state.holder, unit);
    return state;
}

static bool is_spared(const vakt_stand *s, int doctor)
{
    return s->request->spared && s->request->spared[doctor];
}

static bool asked_for_all(const vakt_stand *s, int doctor, size_t unit)
{
    const int32_t *duties = duties_of(s, unit);
    for (size_t i = 0; i < s->program->units[unit].n_duties; i++)
        if (!vakt_stand_asked(s, doctor, duties[i]))
            return false;
    return true;
}

/* ---- blocks that are taken apart ---- */

static bool some_holder_is_spared(const vakt_stand *s, size_t unit)
{
    const int32_t *duties = duties_of(s, unit);
    for (size_t i = 0; i < s->program->units[unit].n_duties; i++)
        if (published(s, duties[i]) != VAKT_NOBODY && is_spared(s, published(s, duties[i])))
            return true;
    return false;
}

static bool comes_apart(const vakt_stand *s, size_t unit)
{
    unit_state state = look_at(s, unit);
    if (state.mixed)
        return state.begun || s->request->policy != VAKT_REBUILD_FREE ||
               some_holder_is_spared(s, unit);
    return state.begun && state.holder != VAKT_NOBODY && state.var < 0;
}

static bool same_part(const vakt_stand *s, int a, int b)
{
    return published(s, a) == published(s, b) && has_begun(s, a) == has_begun(s, b);
}

/* The part of the block that duty number `first` begins; each duty is told which. */
static void add_part(vakt_stand *s, const vakt_block_instance *block, size_t first, int *part)
{
    vakt_block_instance *made = &s->own.blocks[s->own.n_blocks];
    size_t n = 0;
    made->block = block->block;
    made->duties = part;
    for (size_t i = first; i < block->n_duties; i++)
        if (same_part(s, block->duties[first], block->duties[i]))
            part[n++] = block->duties[i];
    made->n_duties = n;
    for (size_t i = 0; i < n; i++)
        s->own.duties[part[i]].block = n > 1 ? (int)s->own.n_blocks : -1;
    s->own.n_blocks += n > 1;
}

static bool is_first_of_part(const vakt_stand *s, const vakt_block_instance *block, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same_part(s, block->duties[i], block->duties[at]))
            return false;
    return true;
}

static vakt_status take_apart(vakt_stand *s, const uint8_t *apart)
{
    const vakt_instance *in = s->given;
    size_t most = in->n_blocks + in->n_duties;
    s->own = *in;
    s->own.n_blocks = 0;
    s->own.blocks = vakt_arena_alloc(s->arena, most, sizeof *s->own.blocks);
    s->own.duties = vakt_arena_alloc(s->arena, in->n_duties, sizeof *s->own.duties);
    if (!s->own.blocks || !s->own.duties)
        return VAKT_E_NOMEM;
    memcpy(s->own.duties, in->duties, in->n_duties * sizeof *in->duties);
    for (size_t b = 0; b < in->n_blocks; b++) /* whole ones keep their numbers */
        s->own.blocks[s->own.n_blocks++] = in->blocks[b];
    for (size_t b = 0; b < in->n_blocks; b++) {
        const vakt_block_instance *block = &in->blocks[b];
        for (size_t i = 0; apart[b] && i < block->n_duties; i++) {
            int *part = vakt_arena_alloc(s->arena, block->n_duties, sizeof *part);
            if (!part)
                return VAKT_E_NOMEM;
            if (is_first_of_part(s, block, i))
                add_part(s, block, i, part);
        }
        if (apart[b])
            s->own.blocks[b].n_duties = 0; /* nobody's any more */
    }
    s->instance = &s->own;
    return VAKT_OK;
}

static vakt_status take_blocks_apart(vakt_stand *s)
{
    vakt_status status = VAKT_OK;
    bool any = false;
    uint8_t *apart = vakt_arena_alloc(s->arena, s->given->n_blocks + 1, sizeof *apart);
    if (!apart)
        return VAKT_E_NOMEM;
    for (size_t u = 0; u < s->program->n_units; u++) {
        int block = s->given->duties[duties_of(s, u)[0]].block;
        if (block < 0 || !comes_apart(s, u))
            continue;
        apart[block] = 1;
        any = true;
    }
    if (!any)
        return VAKT_OK;
    VAKT_TRY(take_apart(s, apart));
    VAKT_TRY(compile(s));
done:
    return status;
}

/* ---- what stands ---- */

static bool unit_stands(const vakt_stand *s, size_t unit, const unit_state *state)
{
    if (state->begun)
        return true;
    if (state->var < 0 || asked_for_all(s, state->holder, unit))
        return false;
    return s->request->policy != VAKT_REBUILD_FREE || is_spared(s, state->holder);
}

static bool may_take(const vakt_stand *s, int doctor, size_t unit, const unit_state *state)
{
    if (doctor == state->holder || asked_for_all(s, doctor, unit))
        return true;
    if (is_spared(s, doctor))
        return false;
    return s->request->policy == VAKT_REBUILD_FREE ||
           (s->request->policy == VAKT_REBUILD_FILL_OPEN && state->var < 0);
}

static int first_setting_against(const vakt_stand *s, int doctor, int duty)
{
    int first = -1;
    for (size_t i = 0; i < s->program->n_forbids; i++) {
        const vakt_forbid *f = &s->program->forbids[i];
        if (f->doctor == doctor && f->duty == duty && (first < 0 || f->rule < first))
            first = f->rule;
    }
    return first;
}

void vakt_stand_lose(vakt_stand *stand, int duty, int doctor, int setting)
{
    if (stand->base[duty] != doctor)
        return;
    stand->base[duty] = VAKT_NOBODY;
    stand->lost[stand->n_lost++] = (vakt_ladder_lost){duty, doctor, setting};
}

static void settle_unit(vakt_stand *s, size_t unit)
{
    unit_state state = look_at(s, unit);
    const int32_t *duties = duties_of(s, unit);
    bool stands = unit_stands(s, unit, &state);
    for (size_t i = 0; i < s->program->units[unit].n_duties; i++) {
        int duty = duties[i], doctor = published(s, duty);
        s->frozen[duty] = stands;
        s->base[duty] = doctor;
        if (doctor != VAKT_NOBODY && var_of(s, doctor, unit) < 0)
            vakt_stand_lose(s, duty, doctor, first_setting_against(s, doctor, duty));
    }
    for (int d = 0; d < (int)s->program->n_doctors; d++) {
        int32_t var = var_of(s, d, unit);
        if (var >= 0)
            s->may[var] = stands                              ? d == state.holder
                          : may_take(s, d, unit, &state) ? -1 : 0;
    }
}

static int compare_lost(const void *left, const void *right)
{
    const vakt_ladder_lost *a = left, *b = right;
    return (a->duty > b->duty) - (a->duty < b->duty);
}

void vakt_stand_sort_lost(vakt_stand *stand)
{
    if (stand->n_lost > 1)
        qsort(stand->lost, stand->n_lost, sizeof *stand->lost, compare_lost);
}

static vakt_status settle(vakt_stand *s)
{
    size_t n = s->given->n_duties;
    s->frozen = vakt_arena_alloc(s->arena, n, sizeof *s->frozen);
    s->base = vakt_arena_alloc(s->arena, n, sizeof *s->base);
    s->lost = vakt_arena_alloc(s->arena, n, sizeof *s->lost);
    s->may = vakt_arena_alloc(s->arena, s->program->n_vars, sizeof *s->may);
    if (!s->frozen || !s->base || !s->lost || !s->may)
        return VAKT_E_NOMEM;
    memset(s->may, -1, s->program->n_vars * sizeof *s->may);
    for (size_t u = 0; u < s->program->n_units; u++)
        settle_unit(s, u);
    return VAKT_OK;
}

static vakt_status note_asked(vakt_stand *s)
{
    size_t n_duties = s->given->n_duties, n_doctors = s->given->n_doctors;
    s->asked = vakt_arena_alloc(s->arena, n_doctors * n_duties, sizeof *s->asked);
    if (!s->asked)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < s->request->n_asked; i++) {
        const vakt_asked_move *move = &s->request->asked[i];
        if (move->doctor < 0 || (size_t)move->doctor >= n_doctors || move->duty < 0 ||
            (size_t)move->duty >= n_duties)
            return VAKT_E_INTERNAL;
        s->asked[(size_t)move->doctor * n_duties + (size_t)move->duty] = 1;
    }
    return VAKT_OK;
}

vakt_status vakt_stand_new(const vakt_instance *instance, const vakt_rebuild_request *request,
                           vakt_stand **ret_stand)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_arena *arena = vakt_arena_new();
    vakt_stand *s = arena ? vakt_arena_alloc(arena, 1, sizeof *s) : NULL;
    if (!s) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    *s = (vakt_stand){.arena = arena, .request = request, .given = instance, .instance = instance};
    VAKT_TRY(note_asked(s));
    VAKT_TRY(compile(s));
    VAKT_TRY(take_blocks_apart(s));
    VAKT_TRY(settle(s));
    *ret_stand = s;
    s = NULL;
done:
    vakt_stand_free(s);
    return status;
}

void vakt_stand_free(vakt_stand *stand)
{
    if (!stand)
        return;
    vakt_program_free(stand->program);
    vakt_arena_free(stand->arena);
}

/* ---- what a change costs ---- */

int vakt_stand_notice(const vakt_stand *stand, int duty)
{
    int64_t minutes = stand->given->duties[duty].start - stand->request->now;
    int notice = 0;
    while (notice + 1 < VAKT_N_NOTICES && minutes / 60 >= stand->request->weights[notice].hours)
        notice++;
    return notice;
}

int64_t vakt_stand_weight(const vakt_stand *stand, int duty, int to)
{
    const vakt_notice_weight *weight = &stand->request->weights[vakt_stand_notice(stand, duty)];
    int from = stand->base[duty];
    if (from == to)
        return 0;
    return vakt_stand_all_asked(stand, duty, from, to) ? weight->asked : weight->unasked;
}

int64_t vakt_stand_count(const vakt_stand *stand, int duty, int to)
{
    int from = stand->base[duty];
    return from != to && !vakt_stand_all_asked(stand, duty, from, to);
}
