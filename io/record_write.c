/*
 * Structs to JSON and XML. What is written reads back equal, so what the reader would not take is
 * refused here: a record made by program that has it is a mistake of the program.
 */
#include <string.h>

#include "io/doc_internal.h"

#define MAX_COLUMNS 100

typedef struct writer {
    vakt_text *text;
    bool wrong; /* the record holds what no document can say */
} writer;

static void write_object(writer *w, const vakt_record *record, const void *data, int indent,
                         size_t used);

/* --- what to write --- */

static const char *const *ids_of(const vakt_field *field, const void *data, size_t *ret_count)
{
    *ret_count = *(const size_t *)(const void *)((const char *)data + field->offset_count);
    return *(const char *const *const *)(const void *)((const char *)data + field->offset);
}

static const char *items_of(const vakt_field *field, const void *data, size_t *ret_count)
{
    *ret_count = *(const size_t *)(const void *)((const char *)data + field->offset_count);
    return *(const char *const *)(const void *)((const char *)data + field->offset);
}

static bool ids_are_default(const vakt_field *field, const void *data)
{
    size_t count, length, i = 0;
    const char *const *ids = ids_of(field, data, &count);
    const char *at = field->default_text ? field->default_text : "", *word;
    for (; vakt_next_word(&at, &word, &length); i++)
        if (i >= count || strlen(ids[i]) != length || memcmp(ids[i], word, length) != 0)
            return false;
    return i == count;
}

static bool is_element(const vakt_field *field)
{
    return field->type == VAKT_T_RECORD || field->type == VAKT_T_RECORDS;
}

/* Fields equal to what the reader would fill in are left out. */
static bool is_written(const vakt_field *field, const void *data)
{
    size_t count;
    vakt_value value, usual;
    if (field->flags & VAKT_F_REQUIRED)
        return true;
    switch (field->type) {
    case VAKT_T_RECORD:
        return field->offset_count == 0 ||
               *(const bool *)(const void *)((const char *)data + field->offset_count);
    case VAKT_T_RECORDS:
        items_of(field, data, &count);
        return count > 0;
    case VAKT_T_IDS:
        return !ids_are_default(field, data);
    case VAKT_T_STRING:
    case VAKT_T_ID:
    case VAKT_T_INT:
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_TIME:
    case VAKT_T_ENUM:
    case VAKT_T_SET:
        break;
    }
    value = vakt_value_load(field, data);
    return !vakt_value_default(field, &usual) || !vakt_value_equal(value, usual);
}

/* The XML text form of a scalar, SET or IDS field. */
static void value_text(writer *w, const vakt_field *field, const void *data, vakt_text *text)
{
    vakt_text_add(text, "");
    if (field->type != VAKT_T_IDS) {
        if (!vakt_value_text(field, vakt_value_load(field, data), text))
            w->wrong = true;
        return;
    }
    size_t count;
    const char *const *ids = ids_of(field, data, &count);
    for (size_t i = 0; i < count; i++) {
        if (!ids[i] || !vakt_id_valid(ids[i]))
            w->wrong = true;
        else
            vakt_text_addf(text, "%s%s", i > 0 ? " " : "", ids[i]);
    }
}

static void indent_line(writer *w, int indent)
{
    vakt_text_addf(w->text, "\n%*s", indent, "");
}

/* --- JSON --- */

/* No control character but these three comes here: vakt_string_valid refuses the others. */
static void json_string(vakt_text *text, const char *string, size_t length)
{
    static const char from[] = "\"\\\n\r\t", to[] = "\"\\nrt";
    vakt_text_add(text, "\"");
    for (size_t i = 0; i < length; i++) {
        const char *letter = memchr(from, string[i], sizeof from - 1);
        if (letter)
            vakt_text_addf(text, "\\%c", to[letter - from]);
        else
            vakt_text_add_bytes(text, string + i, 1);
    }
    vakt_text_add(text, "\"");
}

static size_t columns_of(const vakt_text *text)
{
    size_t columns = 0;
    for (size_t i = 0; i < text->length; i++)
        columns += ((unsigned char)text->bytes[i] & 0xC0) != 0x80;
    return columns;
}

