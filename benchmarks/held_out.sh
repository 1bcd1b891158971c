#!/bin/sh
# Makes instances of the sizes of the shift scheduling set that are not in the shared folder, for
# run_set.sh: nothing was ever tuned on them, and another seed gives others.
#   held_out.sh [--bench PROGRAM] [--seed K] [--scarce] [--data DIR] FOLDER [NUMBER...]
# FOLDER/shift-scheduling/h8-K.txt ... h24-K.txt, all or those of the numbers, each beside the
# roster it was made around (.known). --scarce: s8-K.txt ..., where more is wanted than any roster
# gives, as in the set itself. --data (or VAKT_BENCH_DATA) names the shared folder, whose
# checker is linked beside them. Then: run_set.sh --data FOLDER shift-scheduling
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bench=$here/../build/release/benchmarks/vaktplan-bench
data=${VAKT_BENCH_DATA:-}
seed=1
scarce=
kind=h
while [ $# -gt 0 ]; do
    case $1 in
    --bench) bench=$2 ;;
    --seed) seed=$2 ;;
    --scarce) scarce=--scarce; kind=s; shift; continue ;;
    --data) data=$2 ;;
    *) break ;;
    esac
    shift 2
done
[ $# -ge 1 ] || { sed -n '2,9p' "$0" >&2; exit 2; }
folder=$1/shift-scheduling
shift
mkdir -p "$folder"
if [ -n "$data" ]; then
    ln -sf "$data/shift-scheduling/check_solution.py" "$folder/check_solution.py"
else
    echo "held_out.sh: no --data: without the checker rosters are not confirmed" >&2
fi
wanted=" $* "
# number staff weeks types: the public table of the set
while read -r number staff weeks types; do
    [ "$wanted" = "  " ] || case $wanted in *" $number "*) ;; *) continue ;; esac
    name=$folder/$kind$number-$seed
    # shellcheck disable=SC2086 # nothing or one word
    "$bench" make-shift-scheduling $scarce --staff "$staff" --weeks "$weeks" --types "$types" \
        --seed "$seed" -o "$name.txt" --solution "$name.known"
done <<'END'
8 30 4 4
9 36 4 4
11 50 4 6
12 60 4 10
13 120 4 18
15 45 6 6
16 20 8 3
17 32 8 4
18 22 12 3
19 40 12 5
20 50 26 6
21 100 26 8
22 50 52 10
23 100 52 16
24 150 52 32
END
