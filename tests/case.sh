#!/bin/sh
# Runs one case: a folder with
#   command          shell lines; $VAKTPLAN is the program, $EXAMPLES the examples, the working
#                    directory is a scratch copy of the folder
#   exit             the exit code expected of the last line
#   stdout, stderr   expected output, byte for byte (if the file is there)
#   stderr.has       lines that stderr must hold, each somewhere as part of a line
#   stdout.has       likewise
set -u
case_dir=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r "$case_dir/." "$scratch"
cd "$scratch" || exit 1
fail() { echo "FAILED: $1"; failed=1; }
failed=0
sh ./command >"$scratch/out.txt" 2>"$scratch/err.txt"
code=$?
[ "$code" = "$(cat exit)" ] || fail "exit $code, expected $(cat exit)"
[ ! -f stdout ] || diff -u stdout out.txt || fail "stdout differs"
[ ! -f stderr ] || diff -u stderr err.txt || fail "stderr differs"
for stream in out err; do
    has=std$stream.has
    [ -f "$has" ] || continue
    while IFS= read -r line; do
        grep -qF -- "$line" "$stream.txt" || fail "std$stream lacks: $line"
    done <"$has"
done
if [ "$failed" = 1 ]; then
    echo "--- stdout"; head -c 4000 out.txt
    echo "--- stderr"; head -c 4000 err.txt
fi
exit "$failed"
