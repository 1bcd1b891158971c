#!/usr/bin/env python3
"""Draws the time of made problems against doctors and weeks: plot.py LIMIT time.tsv >time.svg

Reads lines of vaktplan-bench (names PROFILE-DOCTORSxWEEKS-SEED) and writes one SVG with a panel
per profile: doctors across, seconds upwards (both logarithmic), a line per number of weeks. Filled
symbols are proven; open ones ended without proof, and stand at LIMIT or where the search gave up.
"""
import math
import re
import sys

WEEK_STYLES = [("#1b6ca8", "circle"), ("#b3541e", "square"), ("#2e7d32", "triangle"),
               ("#7b1fa2", "diamond"), ("#444444", "circle")]
PANEL_WIDTH, PANEL_HEIGHT, LEFT, TOP, GAP = 330, 300, 70, 70, 40
LEAST = 0.01  # what the clock of a run is worth
NAME = re.compile(r"(\w+)-(\d+)x(\d+)-\d+$")


def read(path):
    runs = []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        name = NAME.search(fields[0].removesuffix(".json"))
        if name and len(fields) >= 9:
            runs.append({"profile": name[1], "doctors": int(name[2]), "weeks": int(name[3]),
                         "proven": fields[3] in ("optimal", "infeasible"),
                         "found": fields[3] != "unknown", "seconds": float(fields[4])})
    return runs


def share(value, low, high):
    return math.log(value / low) / math.log(high / low)


def symbol(shape, x, y, colour, filled, title):
    style = f'fill="{colour if filled else "white"}" stroke="{colour}" stroke-width="1.6"'
    corners = {"square": [(-4, -4), (4, -4), (4, 4), (-4, 4)], "triangle": [(0, -5), (5, 4), (-5, 4)],
               "diamond": [(0, -6), (6, 0), (0, 6), (-6, 0)]}.get(shape)
    if not corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {style}><title>{title}</title></circle>'
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {style}><title>{title}</title></polygon>'


class Panel:
    def __init__(self, number, runs, limit):
        self.left = LEFT + number * (PANEL_WIDTH + GAP)
        self.bottom = TOP + PANEL_HEIGHT
        self.doctors = sorted({run["doctors"] for run in runs})
        self.low, self.high = self.doctors[0] / 1.3, self.doctors[-1] * 1.3
        self.limit, self.top = limit, limit * 2

    def x(self, doctors):
        return self.left + PANEL_WIDTH * share(doctors, self.low, self.high)

    def y(self, seconds):
        return self.bottom - PANEL_HEIGHT * share(max(seconds, LEAST), LEAST / 1.3, self.top)

    def frame(self, title, first):
        right, middle = self.left + PANEL_WIDTH, self.left + PANEL_WIDTH / 2
        yield (f'<text x="{middle}" y="{TOP - 10}" text-anchor="middle" '
               f'font-weight="bold">{title}</text>')
        second = LEAST
        while second < self.top:
            yield (f'<line x1="{self.left}" x2="{right}" y1="{self.y(second):.1f}" '
                   f'y2="{self.y(second):.1f}" stroke="#dddddd"/>')
            if first:
                yield (f'<text x="{self.left - 8}" y="{self.y(second) + 4:.1f}" '
                       f'text-anchor="end">{second:g}</text>')
            second *= 10
        y = self.y(self.limit)
        yield (f'<line x1="{self.left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#999999" '
               f'stroke-dasharray="5 4"/>')
        yield (f'<text x="{self.left + 4}" y="{y - 9:.1f}" fill="#555555">limit '
               f'{self.limit:g} s</text>')
        for doctors in self.doctors:
            x = self.x(doctors)
            yield (f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{self.bottom}" y2="{self.bottom + 5}" '
                   f'stroke="#333333"/>')
            yield f'<text x="{x:.1f}" y="{self.bottom + 19}" text-anchor="middle">{doctors}</text>'
        yield (f'<rect x="{self.left}" y="{TOP}" width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" '
               f'fill="none" stroke="#333333"/>')
        yield f'<text x="{middle}" y="{self.bottom + 40}" text-anchor="middle">doctors</text>'

    def curve(self, runs, colour, shape, offset):
        points = [(self.x(run["doctors"]) + offset, self.y(min(run["seconds"], self.limit)), run)
                  for run in sorted(runs, key=lambda run: run["doctors"])]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-opacity="0.6"/>'
        for x, y, run in points:
            said = "proven" if run["proven"] else "not proven" if run["found"] else "no roster"
            title = (f'{run["doctors"]} doctors, {run["weeks"]} weeks: {run["seconds"]:.2f} s, '
                     f'{said}')
            yield symbol(shape, x, y, colour, run["proven"], title)


def legend(weeks, top):
    x = LEFT
    for week, (colour, shape) in zip(weeks, WEEK_STYLES):
        yield symbol(shape, x, top - 4, colour, True, f"{week} weeks")
        yield f'<text x="{x + 11}" y="{top}">{week} weeks</text>'
        x += 90
    yield symbol("circle", x + 20, top - 4, "#333333", True, "proven")
    yield f'<text x="{x + 31}" y="{top}">proven (filled)</text>'
    yield symbol("circle", x + 150, top - 4, "#333333", False, "not proven")
    yield f'<text x="{x + 161}" y="{top}">not proven (open)</text>'


def draw(runs, limit):
    profiles = sorted({run["profile"] for run in runs})
    weeks = sorted({run["weeks"] for run in runs})
    width = LEFT + len(profiles) * (PANEL_WIDTH + GAP)
    height = TOP + PANEL_HEIGHT + 85
    proven = sum(run["proven"] for run in runs)
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           f'width="{width}" height="{height}" role="img" aria-labelledby="title desc" '
           f'font-family="sans-serif" font-size="12">')
    yield '<title id="title">Time to proof against doctors and weeks, made problems</title>'
    yield (f'<desc id="desc">Processor seconds of {len(runs)} runs with a limit of {limit:g} s; '
           f'{proven} proven optimal. The numbers are in time.tsv.</desc>')
    yield f'<rect width="{width}" height="{height}" fill="white"/>'
    yield (f'<text x="{LEFT}" y="26" font-size="15">Time to proof, made problems '
           f'({proven} of {len(runs)} proven within {limit:g} s)</text>')
    middle = TOP + PANEL_HEIGHT / 2
    yield (f'<text transform="translate(22 {middle}) rotate(-90)" text-anchor="middle">'
           'processor seconds</text>')
    for number, profile in enumerate(profiles):
        panel = Panel(number, runs, limit)
        yield from panel.frame(profile, number == 0)
        for k, (week, style) in enumerate(zip(weeks, WEEK_STYLES)):
            chosen = [run for run in runs if run["profile"] == profile and run["weeks"] == week]
            offset = 9 * (k - (len(weeks) - 1) / 2)  # open symbols at the limit stay apart
            yield from panel.curve(chosen, *style, offset)
    yield from legend(weeks, height - 15)
    yield "</svg>"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    runs = read(sys.argv[2])
    if not runs:
        sys.exit(f"plot.py: {sys.argv[2]}: found no line of a made problem")
    print("\n".join(draw(runs, float(sys.argv[1]))))


main()
