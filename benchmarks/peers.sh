#!/bin/sh
# Other solvers on the same files, in one run, beside vaktplan-bench. Outside CI.
#   peers.sh [--bench PROGRAM] [--time-limit S] [--mzn MODEL.mzn] FILE...
# FILE: *.txt (shift scheduling), *.dzn (on call), *.json or *.xml (our documents). CBC (package
# coinor-cbc) and HiGHS (a program `highs`, or the npm package: npm install highs, then
# NODE_PATH=.../node_modules peers.sh ...) solve the compact model exported by --model, level by
# level with the earlier ones held. MiniZinc solves *.dzn when it is installed and --mzn names the
# challenge's model, which is not ours to copy. One process at a time. TSV to standard output: name
# solver value bound status seconds; a peer's seconds are for all levels, writing the models too.
set -u
here=$(cd "$(dirname "$0")" && pwd)
bench=$here/../build/release/benchmarks/vaktplan-bench
limit=60
mzn=
while [ $# -gt 0 ]; do
    case $1 in
    --bench) bench=$2 ;;
    --time-limit) limit=$2 ;;
    --mzn) mzn=$2 ;;
    *) break ;;
    esac
    shift 2
done
[ $# -ge 1 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
[ -x "$bench" ] || { echo "peers.sh: no program $bench: build it, or give --bench" >&2; exit 2; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
now() { date +%s.%N; }
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.2f", b - a }'; }
line() { printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
for peer in cbc highs minizinc; do
    command -v "$peer" >/dev/null || echo "peers.sh: $peer is not installed" >&2
done
line name solver value bound status seconds

# Adds what the file does not say.
whole() { awk -v a="$1" -v b="$offset" 'BEGIN { printf "%.0f", a + b }'; }

# One level by one peer: sets value, bound (either may be empty) and status.
solve_cbc() { # model seconds
    # -seconds counts the processor by default; the wall clock is what is compared.
    cbc "$1" -timemode elapsed -seconds "$2" -solve >"$scratch/said.txt" 2>&1
    value=$(sed -n 's/^Objective value: *//p' "$scratch/said.txt" | tail -1)
    bound=$(sed -n 's/^Lower bound: *//p' "$scratch/said.txt" | tail -1)
    if grep -q '^Result - Optimal solution found' "$scratch/said.txt"; then
        status=optimal
        bound=$value
    fi
}

solve_highs() { # model seconds
    if command -v highs >/dev/null; then
        highs --time_limit "$2" --threads 1 "$1" >"$scratch/said.txt" 2>&1
    else
        node "$here/highs.js" "$1" "$2" >"$scratch/said.txt" 2>&1
    fi
    value=$(sed -n 's/^ *Primal bound *\([-0-9.e+]*\).*/\1/p' "$scratch/said.txt" | tail -1)
    bound=$(sed -n 's/^ *Dual bound *\([-0-9.e+]*\).*/\1/p' "$scratch/said.txt" | tail -1)
    if grep -q '^ *Status *Optimal' "$scratch/said.txt"; then
        status=optimal
        bound=$value
    fi
}

# All levels in turn, each held at the value found, within the limit for all of them.
run_levels() { # peer name command file
    began=$(now)
    values= bounds= status=optimal level=0 levels=1
    while [ "$status" = optimal ] && [ "$level" -lt "$levels" ]; do
        told=$("$bench" "$3" "$4" --model "$scratch/model.mps" --hold "$values") || return 0
        offset=$(printf '%s\n' "$told" | cut -f2)
        levels=$(printf '%s\n' "$told" | cut -f4)
        left=$(awk -v l="$limit" -v s="$(since "$began")" '
            BEGIN { s = l - s; print (s > 1 ? s : 1) }')
        value= bound= status=unknown
        "solve_$1" "$scratch/model.mps" "$left"
        [ "$status" = optimal ] || [ -z "$value" ] || status=feasible
        values=$values${values:+/}$([ -z "$value" ] && echo - || whole "$value")
        bounds=$bounds${bounds:+/}$([ -z "$bound" ] && echo - || whole "$bound")
        level=$((level + 1))
    done
    line "$2" "$1" "$values" "$bounds" "$status" "$(since "$began")"
}

run_minizinc() { # name data
    [ -n "$mzn" ] && command -v minizinc >/dev/null || return 0
    began=$(now)
    minizinc --time-limit "${limit}000" -s "$mzn" "$2" >"$scratch/mzn.txt" 2>&1
    spent=$(since "$began")
    value=$(sed -n 's/^%%%mzn-stat: objective=//p' "$scratch/mzn.txt" | tail -1)
    status=feasible
    grep -q '^==========' "$scratch/mzn.txt" && status=optimal
    line "$1" minizinc "${value:--}" - "$status" "$spent"
}

for file; do
    case $file in
    *.txt) command=shift-scheduling ;;
    *.dzn) command=on-call ;;
    *) command=problem ;;
    esac
    name=$(basename "$file")
    name=${name%.*}
    "$bench" $command "$file" --time-limit "$limit" |
        awk -F '\t' -v OFS='\t' '{ print $1, "vaktplan", $2, $3, $4, $5 }'
    run_levels cbc "$name" $command "$file"
    if command -v highs >/dev/null || node -e 'require("highs")' 2>/dev/null; then
        run_levels highs "$name" $command "$file"
    fi
    [ "$command" != on-call ] || run_minizinc "$name" "$file"
done
