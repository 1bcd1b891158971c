/* Stands in io/, for the book makes tables, too. */
#ifndef VAKT_CLI_TABLE_H
#define VAKT_CLI_TABLE_H

#include "io/table.h"

#endif
