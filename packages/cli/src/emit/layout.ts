/** Columns that a generated line may have. */
export const MAX_WIDTH = 100;

/** The text with every line but the first moved to the right. */
export function hang(text: string, level: number): string {
  return text.replaceAll(/\n(?!\n|$)/g, `\n${"  ".repeat(level)}`);
}

/** `start a, b end` on one line if it fits behind `used` columns, else one item per line. */
export function list(
  [start, end]: readonly [string, string],
  items: readonly string[],
  used: number,
): string {
  const line = `${start}${items.join(", ")}${end}`;
  if (!line.includes("\n") && used + line.length <= MAX_WIDTH) return line;
  const lines = items.map((item) => `  ${hang(item, 1)},`);
  return [start.trimEnd(), ...lines, end.trimStart()].join("\n");
}

/** `callee(a, b)` behind `used` columns; a list as the last argument keeps the others beside it. */
export function call(
  callee: string,
  args: readonly string[],
  used: number,
  last: Enclosed | null = null,
): string {
  const all = last === null ? args : [...args, enclose(last)];
  const line = `${callee}(${all.join(", ")})`;
  if (!line.includes("\n") && used + line.length <= MAX_WIDTH) return line;
  const start = `${callee}(${args.join(", ")}, `;
  if (last !== null && used + start.length <= MAX_WIDTH) {
    const [open, end] = last.brackets;
    const lines = last.items.map((item) => `  ${hang(item, 1)},`);
    return `${start}${[open.trimEnd(), ...lines, end.trimStart()].join("\n")})`;
  }
  return `${callee}${list(["(", ")"], all, MAX_WIDTH)}`;
}

/** An array or an object as an argument. */
export interface Enclosed {
  readonly brackets: readonly [string, string];
  readonly items: readonly string[];
}

function enclose({ brackets: [start, end], items }: Enclosed): string {
  return items.length === 0 ? `${start.trim()}${end.trim()}` : `${start}${items.join(", ")}${end}`;
}

/** `<A, B>` on one line if it fits beside `used` columns, else one argument per line. */
export function typeArguments(items: readonly string[], used: number): string {
  const line = `<${items.join(", ")}>`;
  return used + line.length <= MAX_WIDTH ? line : `<\n  ${items.join(",\n  ")}\n>`;
}

/** A JSDoc comment above a declaration, or nothing. */
export function docComment(lines: readonly string[]): string {
  if (lines.length === 0) return "";
  const safe = lines
    .flatMap((line) => line.split(/\r?\n/))
    .map((line) => line.replaceAll("*/", "*\\/").trimEnd());
  const [only] = safe;
  if (safe.length === 1 && only !== undefined) return `/** ${only} */\n`;
  return ["/**", ...safe.map((line) => ` * ${line}`.trimEnd()), " */", ""].join("\n");
}
