/* Field tables to JSON Schema 2020-12, XML Schema 1.0 and the Markdown reference. */
#include <string.h>

#include "base/vec.h"
#include "io/doc_internal.h"

#define MONTH_DAY "-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
#define DATE "(19[0-9]{2}|20[0-9]{2}|21[0-9]{2})" MONTH_DAY
#define HOUR_MINUTE "([01][0-9]|2[0-3]):[0-5][0-9]"
#define TIME "(199[6-9]|20[0-9]{2}|21[0-9]{2})" MONTH_DAY "T" HOUR_MINUTE "(Z|[+\\-](0[0-9]|1[0-3]):[0-5][0-9]|[+\\-]14:00)?"

typedef VAKT_VEC(const vakt_record *) record_list;

/* Patterns in the common part of the two dialects; both are anchored by the writer. */
static const char *pattern_of(vakt_type type)
{
    switch (type) {
    case VAKT_T_ID:
    case VAKT_T_IDS:
        return "[A-Za-z0-9][A-Za-z0-9_.:\\-]{0,63}";
    case VAKT_T_DATE:
        return DATE;
    case VAKT_T_CLOCK:
        return "(" HOUR_MINUTE "|24:00)";
    case VAKT_T_TIME:
        return TIME;
    case VAKT_T_STRING:
    case VAKT_T_INT:
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
    case VAKT_T_ENUM:
    case VAKT_T_SET:
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
    return NULL;
}

static bool collected(const record_list *list, const vakt_record *record)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == record || strcmp(list->items[i]->name, record->name) == 0)
            return true;
    return false;
}

/* The record and those it refers to, each once, in the order met. False when out of memory. */
static bool collect(record_list *list, const vakt_record *root)
{
    if (!VAKT_VEC_PUSH(list, root))
        return false;
    for (size_t next = 0; next < list->count; next++) {
        const vakt_record *record = list->items[next];
        for (size_t i = 0; i < record->n_fields; i++) {
            const vakt_record *used = record->fields[i].record;
            if (used && !collected(list, used) && !VAKT_VEC_PUSH(list, used))
                return false;
        }
    }
    return true;
}

static bool is_element(const vakt_field *field)
{
    return field->type == VAKT_T_RECORD || field->type == VAKT_T_RECORDS;
}

static bool is_required(const vakt_field *field)
{
    return (field->flags & VAKT_F_REQUIRED) != 0;
}

static const char *doc_of(const vakt_field *field)
{
    return field->doc ? field->doc : "";
}

/* --- JSON Schema --- */

static void json_quoted(vakt_text *text, const char *string, size_t length)
{
    vakt_text_add(text, "\"");
    for (size_t i = 0; i < length; i++) {
        if (string[i] == '"' || string[i] == '\\')
            vakt_text_addf(text, "\\%c", string[i]);
        else if ((unsigned char)string[i] < ' ')
            vakt_text_addf(text, "\\u%04x", (unsigned)string[i]);
        else
            vakt_text_add_bytes(text, string + i, 1);
    }
    vakt_text_add(text, "\"");
}

static void json_string(vakt_text *text, const char *string)
{
    json_quoted(text, string, strlen(string));
}

static void json_words(vakt_text *text, const char *const *words)
{
    vakt_text_add(text, "\"enum\": [");
    for (size_t i = 0; words[i]; i++) {
        vakt_text_add(text, i > 0 ? ", " : "");
        json_string(text, words[i]);
    }
    vakt_text_add(text, "]");
}

static void json_pattern(vakt_text *text, vakt_type type)
{
    vakt_text_add(text, "\"type\": \"string\", \"pattern\": \"^");
    for (const char *c = pattern_of(type); *c; c++)
        vakt_text_addf(text, *c == '\\' ? "\\%c" : "%c", *c);
    vakt_text_add(text, "$\"");
}

