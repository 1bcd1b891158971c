#include "rules/compile.h"

#include <string.h>

#include "rules/builder.h"
#include "rules/builder_life.h"

/* Made from the catalogue: a rule without a compile function does not link. */
typedef void (*compile_function)(vakt_builder *b);
#define COMPILE_ROW(word, ...) vakt_compile_##word,
static const compile_function compile_functions[] = {VAKT_RULES(COMPILE_ROW)};
#undef COMPILE_ROW

static void run_pass(vakt_builder *b, int skip_rule)
{
    const vakt_instance *instance = b->instance;
    for (size_t s = 0; s < instance->n_settings; s++) {
        const vakt_setting *setting = &instance->settings[s];
        if (!setting->on || (int)setting->rule == skip_rule)
            continue;
        b->setting = (int)s;
        compile_functions[setting->rule](b);
    }
    b->setting = -1;
}

vakt_status vakt_compile(const vakt_instance *instance, const vakt_compile_options *options,
                         vakt_program **ret_program)
{
    int skip_rule = options ? options->skip_rule : -1;
    vakt_builder b;
    *ret_program = NULL;
    vakt_status status = vakt_builder_begin(&b, instance);
    if (status == VAKT_OK) {
        b.ignore = options ? options->ignore : NULL;
        b.uncovered = options ? options->uncovered : NULL;
        b.keep = options ? options->keep : NULL;
        b.context = options ? options->context : NULL;
        run_pass(&b, skip_rule);
        vakt_builder_make_variables(&b);
        run_pass(&b, skip_rule);
        status = vakt_builder_finish(&b, ret_program);
    }
    vakt_builder_done(&b);
    return status;
}

void vakt_program_to_roster(const vakt_program *program, const uint8_t *values,
                            vakt_roster *roster)
{
    for (size_t d = 0; d < roster->n_duties; d++)
        roster->doctor[d] = VAKT_NOBODY;
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        if (var->kind != VAKT_VAR_ASSIGN || !values[v])
            continue;
        const vakt_unit *unit = &program->units[var->unit];
        for (size_t i = 0; i < unit->n_duties; i++)
            roster->doctor[program->unit_duties[unit->first_duty + i]] = var->doctor;
    }
}

/* The doctor who has the whole unit; VAKT_NOBODY when it is open or split. */
static int holder_of(const vakt_program *program, const vakt_unit *unit,
                     const vakt_roster *roster, bool *ret_split)
{
    const int32_t *duties = &program->unit_duties[unit->first_duty];
    int doctor = roster->doctor[duties[0]];
    for (size_t i = 1; i < unit->n_duties; i++) {
        if (roster->doctor[duties[i]] != doctor) {
            *ret_split = true;
            return VAKT_NOBODY;
        }
    }
    return doctor;
}

bool vakt_program_from_roster(const vakt_program *program, const vakt_roster *roster,
                              uint8_t *values)
{
    bool wrong = false;
    memset(values, 0, program->n_vars * sizeof *values);
    for (size_t u = 0; u < program->n_units; u++) {
        int doctor = holder_of(program, &program->units[u], roster, &wrong);
        if (doctor == VAKT_NOBODY)
            continue;
        int32_t var = program->assign_var[(size_t)doctor * program->n_units + u];
        if (var >= 0)
            values[var] = 1;
        else
            wrong = true;
    }
    return !wrong;
}
