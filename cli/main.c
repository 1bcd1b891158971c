/* The command table, dispatch, and statuses as exit codes. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/args.h"
#include "cli/version.h"

typedef struct command {
    const char *name, *usage, *help;
    vakt_status (*run)(const vakt_args *args);
} command;

static const command commands[] = {
#define ROW(name, usage, help) {#name, usage, help, vakt_cmd_##name},
    VAKT_COMMANDS(ROW)
#undef ROW
};

static void print_usage(FILE *to)
{
    fprintf(to, "vaktplan %s: vaktplaner for legevakt\n\n", VAKT_VERSION);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(to, "  vaktplan %-9s %-20s %s\n", commands[i].name, commands[i].usage,
                commands[i].help);
    fprintf(to, "\nvaktplan COMMAND --help viser valgene.\n");
}

static vakt_status run(int argc, char **argv)
{
    if (argc < 2) {
        print_usage(stderr);
        return VAKT_E_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        print_usage(stdout);
        return VAKT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("vaktplan %s\n", VAKT_VERSION);
        return VAKT_OK;
    }
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        vakt_args args;
        bool help;
        if (strcmp(commands[i].name, argv[1]) != 0)
            continue;
        vakt_status status = vakt_args_parse(argc - 1, argv + 1, &args, &help);
        if (status == VAKT_OK && !help)
            status = commands[i].run(&args);
        return status;
    }
    fprintf(stderr, "vaktplan: error: found command \"%s\", expected one of:", argv[1]);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(stderr, " %s", commands[i].name);
    fputc('\n', stderr);
    return VAKT_E_USAGE;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* so that a closed pipe is an error that is reported */
    vakt_status status = run(argc, argv);
    if (fflush(stdout) != 0 && status == VAKT_OK) { /* help; documents are written by io */
        fprintf(stderr, "standard output: error: cannot be written: %s\n", strerror(errno));
        status = VAKT_E_IO;
    }
    return vakt_status_exit_code(status);
}