static void json_counts(vakt_text *text, const vakt_field *field)
{
    if (field->max <= 0)
        return;
    if (field->min > 0)
        vakt_text_addf(text, ", \"minItems\": %lld", (long long)field->min);
    if (field->max != INT64_MAX)
        vakt_text_addf(text, ", \"maxItems\": %lld", (long long)field->max);
}

static void json_int(vakt_text *text, const vakt_field *field)
{
    vakt_text_add(text, "\"type\": \"integer\"");
    if (vakt_int_bounded(field) && field->min != INT64_MIN)
        vakt_text_addf(text, ", \"minimum\": %lld", (long long)field->min);
    if (vakt_int_bounded(field) && field->max != INT64_MAX)
        vakt_text_addf(text, ", \"maximum\": %lld", (long long)field->max);
}

static void json_type(vakt_text *text, const vakt_field *field)
{
    switch (field->type) {
    case VAKT_T_STRING:
        vakt_text_addf(text, "\"type\": \"string\", \"maxLength\": %d", vakt_string_max(field));
        break;
    case VAKT_T_ID:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_TIME:
        json_pattern(text, field->type);
        break;
    case VAKT_T_INT:
        json_int(text, field);
        break;
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
        vakt_text_add(text, "\"type\": \"boolean\"");
        break;
    case VAKT_T_ENUM:
        json_words(text, field->words);
        break;
    case VAKT_T_SET:
    case VAKT_T_IDS:
        vakt_text_add(text, "\"type\": \"array\", \"uniqueItems\": true, \"items\": {");
        if (field->type == VAKT_T_SET)
            json_words(text, field->words);
        else
            json_pattern(text, VAKT_T_IDS);
        vakt_text_add(text, "}");
        json_counts(text, field);
        break;
    case VAKT_T_RECORD:
        vakt_text_addf(text, "\"$ref\": \"#/$defs/%s\"", field->record->name);
        break;
    case VAKT_T_RECORDS:
        vakt_text_addf(text, "\"type\": \"array\", \"items\": {\"$ref\": \"#/$defs/%s\"}",
                       field->record->name);
        json_counts(text, field);
        break;
    }
}

static void json_default(vakt_text *text, const vakt_field *field)
{
    const char *at = field->default_text, *word, *comma = "";
    if (!at || is_required(field))
        return;
    vakt_text_add(text, ", \"default\": ");
    if (field->type == VAKT_T_INT || field->type == VAKT_T_BOOL) {
        vakt_text_add(text, at);
    } else if (field->type == VAKT_T_SET || field->type == VAKT_T_IDS) {
        vakt_text_add(text, "[");
        for (size_t length; vakt_next_word(&at, &word, &length); comma = ", ") {
            vakt_text_add(text, comma);
            json_quoted(text, word, length);
        }
        vakt_text_add(text, "]");
    } else {
        json_string(text, at);
    }
}

static void json_record(vakt_text *text, const vakt_record *record, bool is_root)
{
    const char *comma = "";
    vakt_text_addf(text, "    \"%s\": {\n      \"type\": \"object\",\n", record->name);
    vakt_text_add(text, "      \"additionalProperties\": false,\n      \"required\": [");
    for (size_t i = 0; i < record->n_fields; i++) {
        if (!is_required(&record->fields[i]))
            continue;
        vakt_text_add(text, comma);
        json_string(text, record->fields[i].name);
        comma = ", ";
    }
    vakt_text_add(text, "],\n      \"properties\": {");
    comma = "";
    if (is_root) {
        vakt_text_add(text, "\n        \"$schema\": {\"type\": \"string\"}");
        comma = ",";
    }
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        vakt_text_addf(text, "%s\n        \"%s\": {", comma, field->name);
        json_type(text, field);
        json_default(text, field);
        vakt_text_add(text, ",\n          \"description\": ");
        json_string(text, doc_of(field));
        vakt_text_add(text, "}");
        comma = ",";
    }
    vakt_text_add(text, *comma ? "\n      }\n    }" : "}\n    }");
}

