/* The feasts that districts rotate, by law's dates (regulation book, chapter 8). */
#ifndef VAKT_DOMAIN_FEAST_H
#define VAKT_DOMAIN_FEAST_H

#include "domain/calendar.h"
#include "domain/words.h"

/* First and last day of the feast that begins in `year`. */
void vakt_feast_by_law(vakt_feast feast, int year, vakt_day *ret_from, vakt_day *ret_to);

#endif
