#include "cli/now.h"

#include <stdio.h>
#include <string.h>

#include "domain/problem.h"

/* Two digits, 0..most; -1 when not. */
static int two_digits(const char *text, int most)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return -1;
    int value = (text[0] - '0') * 10 + (text[1] - '0');
    return value <= most ? value : -1;
}

/* "HH:MM" and what follows; -1 when not. */
static int clock_of(const char *text, int most_hours)
{
    int hours = two_digits(text, most_hours);
    int minutes = hours < 0 || text[2] != ':' ? -1 : two_digits(text + 3, 59);
    return minutes < 0 ? -1 : hours * 60 + minutes;
}

bool vakt_now_parse(const char *text, vakt_minute *ret_now)
{
    char date[11];
    vakt_day day;
    if (strlen(text) < 16 || text[10] != 'T')
        return false;
    memcpy(date, text, 10);
    date[10] = '\0';
    int minutes = clock_of(text + 11, 23);
    const char *rest = text + 16;
    if (!vakt_day_parse(date, &day) || minutes < 0)
        return false;
    if (*rest == '\0') {
        *ret_now = vakt_oslo_to_utc(day, minutes);
        return true;
    }
    int offset = strcmp(rest, "Z") == 0 ? 0 : -1;
    if ((*rest == '+' || *rest == '-') && strlen(rest) == 6)
        offset = clock_of(rest + 1, 14);
    if (offset < 0)
        return false;
    *ret_now = (vakt_minute)day * 1440 + minutes - (*rest == '-' ? -offset : offset);
    return true;
}

vakt_status vakt_now_given(const vakt_args *args, vakt_minute *ret_now)
{
    *ret_now = VAKT_UNSET;
    if (!args->now || vakt_now_parse(args->now, ret_now))
        return VAKT_OK;
    fprintf(stderr,
            "vaktplan %s: error: --now: found \"%s\", expected a time like 2026-12-24T18:00\n",
            args->command, args->now);
    return VAKT_E_USAGE;
}