vakt_status vakt_record_json_schema(const vakt_record *record, const char *id, const char *title,
                                    vakt_text *text)
{
    record_list list = {0};
    bool good = collect(&list, record);
    vakt_text_add(text, "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n"
                        "  \"$id\": ");
    json_string(text, id);
    vakt_text_add(text, ",\n  \"title\": ");
    json_string(text, title);
    vakt_text_addf(text, ",\n  \"$ref\": \"#/$defs/%s\",\n  \"$defs\": {\n", record->name);
    for (size_t i = 0; i < list.count; i++) {
        json_record(text, list.items[i], i == 0);
        vakt_text_add(text, i + 1 < list.count ? ",\n" : "\n");
    }
    vakt_text_add(text, "  }\n}\n");
    VAKT_VEC_DONE(&list);
    return good && !text->failed ? VAKT_OK : VAKT_E_NOMEM;
}

/* --- XML Schema --- */

static void xml_string(vakt_text *text, const char *string)
{
    for (; *string; string++) {
        const char *reference = *string == '&'   ? "&amp;"
                                : *string == '<' ? "&lt;"
                                : *string == '>' ? "&gt;"
                                : *string == '"' ? "&quot;"
                                                 : NULL;
        if (reference)
            vakt_text_add(text, reference);
        else
            vakt_text_add_bytes(text, string, 1);
    }
}

static void xsd_words(vakt_text *text, const char *const *words)
{
    vakt_text_add(text, "<xs:restriction base=\"xs:string\">");
    for (size_t i = 0; words[i]; i++) {
        vakt_text_add(text, "<xs:enumeration value=\"");
        xml_string(text, words[i]);
        vakt_text_add(text, "\"/>");
    }
    vakt_text_add(text, "</xs:restriction>");
}

static void xsd_pattern(vakt_text *text, const char *base, const char *pattern)
{
    vakt_text_addf(text,
                   "<xs:restriction base=\"xs:%s\"><xs:pattern value=\"%s\"/>"
                   "</xs:restriction>",
                   base, pattern);
}

static void xsd_int(vakt_text *text, const vakt_field *field)
{
    vakt_text_add(text, "<xs:restriction base=\"xs:long\"><xs:pattern value=\"-?[0-9]+\"/>");
    if (vakt_int_bounded(field) && field->min != INT64_MIN)
        vakt_text_addf(text, "<xs:minInclusive value=\"%lld\"/>", (long long)field->min);
    if (vakt_int_bounded(field) && field->max != INT64_MAX)
        vakt_text_addf(text, "<xs:maxInclusive value=\"%lld\"/>", (long long)field->max);
    vakt_text_add(text, "</xs:restriction>");
}

static void xsd_list(vakt_text *text, const vakt_field *field)
{
    if (field->max > 0)
        vakt_text_add(text, "<xs:restriction><xs:simpleType>");
    vakt_text_add(text, "<xs:list><xs:simpleType>");
    if (field->type == VAKT_T_SET)
        xsd_words(text, field->words);
    else
        xsd_pattern(text, "string", pattern_of(VAKT_T_IDS));
    vakt_text_add(text, "</xs:simpleType></xs:list>");
    if (field->max <= 0)
        return;
    vakt_text_add(text, "</xs:simpleType>");
    if (field->min > 0)
        vakt_text_addf(text, "<xs:minLength value=\"%lld\"/>", (long long)field->min);
    if (field->max != INT64_MAX)
        vakt_text_addf(text, "<xs:maxLength value=\"%lld\"/>", (long long)field->max);
    vakt_text_add(text, "</xs:restriction>");
}

