#!/usr/bin/awk -f
# Compares two results of vaktplan-bench: compare.awk OLD.tsv NEW.tsv
# Per instance value, bound and seconds of both and the ratio new/old of the seconds; at the end the
# geometric mean of the ratios, how often each was proven, better or worse. Lines are matched by
# name; values of several levels are compared level by level.
BEGIN {
    FS = OFS = "\t"
    print "name", "value old", "value new", "bound old", "bound new", "s old", "s new", "s ratio", \
          "verdict"
}
$1 == "name" || NF < 9 { next }
FNR == NR {
    value[$1] = $2; bound[$1] = $3; status[$1] = $4; seconds[$1] = $5
    next
}
# -1 when the first is better, 1 when the second is, 0 for a tie; no value is worst.
function compare(a, b,   x, y, n, i) {
    n = split(a, x, "/")
    split(b, y, "/")
    for (i = 1; i <= n; i++) {
        if (x[i] == y[i]) continue
        if (x[i] == "-") return 1
        if (y[i] == "-") return -1
        return x[i] + 0 < y[i] + 0 ? -1 : 1
    }
    return 0
}
{
    if (!($1 in value)) { missing++; next }
    # A hundredth of a second is what the clock of such a run is worth.
    a = seconds[$1] < 0.01 ? 0.01 : seconds[$1]
    b = $5 < 0.01 ? 0.01 : $5
    order = compare(value[$1], $2)
    verdict = order > 0 ? "better" : order < 0 ? "worse" : "equal"
    if (status[$1] != $4) verdict = verdict ", " status[$1] " -> " $4
    better += order > 0; worse += order < 0
    proven_old += status[$1] == "optimal"; proven_new += $4 == "optimal"
    sum += log(b / a); n++
    printf "%s\t%s\t%s\t%s\t%s\t%.2f\t%.2f\t%.2f\t%s\n", $1, value[$1], $2, bound[$1], $3, \
           seconds[$1], $5, b / a, verdict
}
END {
    if (n == 0) { print "no instance is in both files" > "/dev/stderr"; exit 1 }
    printf "# %d instances, seconds new/old %.2f (geometric mean), proven %d -> %d, " \
           "better %d, worse %d, not in the first %d\n", n, exp(sum / n), proven_old, proven_new, \
           better, worse, missing
}
