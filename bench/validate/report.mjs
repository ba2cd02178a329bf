// What is printed, and what RESULTS.md holds.
import { median } from "./rounds.mjs";

/** Medians by task of everything that ran. */
export function summarise(runners) {
  return runners.map(({ id, about, samples }) => ({
    id,
    about,
    medians: Object.fromEntries([...samples].map(([task, list]) => [task, median(list)])),
  }));
}

/** How much two runs of the same subject differ, by task: smaller differences mean nothing. */
export function resolutionOf(results) {
  const [first, second] = ["wsgen", "wsgen again"].map((id) => find(results, id).medians);
  return Object.fromEntries(
    Object.keys(first).map((task) => [task, Math.abs(second[task] / first[task] - 1)]),
  );
}

function find(results, id) {
  const found = results.find((result) => result.id === id);
  if (found === undefined) throw new Error(`There is no subject ${id}`);
  return found;
}

const NANOSECONDS = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

function figure(nanoseconds, base) {
  if (nanoseconds === undefined) return ["", ""];
  return [NANOSECONDS.format(nanoseconds), (nanoseconds / base).toFixed(2)];
}

export function decodeTable(results) {
  const rows = results.filter(({ medians }) => "decode small" in medians);
  const own = find(results, "wsgen").medians;
  const parse = find(results, "json").medians["decode order"];
  return table(
    [
      "parse and validate",
      "small ns",
      "x wsgen",
      "order ns",
      "x wsgen",
      "above JSON.parse",
      "keys",
    ],
    rows.map(({ about, medians }) => [
      about.name,
      ...figure(medians["decode small"], own["decode small"]),
      ...figure(medians["decode order"], own["decode order"]),
      NANOSECONDS.format(medians["decode order"] - parse),
      about.validates ? about.stripping.decode : "",
    ]),
  );
}

export function encodeTable(results) {
  const own = find(results, "wsgen").medians;
  const tasks = ["encode small", "bytes small", "encode order", "bytes order"];
  const heads = ["small text", "small bytes", "order text", "order bytes"];
  return table(
    ["validate and encode", ...heads.flatMap((head) => [`${head} ns`, "x wsgen"]), "keys"],
    results
      .filter(({ medians }) => "encode small" in medians)
      .map(({ about, medians }) => [
        about.validates ? about.name : `${about.name} (not validated)`,
        ...tasks.flatMap((task) => figure(medians[task], own[task])),
        about.validates ? about.stripping.encode : "",
      ]),
  );
}

/** How wsgen stands to what it aims at, and whether the difference can be told. */
export function goalTable(results, resolution) {
  const own = find(results, "wsgen").medians;
  const goals = [
    ["decode", "zod-compile", 1],
    ["decode", "ajv-remove", 1],
    ["decode", "hand", 1.2],
    ["bytes", "zod-compile", 1],
    ["bytes", "ajv-remove", 1],
    ["bytes", "hand", 1],
    ["bytes", "hand-fused", 1.2],
    ["bytes", "ajv-fast-json-stringify", 1],
  ];
  const rows = goals.flatMap(([kind, id, most]) =>
    ["small", "order"].map((payload) => {
      const task = `${kind} ${payload}`;
      const peer = find(results, id);
      const ratio = own[task] / peer.medians[task];
      const verdict = verdictOf(ratio / most, resolution[task]);
      const name = kind === "decode" ? "parse and validate" : "encode, as bytes";
      return [
        `${name}, ${payload}`,
        peer.about.name,
        ratio.toFixed(2),
        `<= ${most.toFixed(1)}`,
        verdict,
      ];
    }),
  );
  return table(["task", "wsgen against", "ratio", "goal", "met"], rows);
}

function verdictOf(relative, resolution) {
  if (relative <= 1) return "yes";
  return relative <= 1 + resolution ? "yes, within the resolution" : "no";
}

/** What every subject does apart from the time it takes. */
export function conductLines(results) {
  return results.flatMap(({ about }) => {
    const lines = about.wrong.map((problem) => `does not take what is valid: ${problem}`);
    if (about.validates) lines.push(...about.missed.map((fault) => `accepts ${fault}`));
    if (about.validates && !about.codePoints) lines.push("counts UTF-16 units, not code points");
    return lines.map((line) => `- ${about.name}: ${line}`);
  });
}

export function resolutionLine(resolution) {
  const parts = Object.entries(resolution).map(
    ([task, share]) => `${task} ${(share * 100).toFixed(1)} %`,
  );
  return parts.join(", ");
}

/** A Markdown table, padded as the formatter does. */
export function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
