"""Values proven in both are equal, no bound passes a value, and the work is at most a part."""
import json, sys

warm, cold = (json.load(open(f))["points"] for f in sys.argv[1:3])
assert len(warm) == len(cold) >= 10
both = 0
for w, c in zip(warm, cold):
    assert (w["value"], w.get("value2")) == (c["value"], c.get("value2"))
    for a, b in zip(w["plan"].get("levels", []), c["plan"].get("levels", [])):
        if a["proven"] and b["proven"]:
            assert a["value"] == b["value"], (w["value"], a, b)
            both += 1
        elif "bound" in a and "bound" in b:
            assert a["bound"] <= b["value"] and b["bound"] <= a["value"], (w["value"], a, b)
        if a["value"] != b["value"]:
            break  # the next level is given this one
assert both >= 10, both
work = [sum(p["plan"]["work"] for p in points) for points in (warm, cold)]
assert work[0] <= float(sys.argv[3]) * work[1], work
