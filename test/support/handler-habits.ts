/** What people do to the handler `chat` between two runs; each leaves a file that compiles. */
export const habits = {
  comment: (text: string, at: number) => insertLine(text, at, "// mine, and not to be touched 😀"),
  block: (text: string, at: number) => insertLine(text, at, "/* calls: {}, http() {} */"),
  blank: (text: string, at: number) => insertLine(text, at, ""),
  helper: (text: string) =>
    text.includes("own(")
      ? text
      : `${text}\nfunction own(text: string): string {\n  return text;\n}\nown("x");\n`,
  fill: (text: string) =>
    text.replace(
      /throw new Error\(.*?\);?/,
      'await Promise.resolve("filled");\n      return undefined as never;',
    ),
  tabs: (text: string) => text.replaceAll(/^(?: {2})+/gm, (found) => "\t".repeat(found.length / 2)),
  wide: (text: string) => text.replaceAll(/^ +/gm, (found) => found.repeat(2)),
  windows: (text: string) => text.replaceAll(/(?<!\r)\n/g, "\r\n"),
  mark: (text: string) => (text.startsWith("\uFEFF") ? text : `\uFEFF${text}`),
  singles: (text: string) => text.replaceAll(/"([^"'\\\n]*)"/g, "'$1'"),
  bare: (text: string) => text.replaceAll(/;(?=\r?\n)/g, ""),
  noComma: (text: string) => text.replaceAll(/,(?=\s*\n\s*\})/g, ""),
  noEnd: (text: string) => text.trimEnd(),
  satisfied: (text: string) =>
    text.replace(/: ChatHandler = \{([^]*?)\n\};?/, " = {$1\n} satisfies ChatHandler;"),
  renamed: (text: string) =>
    text.includes("export const chat")
      ? `${text.replace("export const chat", "const mine")}\nexport { mine as chat };\n`
      : text,
} satisfies Readonly<Record<string, (text: string, at: number) => string>>;

export type Habit = keyof typeof habits;

/** Puts a line somewhere where a line may be: not inside of a text that has several. */
function insertLine(text: string, at: number, line: string): string {
  const lines = text.split("\n");
  lines.splice(at % (lines.length + 1), 0, line);
  return lines.join("\n");
}