/* The words of a SET or IDS as an array, on one line or, indented, one a line. */
static void json_words(vakt_text *text, const char *words, int indent)
{
    const char *word, *comma = "";
    size_t length;
    vakt_text_add(text, "[");
    while (vakt_next_word(&words, &word, &length)) {
        vakt_text_add(text, comma);
        if (indent >= 0)
            vakt_text_addf(text, "\n%*s", indent + 2, "");
        else if (*comma)
            vakt_text_add(text, " ");
        json_string(text, word, length);
        comma = ",";
    }
    if (indent >= 0)
        vakt_text_addf(text, "\n%*s", indent, "");
    vakt_text_add(text, "]");
}

/* `used` columns of the line are taken by what stands before; SIZE_MAX: stay on the line. */
static void json_value(writer *w, const vakt_field *field, const void *data, int indent,
                       size_t used)
{
    vakt_text value, list;
    vakt_text_init(&value, VAKT_TEXT_CAP);
    vakt_text_init(&list, VAKT_TEXT_CAP);
    value_text(w, field, data, &value);
    if (value.failed) {
        w->text->failed = true;
    } else if (field->type == VAKT_T_SET || field->type == VAKT_T_IDS) {
        json_words(&list, value.bytes, -1);
        if (used == SIZE_MAX || used + columns_of(&list) + 1 <= MAX_COLUMNS)
            vakt_text_add(w->text, list.failed ? "" : list.bytes);
        else
            json_words(w->text, value.bytes, indent);
        w->text->failed = w->text->failed || list.failed;
    } else if (field->type == VAKT_T_INT || field->type == VAKT_T_BOOL ||
               field->type == VAKT_T_FLAG) {
        vakt_text_add(w->text, value.bytes);
    } else {
        json_string(w->text, value.bytes, value.length);
    }
    vakt_text_done(&value);
    vakt_text_done(&list);
}

/* All members on one line; false when that is too long or there are records among them. */
static bool write_flat(writer *w, const vakt_record *record, const void *data, size_t used)
{
    vakt_text flat;
    vakt_text_init(&flat, VAKT_TEXT_CAP);
    writer line = {.text = &flat};
    const char *comma = "";
    bool fits = true;
    vakt_text_add(&flat, "{");
    for (size_t i = 0; i < record->n_fields && fits && !flat.failed; i++) {
        const vakt_field *field = &record->fields[i];
        if (!is_written(field, data))
            continue;
        vakt_text_addf(&flat, "%s\"%s\": ", comma, field->name);
        comma = ", ";
        fits = !is_element(field);
        if (fits)
            json_value(&line, field, data, 0, SIZE_MAX);
        fits = fits && flat.length < (size_t)4 * MAX_COLUMNS; /* no use in going on */
    }
    vakt_text_add(&flat, "}");
    fits = fits && !flat.failed && used + columns_of(&flat) + 1 <= MAX_COLUMNS;
    if (fits)
        vakt_text_add_bytes(w->text, flat.bytes, flat.length);
    w->wrong = w->wrong || line.wrong;
    w->text->failed = w->text->failed || flat.failed;
    vakt_text_done(&flat);
    return fits;
}

static void write_list(writer *w, const vakt_field *field, const void *data, int indent)
{
    size_t count;
    const char *items = items_of(field, data, &count);
    vakt_text_add(w->text, "[");
    for (size_t i = 0; i < count && !w->text->failed; i++) {
        if (i > 0)
            vakt_text_add(w->text, ",");
        indent_line(w, indent + 2);
        write_object(w, field->record, items + i * field->record->size, indent + 2,
                     (size_t)indent + 2);
    }
    if (count > 0)
        indent_line(w, indent);
    vakt_text_add(w->text, "]");
}

