#!/bin/sh
# Other solvers on the same files, in one run, beside vaktplan-bench. Outside CI.
#   peers.sh [--bench PROGRAM] [--time-limit S] [--mzn MODEL.mzn] FILE...
# FILE: *.txt (shift scheduling), *.dzn (on call), *.json or *.xml (our documents). CBC (package
# coinor-cbc) and HiGHS (a program `highs`, or the npm package named below) solve the compact model
# exported by --model; MiniZinc solves *.dzn when it is installed and --mzn names the challenge's
# model (oncall_rostering.mzn), which is not ours to copy. One process at a time. TSV to standard
# output: name solver value bound status seconds. A peer's value for several levels is the weighted
# sum of the file and not comparable; status and seconds are.
# HiGHS by npm: npm install highs, then NODE_PATH=.../node_modules peers.sh ...
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
[ $# -ge 1 ] || { sed -n '2,11p' "$0" >&2; exit 2; }
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
whole() {
    [ "$offset" != - ] || { echo "$1"; return; }
    awk -v a="$1" -v b="$offset" 'BEGIN { printf "%.10g", a + b }'
}

run_cbc() { # name model
    began=$(now)
    # -seconds counts the processor by default; the wall clock is what is compared.
    cbc "$2" -timemode elapsed -seconds "$limit" -solve >"$scratch/cbc.txt" 2>&1
    spent=$(since "$began")
    value=$(sed -n 's/^Objective value: *//p' "$scratch/cbc.txt" | tail -1)
    bound=$(sed -n 's/^Lower bound: *//p' "$scratch/cbc.txt" | tail -1)
    status=unknown
    grep -q '^Result - Optimal solution found' "$scratch/cbc.txt" && status=optimal
    grep -q 'infeasible' "$scratch/cbc.txt" && [ -z "$value" ] && status=infeasible
    [ "$status" = unknown ] && [ -n "$value" ] && status=feasible
    [ "$status" = optimal ] && bound=$value
    [ -z "$value" ] || value=$(whole "$value")
    [ -z "$bound" ] || bound=$(whole "$bound")
    line "$1" cbc "${value:--}" "${bound:--}" "$status" "$spent"
}

run_highs() { # name model
    began=$(now)
    if command -v highs >/dev/null; then
        highs --time_limit "$limit" --threads 1 "$2" >"$scratch/highs.txt" 2>&1
    elif command -v node >/dev/null && node -e 'require("highs")' 2>/dev/null; then
        node "$here/highs.js" "$2" "$limit" >"$scratch/highs.txt" 2>&1
    else
        return 0
    fi
    spent=$(since "$began")
    value=$(sed -n 's/^ *Primal bound *//p' "$scratch/highs.txt" | tail -1)
    bound=$(sed -n 's/^ *Dual bound *//p' "$scratch/highs.txt" | tail -1)
    [ -z "$value" ] || value=$(whole "$value")
    [ -z "$bound" ] || bound=$(whole "$bound")
    status=feasible
    grep -q 'Status *Optimal' "$scratch/highs.txt" && status=optimal
    line "$1" highs "${value:--}" "${bound:--}" "$status" "$spent"
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
    offset=$("$bench" $command "$file" --model "$scratch/model.mps" | sed -n 's/^offset.//p')
    [ -n "$offset" ] || continue
    run_cbc "$name" "$scratch/model.mps"
    run_highs "$name" "$scratch/model.mps"
    [ "$command" != on-call ] || run_minizinc "$name" "$file"
done
