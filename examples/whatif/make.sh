#!/bin/sh
# Makes the pages in pages/ again: vaktplan's path is $VAKTPLAN. A limit of counted work
# makes them the same to the byte wherever they are made by the same version. Some minutes.
set -u
cd "$(dirname "$0")/.." || exit 1
page() { # NAME BASE ARGUMENTS...: what cannot be completed is no failure here
    name=$1 base=$2
    shift 2
    "${VAKTPLAN:-vaktplan}" whatif "$base" "$@" --quiet -o "whatif/pages/$name.html"
    case $? in 0 | 1 | 4) ;; *) exit 1 ;; esac
}
page sarpsborg sarpsborg-2026-12.json whatif/sarpsborg-*.json whatif/sarpsborg-*.xml --work 100000
page sarpsborg-nattleger sarpsborg-2026-12.json --sweep employed=0..8 --work 100000
page gjovik gjovik-2027-01.json whatif/gjovik-*.json --work 100000
page sordal sordal-2027-01.json whatif/sordal-*.json --work 100000
page elvedal elvedal-2027-02.json whatif/elvedal-*.json --work 60000 \
    --sweep volunteer-share=10..60:5 --sweep cap=6,7,8,9
page fjordvik-regler district-2027-q1.xml --price-rules --one-more --work 20000
