#include "cli/args.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { FLAG_BASE = 1000 };
enum {
#define ROW_INT(field, ...) FLAG_##field,
#define ROW_TEXT(field, ...) FLAG_##field,
#define ROW_SWITCH(field, ...) FLAG_##field,
    VAKT_FLAGS(ROW_INT, ROW_TEXT, ROW_SWITCH) N_FLAGS
#undef ROW_INT
#undef ROW_TEXT
#undef ROW_SWITCH
};

static const char *const command_names[] = {
#define NAME(name, usage, help) #name,
    VAKT_COMMANDS(NAME)
#undef NAME
};

static int command_index(const char *name)
{
    for (int i = 0; i < VAKT_N_COMMANDS; i++) {
        if (strcmp(command_names[i], name) == 0)
            return i;
    }
    return -1;
}

static unsigned flag_commands(int flag)
{
    static const unsigned commands[] = {
#define ROW_INT(field, flag, cmds, ...) (unsigned)(cmds),
#define ROW_TEXT(field, flag, cmds, ...) (unsigned)(cmds),
#define ROW_SWITCH(field, flag, cmds, ...) (unsigned)(cmds),
        VAKT_FLAGS(ROW_INT, ROW_TEXT, ROW_SWITCH)
#undef ROW_INT
#undef ROW_TEXT
#undef ROW_SWITCH
    };
    return commands[flag];
}

static void complain(const char *command, const char *what, const char *about)
{
    fprintf(stderr, "vaktplan %s: error: %s%s%s\n", command, what, about ? ": " : "",
            about ? about : "");
}

static bool set_int(const char *command, const char *flag, const char *text, int64_t least,
                    int64_t most, int64_t *ret_value)
{
    int64_t value;
    if (vakt_parse_int(text, &value) && value >= least && value <= most) {
        *ret_value = value;
        return true;
    }
    fprintf(stderr, "vaktplan %s: error: --%s: found \"%s\", expected a whole number %lld..%lld\n",
            command, flag, text, (long long)least, (long long)most);
    return false;
}

/* Puts the flag's argument where it belongs; false when it was wrong. */
static bool set_flag(vakt_args *args, int flag, const char *value)
{
    switch (flag) {
#define SET_INT(field, name, commands, least, most, by_default, unit, help)                        \
    case FLAG_##field:                                                                             \
        args->field##_given = true;                                                                \
        return set_int(args->command, name, value, least, most, &args->field);
#define SET_TEXT(field, ...)                                                                       \
    case FLAG_##field:                                                                             \
        args->field = value;                                                                       \
        return true;
#define SET_SWITCH(field, ...)                                                                     \
    case FLAG_##field:                                                                             \
        args->field = true;                                                                        \
        return true;
        VAKT_FLAGS(SET_INT, SET_TEXT, SET_SWITCH)
#undef SET_INT
#undef SET_TEXT
#undef SET_SWITCH
    default:
        return false;
    }
}

static const char *extension_of(const char *path)
{
    const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
    return dot && (!slash || dot > slash) && dot[1] ? dot + 1 : "";
}

static void set_defaults(vakt_args *args)
{
#define DEFAULT_INT(field, flag, commands, least, most, by_default, unit, help) args->field = by_default;
#define DEFAULT_NONE(...)
    VAKT_FLAGS(DEFAULT_INT, DEFAULT_NONE, DEFAULT_NONE)
#undef DEFAULT_INT
#undef DEFAULT_NONE
}

static vakt_status take_option(vakt_args *args, int option, int command)
{
    if (option == 'o') {
        if (args->n_outputs == VAKT_MAX_OUTPUTS) {
            complain(args->command, "too many -o", NULL);
            return VAKT_E_USAGE;
        }
        args->outputs[args->n_outputs++] = (vakt_output){optarg, extension_of(optarg)};
        return VAKT_OK;
    }
    if (option == 'q') {
        args->quiet = true;
        return VAKT_OK;
    }
    if (option < FLAG_BASE || option >= FLAG_BASE + N_FLAGS)
        return VAKT_E_USAGE; /* told by the caller, who knows the word */
    if (!(flag_commands(option - FLAG_BASE) & 1u << command)) {
        complain(args->command, "this command does not take that option",
                 "see vaktplan COMMAND --help");
        return VAKT_E_USAGE;
    }
    if (option - FLAG_BASE == FLAG_sweep) {
        if (args->n_sweeps == VAKT_MAX_SWEEPS) {
            complain(args->command, "--sweep can be given twice at most", NULL);
            return VAKT_E_USAGE;
        }
        args->sweeps[args->n_sweeps++] = optarg;
    }
    return set_flag(args, option - FLAG_BASE, optarg) ? VAKT_OK : VAKT_E_USAGE;
}

/* getopt_long takes a long option's first letters for the whole: scripts that lean on it would break
 * with the next option that begins alike. */
