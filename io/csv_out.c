#include "io/csv_out.h"

#include <string.h>

static void add_field(vakt_text *text, const char *field)
{
    if (!strpbrk(field, ";\"\r\n,")) {
        vakt_text_add(text, field);
        return;
    }
    vakt_text_add(text, "\"");
    for (; *field; field++)
        vakt_text_add(text, *field == '"' ? "\"\"" : (char[]){*field, '\0'});
    vakt_text_add(text, "\"");
}

static void add_row(vakt_text *text, const char *duty, const char *doctor, int layer,
                    vakt_minute start, vakt_minute end)
{
    char from[23] = "", to[23] = "";
    if (start != VAKT_UNSET)
        vakt_oslo_format(start, from);
    if (end != VAKT_UNSET)
        vakt_oslo_format(end, to);
    add_field(text, duty);
    vakt_text_add(text, ";");
    add_field(text, doctor);
    vakt_text_addf(text, ";%s;%s;%s\r\n", layer >= 0 ? vakt_layer_words[layer] : "", from, to);
}

vakt_status vakt_roster_doc_write_csv(const vakt_roster_doc *roster, vakt_text *text)
{
    vakt_text_add(text, "\xEF\xBB\xBF" "duty;doctor;layer;start;end\r\n");
    for (size_t i = 0; i < roster->n_assignments; i++) {
        const vakt_roster_doc_assignment *a = &roster->assignments[i];
        add_row(text, a->duty, a->doctor, a->layer, a->start, a->end);
    }
    for (size_t i = 0; i < roster->n_open; i++) {
        const vakt_roster_doc_open *o = &roster->open[i];
        add_row(text, o->duty, "", o->layer, o->start, o->end);
    }
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}
