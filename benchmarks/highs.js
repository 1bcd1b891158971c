// HiGHS of the npm package `highs` (WebAssembly, one thread) on an MPS file, for peers.sh:
//   node highs.js MODEL.mps SECONDS
// The package reads only the LP format: the fixed-format MPS that GLPK writes is turned into it.
"use strict";
const fs = require("fs");

function toLp(text) {
  const rows = new Map(), cols = new Map(), integer = new Set();
  let section = "", objective = null, whole = false;
  const col = (name) => {
    if (!cols.has(name)) cols.set(name, {terms: [], lo: 0, hi: Infinity});
    return cols.get(name);
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("*") || !line.trim()) continue;
    const f = line.trim().split(/\s+/);
    if (!line.startsWith(" ")) { section = f[0]; continue; }
    if (section === "ROWS") {
      if (f[0] === "N") objective = objective || f[1];
      else rows.set(f[1], {kind: f[0], rhs: 0, range: null, terms: []});
    } else if (section === "COLUMNS") {
      if (f[1] === "'MARKER'") { whole = f[2] === "'INTORG'"; continue; }
      if (whole) integer.add(f[0]);
      for (let i = 1; i + 1 < f.length; i += 2) {
        const coef = Number(f[i + 1]);
        if (f[i] === objective) col(f[0]).cost = coef;
        else { col(f[0]); rows.get(f[i]).terms.push([coef, f[0]]); }
      }
    } else if (section === "RHS" || section === "RANGES") {
      for (let i = f.length % 2; i + 1 < f.length; i += 2) {
        if (f[i] === objective) continue;
        rows.get(f[i])[section === "RHS" ? "rhs" : "range"] = Number(f[i + 1]);
      }
    } else if (section === "BOUNDS") {
      const name = f[2], value = Number(f[3]), c = col(name);
      if (f[0] === "UP") c.hi = value;
      else if (f[0] === "LO") c.lo = value;
      else if (f[0] === "FX") c.lo = c.hi = value;
      else if (f[0] === "FR") c.lo = -Infinity;
      else if (f[0] === "MI") c.lo = -Infinity;
      else if (f[0] === "BV") { c.hi = 1; integer.add(name); }
    }
  }
  const term = ([a, x]) => `${a < 0 ? "-" : "+"} ${Math.abs(a)} ${x}`;
  const sum = (terms) => terms.map(term).join(" ");
  const cost = [...cols].filter(([, c]) => c.cost).map(([x, c]) => [c.cost, x]);
  const out = ["Minimize", " obj: " + (sum(cost) || "0 " + cols.keys().next().value), "Subject To"];
  for (const [name, row] of rows) {
    if (row.terms.length === 0 || row.kind === "N") continue;
    const sides = row.kind === "E" ? [["=", row.rhs]] : [[row.kind === "L" ? "<=" : ">=", row.rhs]];
    if (row.range !== null && row.kind === "L") sides.push([">=", row.rhs - Math.abs(row.range)]);
    if (row.range !== null && row.kind === "G") sides.push(["<=", row.rhs + Math.abs(row.range)]);
    sides.forEach(([op, b], i) => out.push(` ${name}_${i}: ${sum(row.terms)} ${op} ${b}`));
  }
  out.push("Bounds");
  const number = (b) => (b === Infinity ? "+inf" : b === -Infinity ? "-inf" : String(b));
  for (const [x, c] of cols) out.push(` ${number(c.lo)} <= ${x} <= ${number(c.hi)}`);
  out.push("General", " " + [...integer].join("\n "), "End");
  return out.join("\n");
}

require("highs")().then((highs) => {
  const result = highs.solve(toLp(fs.readFileSync(process.argv[2], "utf8")),
                             {time_limit: Number(process.argv[3]), threads: 1});
  console.log(`Status ${result.Status}`);
  console.log(`Primal bound ${result.ObjectiveValue}`);
});