static void xsd_type(vakt_text *text, const vakt_field *field)
{
    switch (field->type) {
    case VAKT_T_STRING:
        vakt_text_addf(text,
                       "<xs:restriction base=\"xs:string\"><xs:maxLength value=\"%d\"/>"
                       "</xs:restriction>",
                       vakt_string_max(field));
        break;
    case VAKT_T_ID:
    case VAKT_T_DATE:
    case VAKT_T_CLOCK:
    case VAKT_T_TIME:
        xsd_pattern(text, "string", pattern_of(field->type));
        break;
    case VAKT_T_INT:
        xsd_int(text, field);
        break;
    case VAKT_T_BOOL:
    case VAKT_T_FLAG: /* xs:boolean alone would take 0 and 1, which we do not */
        xsd_pattern(text, "boolean", "true|false");
        break;
    case VAKT_T_ENUM:
        xsd_words(text, field->words);
        break;
    case VAKT_T_SET:
    case VAKT_T_IDS:
        xsd_list(text, field);
        break;
    case VAKT_T_RECORD:
    case VAKT_T_RECORDS:
        break;
    }
}

static void xsd_doc(vakt_text *text, const vakt_field *field)
{
    vakt_text_add(text, "<xs:annotation><xs:documentation>");
    xml_string(text, doc_of(field));
    vakt_text_add(text, "</xs:documentation></xs:annotation>");
}

static void xsd_attribute(vakt_text *text, const vakt_field *field)
{
    vakt_text_addf(text, "    <xs:attribute name=\"%s\"", field->name);
    if (is_required(field)) {
        vakt_text_add(text, " use=\"required\"");
    } else if (field->default_text) {
        vakt_text_add(text, " default=\"");
        xml_string(text, field->default_text);
        vakt_text_add(text, "\"");
    }
    vakt_text_add(text, ">\n      ");
    xsd_doc(text, field);
    vakt_text_add(text, "\n      <xs:simpleType>");
    xsd_type(text, field);
    vakt_text_add(text, "</xs:simpleType>\n    </xs:attribute>\n");
}

