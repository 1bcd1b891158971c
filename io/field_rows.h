/*
 * The rows of a field table, one macro per type: F_TYPE(struct without "vakt_", member, ...). The
 * compiler refuses a row whose member has another C type than the field type stands for, so a
 * member that changes its type cannot go on being read as the old one.
 */
#ifndef VAKT_IO_FIELD_ROWS_H
#define VAKT_IO_FIELD_ROWS_H

#include "io/record.h"

#define OPT 0u
#define REQ ((unsigned)VAKT_F_REQUIRED)
#define ADV ((unsigned)VAKT_F_ADVANCED) /* optional, and seldom needed */

/* The largest whole number that every JSON reader holds exactly: 2^53 - 1. */
#define F_EXACT INT64_C(9007199254740991)

/* The offset; an error at compile time unless the member's type is `ctype`. */
#define F_AT(rec, member, ctype)                                                                   \
    (offsetof(vakt_##rec, member) + 0 * sizeof(_Generic(((vakt_##rec *)0)->member, ctype: 1)))

#define F_ROW(rec, member, kind, ctype, flags_, doc_, ...)                                         \
    {.name = #member, .type = kind, .flags = flags_, .offset = F_AT(rec, member, ctype),           \
     .doc = doc_, __VA_ARGS__}

#define F_TEXT(rec, member, flags_, doc_)                                                          \
    F_ROW(rec, member, VAKT_T_STRING, const char *, flags_, doc_, .min = 0)
/* A sentence or several that a program wrote. */
#define F_PROSE(rec, member, flags_, doc_)                                                         \
    F_ROW(rec, member, VAKT_T_STRING, const char *, flags_, doc_, .max = 60000)
#define F_ID(rec, member, flags_, doc_)                                                            \
    F_ROW(rec, member, VAKT_T_ID, const char *, flags_, doc_, .min = 0)
#define F_INT(rec, member, flags_, least_, most_, default_, doc_)                                  \
    F_ROW(rec, member, VAKT_T_INT, int64_t, flags_, doc_, .min = least_, .max = most_,             \
          .default_text = default_)
#define F_BOOL(rec, member, flags_, default_, doc_)                                                \
    F_ROW(rec, member, VAKT_T_BOOL, bool, flags_, doc_, .default_text = default_)
#define F_FLAG(rec, member, flags_, doc_)                                                          \
    F_ROW(rec, member, VAKT_T_FLAG, int, flags_, doc_, .min = 0)
#define F_DATE(rec, member, flags_, doc_)                                                          \
    F_ROW(rec, member, VAKT_T_DATE, vakt_day, flags_, doc_, .min = 0)
#define F_CLOCK(rec, member, flags_, default_, doc_)                                               \
    F_ROW(rec, member, VAKT_T_CLOCK, int, flags_, doc_, .default_text = default_)
#define F_TIME(rec, member, flags_, doc_)                                                          \
    F_ROW(rec, member, VAKT_T_TIME, vakt_minute, flags_, doc_, .min = 0)
#define F_ENUM(rec, member, flags_, words_, default_, doc_)                                        \
    F_ROW(rec, member, VAKT_T_ENUM, int, flags_, doc_, .words = words_, .default_text = default_)
#define F_SET(rec, member, flags_, words_, default_, doc_)                                         \
    F_ROW(rec, member, VAKT_T_SET, uint32_t, flags_, doc_, .words = words_,                        \
          .default_text = default_)
#define F_IDS(rec, member, flags_, doc_)                                                           \
    F_ROW(rec, member, VAKT_T_IDS, const char *const *, flags_, doc_,                              \
          .offset_count = F_AT(rec, n_##member, size_t))
#define F_SUB(rec, member_, sub, doc_)                                                             \
    F_ROW(rec, member_, VAKT_T_RECORD, vakt_##sub, OPT, doc_,                                      \
          .offset_count = F_AT(rec, member_.given, bool), .record = &sub##_record)
#define F_LIST(rec, member, sub, item_, doc_)                                                      \
    F_ROW(rec, member, VAKT_T_RECORDS, vakt_##sub *, OPT, doc_,                                    \
          .offset_count = F_AT(rec, n_##member, size_t), .record = &sub##_record, .item = item_)

/* A set or a list of ids that may not be empty. */
#define F_SOME(rec, member, most_, words_, doc_)                                                   \
    F_ROW(rec, member, VAKT_T_SET, uint32_t, REQ, doc_, .words = words_, .min = 1, .max = most_)

#define F_COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define F_RECORD(sub, name_)                                                                       \
    static const vakt_record sub##_record = {                                                      \
        .name = name_, .size = sizeof(vakt_##sub), .fields = sub##_fields,                         \
        .n_fields = F_COUNT(sub##_fields)}

#endif
