#!/bin/sh
# What no compiler says of the sources. Usage: style.sh SOURCE_DIR CC
#   1. every header stands alone
#   2. layers keep to themselves; libraries, printing, clocks and tolerances have one place each
#   3. no file is too long; the longest files and functions are shown
set -u
cd "$1" || exit 1
cc=$2
failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

all() { find "$@" -name '*.[ch]' | LC_ALL=C sort; }

# Sources without comments and string literals, one file each, lines kept in number.
mkdir "$scratch/bare"
all solver io book cli >"$scratch/files"
while IFS= read -r file; do
    mkdir -p "$scratch/bare/$(dirname "$file")"
    awk '{
        line = $0; out = ""
        while (line != "") {
            if (comment) {
                at = index(line, "*/")
                if (!at) break
                comment = 0; line = substr(line, at + 2)
            } else if (line ~ /^\/\*/) { comment = 1; line = substr(line, 3)
            } else if (line ~ /^\/\//) { break
            } else if (match(line, /^"([^"\\]|\\.)*"/) && out !~ /# *include *$/) {
                out = out "\"\""; line = substr(line, RLENGTH + 1)
            } else if (match(line, /^\047([^\047\\]|\\.)+\047/)) {
                out = out "0"; line = substr(line, RLENGTH + 1)
            } else { out = out substr(line, 1, 1); line = substr(line, 2) }
        }
        print out
    }' "$file" >"$scratch/bare/$file"
done <"$scratch/files"

# refuse WHAT PATTERN EXCEPT PATHS...: no line of the bare sources may match but in EXCEPT.
refuse() {
    what=$1 pattern=$2 except=$3
    shift 3
    found=$(cd "$scratch/bare" && all "$@" 2>/dev/null | grep -Ev "^(${except:-none})$" |
        xargs -r grep -nE -- "$pattern" /dev/null)
    [ -z "$found" ] && return
    echo "FAILED: $what"
    echo "$found"
    failed=1
}

# ---- 1: headers alone ----
for header in $(find solver io book cli -name '*.h' | LC_ALL=C sort); do
    printf '#include "%s"\n' "$header" >"$scratch/one.c"
    if ! "$cc" -std=c17 -fsyntax-only -D_POSIX_C_SOURCE=200809L -I. -Isolver \
        "$scratch/one.c" 2>"$scratch/err"; then
        echo "FAILED: $header does not stand alone"
        head -5 "$scratch/err"
        failed=1
    fi
done

# ---- 2: layers and places ----
include() { printf '# *include *"(%s)/' "$1"; }
refuse "solver/base includes no layer above it" "$(include \
    'domain|rules|lp|compact|colgen|verify|search|solve|norms|explain|rebuild|io|cli')" "" solver/base
refuse "solver/domain includes base only" "$(include \
    'rules|lp|compact|colgen|verify|search|solve|norms|explain|rebuild|io|cli')" "" solver/domain
refuse "solver/verify knows nothing of solving, reading and writing" "$(include \
    'rules|lp|compact|colgen|search|solve|explain|rebuild|io|cli')" "" solver/verify
refuse "solver/rules knows nothing of verifying, solving, reading and writing" "$(include \
    'verify|lp|compact|colgen|search|solve|rebuild|io|cli')" "" solver/rules
refuse "solvers see the rule program only" "$(include 'domain|verify|rebuild|io|cli')" "" \
    solver/lp solver/compact solver/colgen solver/search
refuse "the library knows nothing of documents and of the program" "$(include 'io|book|cli')" "" solver
refuse "io knows nothing of the book and the program" "$(include 'book|cli')" "" io
refuse "the book knows nothing of the program, and finds rosters by the ladder alone" \
    "$(include 'cli|rules|lp|compact|colgen|solve|explain|norms|whatif')" "" book
refuse "only solver/lp/lp_glpk.c includes glpk.h" '<glpk' "solver/lp/lp_glpk.c" solver io book cli
refuse "only io/doc_json.c includes cJSON" '<(cjson/)?cJSON' "io/doc_json.c" solver io book cli
refuse "only io/doc_xml.c includes libxml" '<libxml' "io/doc_xml.c" solver io book cli
refuse "only cli/ prints, exits and reads clocks" \
    '(^|[^A-Za-z0-9_])(v?f?printf|f?puts|putchar|putc|fputc|perror|exit|_exit|abort|time|clock|clock_gettime|gettimeofday|gmtime|gmtime_r|mktime|strftime|getenv) *\(' \
    "" solver io book
refuse "no function that knows a locale or no length" \
    '(^|[^A-Za-z0-9_])(strcpy|strcat|v?sprintf|gets|atoi|atol|atoll|atof|strtou?l|strtou?ll|strtod|strtof|setlocale|localtime|localtime_r|scanf|sscanf) *\(' \
    "" solver io book cli
refuse "tolerances stand in solver/base/num.h" '[0-9.][eE]-[0-9]' "solver/base/num.h" \
    solver io book cli

# ---- 3: lengths ----
long=$(xargs wc -l <"$scratch/files" | awk '$2 != "total" && $2 !~ /^io\/.*_fields\.c$/ && $1 > 800')
if [ -n "$long" ]; then
    echo "FAILED: more than 800 lines"
    echo "$long"
    failed=1
fi
echo "The longest files:"
xargs wc -l <"$scratch/files" | grep -v ' total$' | sort -rn | head -5

# A function begins with { in column 1 and ends with } there; its name is on the lines before.
while IFS= read -r file; do
    awk -v file="$file" '
        /^[a-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
        /^\{/ { begin = FNR }
        /^\}/ { if (begin) print FNR - begin + 1, file ":" begin, name; begin = 0 }' \
        "$scratch/bare/$file"
done <"$scratch/files" | sort -rn >"$scratch/functions"
echo "The longest functions:"
head -8 "$scratch/functions"
long=$(awk '$1 > 82' "$scratch/functions") # 80 and the two braces
if [ -n "$long" ]; then
    echo "FAILED: functions of more than 80 lines"
    echo "$long"
    failed=1
fi
[ "$failed" = 0 ] && echo "style: all kept"
exit "$failed"