/* Elements may come in any order, so how many of each there must be only the reader checks. */
static void xsd_record(vakt_text *text, const vakt_record *record)
{
    bool has_elements = false;
    vakt_text_addf(text, "  <xs:complexType name=\"%s\">\n", record->name);
    for (size_t i = 0; i < record->n_fields; i++) {
        const vakt_field *field = &record->fields[i];
        if (!is_element(field))
            continue;
        if (!has_elements)
            vakt_text_add(text, "    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
        has_elements = true;
        vakt_text_addf(text, "      <xs:element name=\"%s\" type=\"%s\">\n        ",
                       field->type == VAKT_T_RECORDS ? field->item : field->name,
                       field->record->name);
        xsd_doc(text, field);
        vakt_text_add(text, "\n      </xs:element>\n");
    }
    if (has_elements)
        vakt_text_add(text, "    </xs:choice>\n");
    for (size_t i = 0; i < record->n_fields; i++)
        if (!is_element(&record->fields[i]))
            xsd_attribute(text, &record->fields[i]);
    vakt_text_add(text, "  </xs:complexType>\n");
}

vakt_status vakt_record_xsd(const vakt_record *record, const char *root, const char *xml_namespace,
                            vakt_text *text)
{
    record_list list = {0};
    bool good = collect(&list, record);
    vakt_text_add(text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"");
    if (xml_namespace) {
        vakt_text_add(text, "\n    xmlns=\"");
        xml_string(text, xml_namespace);
        vakt_text_add(text, "\" targetNamespace=\"");
        xml_string(text, xml_namespace);
        vakt_text_add(text, "\"");
    }
    vakt_text_add(text, " elementFormDefault=\"qualified\">\n");
    vakt_text_addf(text, "  <xs:element name=\"%s\" type=\"%s\"/>\n", root, record->name);
    for (size_t i = 0; i < list.count; i++)
        xsd_record(text, list.items[i]);
    vakt_text_add(text, "</xs:schema>\n");
    VAKT_VEC_DONE(&list);
    return good && !text->failed ? VAKT_OK : VAKT_E_NOMEM;
}

/* --- reference --- */

static void cell(vakt_text *text, const char *string)
{
    for (; *string; string++)
        vakt_text_addf(text, *string == '|' ? "\\%c" : "%c", *string == '\n' ? ' ' : *string);
}

static const char *type_name(vakt_type type)
{
    switch (type) {
    case VAKT_T_STRING:
        return "text";
    case VAKT_T_ID:
        return "id";
    case VAKT_T_INT:
        return "whole number";
    case VAKT_T_BOOL:
    case VAKT_T_FLAG:
        return "true or false";
    case VAKT_T_DATE:
        return "date";
    case VAKT_T_CLOCK:
        return "clock time";
    case VAKT_T_TIME:
        return "time";
    case VAKT_T_ENUM:
        return "word";
    case VAKT_T_SET:
        return "list of words";
    case VAKT_T_IDS:
        return "list of ids";
    case VAKT_T_RECORD:
        return "one";
    case VAKT_T_RECORDS:
        return "list of";
    }
    return "";
}

static void reference_range(vakt_text *text, const vakt_field *field)
{
    const char *unit = "";
    if (field->type == VAKT_T_ENUM || field->type == VAKT_T_SET)
        for (size_t i = 0; field->words[i]; i++)
            vakt_text_addf(text, "%s`%s`", i > 0 ? ", " : "", field->words[i]);
    bool is_list =
        field->type == VAKT_T_SET || field->type == VAKT_T_IDS || field->type == VAKT_T_RECORDS;
    if (is_list ? field->max <= 0 : field->type != VAKT_T_INT || !vakt_int_bounded(field))
        return;
    if (is_list)
        unit = " items";
    vakt_text_add(text, field->type == VAKT_T_SET ? "; " : "");
    if (field->max == INT64_MAX)
        vakt_text_addf(text, "from %lld%s", (long long)field->min, unit);
    else if (field->min == INT64_MIN)
        vakt_text_addf(text, "up to %lld%s", (long long)field->max, unit);
    else
        vakt_text_addf(text, "%lld..%lld%s", (long long)field->min, (long long)field->max, unit);
}

static void reference_row(vakt_text *text, const vakt_field *field)
{
    vakt_text_addf(text, "| `%s` | %s", field->name, type_name(field->type));
    if (is_element(field))
        vakt_text_addf(text, " [%s](#%s)", field->record->name, field->record->name);
    if (field->type == VAKT_T_RECORDS)
        vakt_text_addf(text, ", in XML `<%s>`", field->item);
    vakt_text_add(text, " | ");
    reference_range(text, field);
    vakt_text_add(text, " | ");
    if (is_required(field)) {
        vakt_text_add(text, "required");
    } else if (field->default_text) {
        vakt_text_add(text, "`");
        cell(text, field->default_text);
        vakt_text_add(text, "`");
    } else {
        vakt_text_add(text, field->type == VAKT_T_BOOL ? "`false`" : "");
    }
    vakt_text_add(text, " | ");
    cell(text, doc_of(field));
    vakt_text_add(text, field->flags & VAKT_F_ADVANCED ? " (advanced) |\n" : " |\n");
}

vakt_status vakt_record_reference(const vakt_record *record, vakt_text *text)
{
    record_list list = {0};
    bool good = collect(&list, record);
    for (size_t i = 0; i < list.count; i++) {
        const vakt_record *one = list.items[i];
        vakt_text_addf(text, "%s## %s\n\n", i > 0 ? "\n" : "", one->name);
        vakt_text_add(text, "| field | type | range | default | meaning |\n"
                            "| --- | --- | --- | --- | --- |\n");
        for (size_t k = 0; k < one->n_fields; k++)
            reference_row(text, &one->fields[k]);
    }
    VAKT_VEC_DONE(&list);
    return good && !text->failed ? VAKT_OK : VAKT_E_NOMEM;
}