static void write_object(writer *w, const vakt_record *record, const void *data, int indent,
                         size_t used)
{
    if (write_flat(w, record, data, used))
        return;
    const char *comma = "{";
    for (size_t i = 0; i < record->n_fields && !w->text->failed; i++) {
        const vakt_field *field = &record->fields[i];
        if (!is_written(field, data))
            continue;
        vakt_text_add(w->text, comma);
        indent_line(w, indent + 2);
        vakt_text_addf(w->text, "\"%s\": ", field->name);
        size_t taken = (size_t)indent + 2 + strlen(field->name) + 4;
        if (field->type == VAKT_T_RECORD)
            write_object(w, field->record, (const char *)data + field->offset, indent + 2, taken);
        else if (field->type == VAKT_T_RECORDS)
            write_list(w, field, data, indent + 2);
        else
            json_value(w, field, data, indent + 2, taken);
        comma = ",";
    }
    indent_line(w, indent);
    vakt_text_add(w->text, "}");
}

static vakt_status status_of(const writer *w)
{
    if (w->wrong)
        return VAKT_E_INTERNAL;
    return w->text->failed ? VAKT_E_NOMEM : VAKT_OK;
}

vakt_status vakt_record_write_json(const vakt_record *record, const void *data, vakt_text *text)
{
    writer w = {.text = text};
    write_object(&w, record, data, 0, 0);
    vakt_text_add(text, "\n");
    return status_of(&w);
}

/* --- XML --- */

/* White space is written as references, for a reader turns it into blanks otherwise. */
static void xml_string(vakt_text *text, const char *string)
{
    for (; *string; string++) {
        switch (*string) {
        case '&':
            vakt_text_add(text, "&amp;");
            break;
        case '<':
            vakt_text_add(text, "&lt;");
            break;
        case '>':
            vakt_text_add(text, "&gt;");
            break;
        case '"':
            vakt_text_add(text, "&quot;");
            break;
        case '\t':
        case '\n':
        case '\r':
            vakt_text_addf(text, "&#%d;", *string);
            break;
        default:
            vakt_text_add_bytes(text, string, 1);
        }
    }
}

static void xml_attribute(writer *w, const vakt_field *field, const void *data)
{
    vakt_text value;
    vakt_text_init(&value, VAKT_TEXT_CAP);
    value_text(w, field, data, &value);
    vakt_text_addf(w->text, " %s=\"", field->name);
    if (value.failed)
        w->text->failed = true;
    else
        xml_string(w->text, value.bytes);
    vakt_text_add(w->text, "\"");
    vakt_text_done(&value);
}

static void write_element(writer *w, const vakt_record *record, const void *data, const char *name,
                          const char *xml_namespace, int indent)
{
    bool has_children = false;
    vakt_text_addf(w->text, "%*s<%s", indent, "", name);
    if (xml_namespace) {
        vakt_text_add(w->text, " xmlns=\"");
        xml_string(w->text, xml_namespace);
        vakt_text_add(w->text, "\"");
    }
    for (size_t i = 0; i < record->n_fields; i++)
        if (!is_element(&record->fields[i]) && is_written(&record->fields[i], data))
            xml_attribute(w, &record->fields[i], data);
    for (size_t i = 0; i < record->n_fields && !w->text->failed; i++) {
        const vakt_field *field = &record->fields[i];
        size_t count = 1;
        const char *items = (const char *)data + field->offset;
        if (!is_element(field) || !is_written(field, data))
            continue;
        if (field->type == VAKT_T_RECORDS)
            items = items_of(field, data, &count);
        if (count > 0 && !has_children) {
            vakt_text_add(w->text, ">\n");
            has_children = true;
        }
        for (size_t k = 0; k < count && !w->text->failed; k++)
            write_element(w, field->record, items + k * field->record->size,
                          field->type == VAKT_T_RECORDS ? field->item : field->name, NULL,
                          indent + 2);
    }
    if (has_children)
        vakt_text_addf(w->text, "%*s</%s>\n", indent, "", name);
    else
        vakt_text_add(w->text, "/>\n");
}

vakt_status vakt_record_write_xml(const vakt_record *record, const void *data, const char *root,
                                  const char *xml_namespace, vakt_text *text)
{
    writer w = {.text = text};
    vakt_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write_element(&w, record, data, root, xml_namespace, 0);
    return status_of(&w);
}