static bool is_abbreviated(const char *element, const char *name)
{
    size_t length = strlen(name);
    return strncmp(element, "--", 2) == 0 &&
           (strncmp(element + 2, name, length) != 0 ||
            (element[2 + length] && element[2 + length] != '='));
}

static vakt_status refuse_option(const char *command, const char *found)
{
    fprintf(stderr, "vaktplan %s: error: found \"%s\", expected an option of this command with "
                    "its argument; see vaktplan %s --help\n", command, found, command);
    return VAKT_E_USAGE;
}

static vakt_status take_positional(vakt_args *args, const char *argument)
{
    if (args->n_positional == VAKT_MAX_POSITIONAL) {
        complain(args->command, "too many arguments", argument);
        return VAKT_E_USAGE;
    }
    args->positional[args->n_positional++] = argument;
    return VAKT_OK;
}

vakt_status vakt_args_parse(int argc, char **argv, vakt_args *ret_args, bool *ret_help)
{
    static const struct option options[] = {
#define OPT_INT(field, flag, ...) {flag, required_argument, NULL, FLAG_BASE + FLAG_##field},
#define OPT_TEXT(field, flag, ...) {flag, required_argument, NULL, FLAG_BASE + FLAG_##field},
#define OPT_SWITCH(field, flag, ...) {flag, no_argument, NULL, FLAG_BASE + FLAG_##field},
        VAKT_FLAGS(OPT_INT, OPT_TEXT, OPT_SWITCH)
#undef OPT_INT
#undef OPT_TEXT
#undef OPT_SWITCH
        {"help", no_argument, NULL, 'h'},
        {"output", required_argument, NULL, 'o'},
        {NULL, 0, NULL, 0}};
    vakt_args args = {.command = argv[0]};
    int command = command_index(argv[0]), option, row = -1;
    *ret_help = false;
    set_defaults(&args);
    optind = 1;
    opterr = 0;
    /* "-": options may follow arguments, whatever POSIXLY_CORRECT says. */
    for (int at = optind;
         (option = getopt_long(argc, argv, "-ho:q", options, &row)) != -1; at = optind) {
        if (row >= 0 && is_abbreviated(argv[at], options[row].name))
            return refuse_option(argv[0], argv[at]);
        row = -1;
        if (option == 'h') {
            *ret_help = true;
            vakt_args_print_help(command);
            return VAKT_OK;
        }
        if (option == '?')
            return refuse_option(argv[0], argv[optind - 1]);
        vakt_status status = option == 1 ? take_positional(&args, optarg)
                                         : take_option(&args, option, command);
        if (status != VAKT_OK)
            return status;
    }
    for (; optind < argc; optind++) { /* after -- */
        vakt_status status = take_positional(&args, argv[optind]);
        if (status != VAKT_OK)
            return status;
    }
    for (size_t i = 0; args.format && i < args.n_outputs; i++)
        args.outputs[i].format = args.format;
    *ret_args = args;
    return VAKT_OK;
}

void vakt_args_print_help(int command)
{
    static const char *const usage[][3] = {
#define USAGE(name, arguments, help) {#name, arguments, help},
        VAKT_COMMANDS(USAGE)
#undef USAGE
    };
    printf("vaktplan %s %s\n  %s\n\n", usage[command][0], usage[command][1], usage[command][2]);
    printf("  %-22s %s\n", "-o, --output FILE", "skriv hit; format etter filendelsen; kan gjentas");
    printf("  %-22s %s\n", "-h, --help", "denne hjelpen");
#define HELP_INT(field, flag, commands, least, most, by_default, unit, help)                       \
    if (((commands) & 1 << command) && (by_default) != 0)                                          \
        printf("  --%-20s %s (%lld%s%s)\n", flag " N", help, (long long)(by_default),               \
               *unit ? " " : "", unit);                                                            \
    else if ((commands) & 1 << command)                                                            \
        printf("  --%-20s %s\n", flag " N", help);
#define HELP_TEXT(field, flag, commands, argument, help)                                           \
    if ((commands) & 1 << command)                                                                 \
        printf("  --%-20s %s\n", flag " " argument, help);
#define HELP_SWITCH(field, flag, commands, help)                                                   \
    if ((commands) & 1 << command)                                                                 \
        printf("  --%-20s %s\n", flag, help);
    VAKT_FLAGS(HELP_INT, HELP_TEXT, HELP_SWITCH)
#undef HELP_INT
#undef HELP_TEXT
#undef HELP_SWITCH
}

vakt_status vakt_args_count(const vakt_args *args, size_t least, size_t most)
{
    if (args->n_positional >= least && args->n_positional <= most)
        return VAKT_OK;
    fprintf(stderr, "vaktplan %s: error: found %zu arguments, expected %zu", args->command,
            args->n_positional, least);
    if (most > least)
        fprintf(stderr, "..%zu", most);
    fprintf(stderr, "; see vaktplan %s --help\n", args->command);
    return VAKT_E_USAGE;
}
