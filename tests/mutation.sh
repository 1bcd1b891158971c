#!/bin/sh
# Shows that the property test sees every compile function: with each one left out in turn it must
# turn red. The problems made for the rule come first, and it stops at the first mismatch.
#
#   tests/mutation.sh BUILD/tests/test_same_optimum
#
# VAKT_MUTATION_SEEDS: problems tried per rule (default 60).
set -u
program=${1:?usage: mutation.sh PROGRAM}
survived=0
printf '%-22s %8s   %s\n' 'rule left out' 'problems' 'seen by'
for rule in $("$program" rules); do
    out=$(VAKT_SKIP_COMPILE=$rule VAKT_FOCUS=$rule VAKT_SEEDS=${VAKT_MUTATION_SEEDS:-60} \
        "$program" 2>&1)
    code=$?
    tried=$(printf '%s\n' "$out" | sed -n 's/^\([0-9]*\) problems, .*/\1/p')
    what=$(printf '%s\n' "$out" | sed -n 's/^MISMATCH .*: //p' | head -1)
    if [ $code -ne 1 ] || [ -z "$what" ]; then
        survived=$((survived + 1))
        what="NOT SEEN (exit code $code)"
    fi
    printf '%-22s %8s   %s\n' "$rule" "$tried" "$what"
done
echo "$survived compile functions can be left out without a test turning red"
[ $survived -eq 0 ]
