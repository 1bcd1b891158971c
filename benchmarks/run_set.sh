#!/bin/sh
# Runs vaktplan-bench on a whole set, one instance at a time, and has each roster checked.
#   run_set.sh [options] shift-scheduling|on-call|FOLDER-OF-PROBLEMS [INSTANCE...]
#     --data DIR        the shared bench folder (or environment VAKT_BENCH_DATA)
#     --bench PROGRAM   vaktplan-bench (build/release/benchmarks/vaktplan-bench)
#     --time-limit S    seconds for each (60);  --work N  counted work for each;  --seed K
#     --clock wall|cpu  what the seconds count (wall);  --engine auto|compact|colgen
#     --keep DIR        keep the rosters there
# Writes TSV lines to standard output, what the checkers say to standard error. Exit code 1 when a
# run fails or a checker finds another objective than vaktplan-bench, 3 when there are no data.
set -u
here=$(cd "$(dirname "$0")" && pwd)
data=${VAKT_BENCH_DATA:-}
bench=$here/../build/release/benchmarks/vaktplan-bench
limit=60
work=
seed=1
clock=wall
engine=auto
keep=
while [ $# -gt 0 ]; do
    case $1 in
    --data) data=$2 ;;
    --bench) bench=$2 ;;
    --time-limit) limit=$2 ;;
    --work) work=$2 ;;
    --seed) seed=$2 ;;
    --clock) clock=$2 ;;
    --engine) engine=$2 ;;
    --keep) keep=$2 ;;
    *) break ;;
    esac
    shift 2
done
[ $# -ge 1 ] || { sed -n '2,10p' "$0" >&2; exit 2; }
set_name=$1
shift
case $set_name in
shift-scheduling) command=shift-scheduling; extension=txt ;;
on-call) command=on-call; extension=dzn ;;
*) command=problem; extension=json ;;
esac
if [ "$command" = problem ]; then
    folder=$set_name
else
    if [ -z "$data" ]; then
        echo "run_set.sh: no data: give --data DIR or set VAKT_BENCH_DATA" >&2
        exit 3
    fi
    folder=$data/$set_name
fi
[ -d "$folder" ] || { echo "run_set.sh: no data: there is no folder $folder" >&2; exit 3; }
[ -x "$bench" ] || { echo "run_set.sh: no program $bench: build it, or give --bench" >&2; exit 2; }
rosters=${keep:-$(mktemp -d)}
[ -n "$keep" ] || trap 'rm -rf "$rosters"' EXIT
mkdir -p "$rosters"
[ $# -gt 0 ] || set -- $(ls "$folder" | sed -n "s/\.$extension\$//p" | sort -V)
if [ -n "$work" ]; then limits="--work $work"; else limits="--time-limit $limit"; fi
failed=0
head=--head
for name; do
    file=$folder/$name.$extension
    roster=$rosters/$name.sol
    rm -f "$roster"
    if [ "$command" = problem ]; then output=; else output="--solution $roster"; fi
    # shellcheck disable=SC2086 # options are words
    line=$("$bench" $command "$file" $limits --seed "$seed" --clock "$clock" \
        --engine "$engine" $output $head) || failed=1
    printf '%s\n' "$line"
    head=
    [ -f "$roster" ] || continue
    said=$(python3 "$folder/check_solution.py" "$file" "$roster") || failed=1
    objective=$(printf '%s\n' "$said" | sed -n 's/^objective \([0-9]*\).*/\1/p')
    value=$(printf '%s\n' "$line" | tail -1 | cut -f2)
    if [ "$objective" = "$value" ]; then
        echo "$name: checked, objective $objective" >&2
    else
        printf '%s: NOT CONFIRMED: %s, the checker says:\n%s\n' "$name" "$value" "$said" >&2
        failed=1
    fi
done
exit "$failed"
