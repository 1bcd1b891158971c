"""look.py PAGE KEPT BASE SCENARIO...: both pages have a head per scenario, and nobody's name."""
import html, json, re, sys

pages = [open(f).read() for f in sys.argv[1:3]]
titles = []
for f in sys.argv[4:]:
    text = open(f).read()
    titles.append(json.loads(text)["title"] if f.endswith(".json")
                  else html.unescape(re.search(r' title="([^"]*)"', text).group(1)))
names = [d["name"] for d in json.load(open(sys.argv[3]))["doctors"]]
for page in pages:
    assert page.startswith("<!DOCTYPE html>\n<html lang=\"nb\">") and page.endswith("</html>\n")
    heads = [html.unescape(t) for t in re.findall(r'<th scope="col">(.*?)</th>', page)]
    for title in ["Slik det er", *titles]:
        assert title in heads, (title, heads)
    assert not [n for n in names if n in html.unescape(page)]
    assert not re.search(r"<script|src=|href=|https?:", page)
    for row in ("Ledige vakter", "Vakter per lege", "Leger som får flere vakter", "Bevis"):
        assert row in page, row
