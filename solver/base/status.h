/* What a function that can fail returns, and what it means for the process's exit code. */
#ifndef VAKT_BASE_STATUS_H
#define VAKT_BASE_STATUS_H

/*   status            exit  meaning */
#define VAKT_STATUSES(ROW)                                                                         \
    ROW(VAKT_OK, 0, "done")                                                                        \
    ROW(VAKT_E_ANSWER_NO, 1, "done, and the answer is no")                                         \
    ROW(VAKT_E_USAGE, 2, "command line wrong")                                                     \
    ROW(VAKT_E_INPUT, 3, "input invalid")                                                          \
    ROW(VAKT_E_LIMIT, 4, "a limit came before a complete roster or its proof")                     \
    ROW(VAKT_E_IO, 5, "file, lock or disk trouble")                                                \
    ROW(VAKT_E_NOMEM, 5, "out of memory")                                                          \
    ROW(VAKT_E_LP, 70, "the LP engine gave up")                                                    \
    ROW(VAKT_E_INTERNAL, 70, "a mistake in vaktplan itself")

typedef enum vakt_status {
#define VAKT_STATUS_ENUM(name, exit_code, meaning) name,
    VAKT_STATUSES(VAKT_STATUS_ENUM)
#undef VAKT_STATUS_ENUM
} vakt_status;

#if defined(__GNUC__)
#define VAKT_MUST_USE __attribute__((warn_unused_result))
#define VAKT_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#else
#define VAKT_MUST_USE
#define VAKT_PRINTF(fmt, first)
#endif

int vakt_status_exit_code(vakt_status status);
const char *vakt_status_meaning(vakt_status status);

/* The one clean-up idiom: `vakt_status status` and a label `done:` must be in scope. */
#define VAKT_TRY(call)                                                                             \
    do {                                                                                           \
        if ((status = (call)) != VAKT_OK)                                                          \
            goto done;                                                                             \
    } while (0)

#endif
