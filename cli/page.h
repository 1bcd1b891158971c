/* Stands in io/, for the book makes pages, too. */
#ifndef VAKT_CLI_PAGE_H
#define VAKT_CLI_PAGE_H

#include "io/page.h"

#endif
