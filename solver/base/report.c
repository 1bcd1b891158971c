#include "base/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct vakt_report {
    vakt_arena *arena;
    vakt_diagnostic *items;
    size_t count, cap, dropped, errors;
};

vakt_report *vakt_report_new(size_t cap)
{
    vakt_report *report = calloc(1, sizeof *report);
    if (!report)
        return NULL;
    report->arena = vakt_arena_new();
    report->items = calloc(cap ? cap : 1, sizeof *report->items);
    report->cap = cap;
    if (!report->arena || !report->items) {
        vakt_report_free(report);
        return NULL;
    }
    return report;
}

void vakt_report_free(vakt_report *report)
{
    if (!report)
        return;
    vakt_arena_free(report->arena);
    free(report->items);
    free(report);
}

void vakt_report_add(vakt_report *report, vakt_severity severity, const vakt_place *place,
                     const char *format, ...)
{
    if (!report)
        return;
    if (severity == VAKT_ERROR)
        report->errors++;
    if (report->count == report->cap) {
        report->dropped++;
        return;
    }
    vakt_diagnostic *item = &report->items[report->count++];
    *item = (vakt_diagnostic){.severity = severity, .text = "out of memory"};
    if (place) {
        item->place.line = place->line;
        item->place.column = place->column;
        if (place->file)
            item->place.file = vakt_arena_strdup(report->arena, place->file);
        if (place->path)
            item->place.path = vakt_arena_strdup(report->arena, place->path);
    }
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : vakt_arena_alloc(report->arena, (size_t)length + 1, 1);
    if (text) {
        vsnprintf(text, (size_t)length + 1, format, again);
        item->text = text;
    }
    va_end(again);
}

size_t vakt_report_count(const vakt_report *report)
{
    return report->count;
}

size_t vakt_report_dropped(const vakt_report *report)
{
    return report->dropped;
}

size_t vakt_report_errors(const vakt_report *report)
{
    return report->errors;
}

const vakt_diagnostic *vakt_report_at(const vakt_report *report, size_t index)
{
    return &report->items[index];
}

static int compare_place(const vakt_diagnostic *a, const vakt_diagnostic *b)
{
    int files = strcmp(a->place.file ? a->place.file : "", b->place.file ? b->place.file : "");
    if (files != 0)
        return files;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    return (a->place.column > b->place.column) - (a->place.column < b->place.column);
}

void vakt_report_sort(vakt_report *report)
{
    for (size_t i = 1; i < report->count; i++) { /* insertion sort: stable, and few items */
        vakt_diagnostic moved = report->items[i];
        size_t j = i;
        for (; j > 0 && compare_place(&moved, &report->items[j - 1]) < 0; j--)
            report->items[j] = report->items[j - 1];
        report->items[j] = moved;
    }
}
