import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../docs/zod.md", import.meta.url), "utf8");

/** A row about something that travels. */
export interface Row {
  readonly zod: string;
  readonly server: string;
  readonly sent: string;
  /** `null`: a server cannot send it. */
  readonly received: string | null;
  /** JSON; `null`: there is no value of the type. */
  readonly wire: string | null;
}

/** What the rows use, as a module without exports. */
export const declarations = /^```ts\n([^]*?)^```$/m.exec(text)?.[1] ?? "";

export const rows: readonly Row[] = tableRows("zod | server | client | wire").map(toRow);

/** The zod expressions that `wsgen generate` refuses. */
export const refusedRows: readonly string[] = tableRows("zod | what to write instead").map(
  ([zod = ""]) => onlyCode(zod),
);

function toRow(cells: readonly string[]): Row {
  const [zod = "", server = "", client = "", wire = ""] = cells;
  const [sent = "", received] = codeIn(client);
  if (cells.length !== 4 || sent === "") throw new Error(`no row: ${cells.join(" | ")}`);
  return {
    zod: onlyCode(zod),
    server: onlyCode(server),
    sent,
    received: received ?? (client.startsWith("sends") ? null : sent),
    wire: wire === "nothing" ? null : onlyCode(wire),
  };
}

/** The cells of every table with these columns. */
function tableRows(columns: string): string[][] {
  const lines = text.split("\n").map(cellsOf);
  return lines.flatMap((header, start) => {
    if (header?.join(" | ") !== columns) return [];
    const rest = lines.slice(start + 2);
    const end = rest.indexOf(null);
    return rest.slice(0, end === -1 ? undefined : end).filter((cells) => cells !== null);
  });
}

function cellsOf(line: string): string[] | null {
  if (!line.startsWith("|")) return null;
  const cells = line.split(/(?<!\\)\|/).slice(1, -1);
  return cells.map((cell) => cell.trim().replaceAll(String.raw`\|`, "|"));
}

function onlyCode(cell: string): string {
  const [code, ...more] = codeIn(cell);
  if (code === undefined || more.length > 0) throw new Error(`not one piece of code: ${cell}`);
  return code;
}

/** The code spans; those that hold a backtick have two around them. */
function codeIn(cell: string): string[] {
  const spans = cell.matchAll(/(`+)([^]*?[^`])\1(?!`)/g);
  return [...spans].map(([, , code = ""]) => code.trim());
}
