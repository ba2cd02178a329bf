/** Where a command prints. */
export interface Output {
  readonly colors: boolean;
  write(text: string): void;
}

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
} as const;

/** Whether a person is there who can be asked. */
export function isInteractive(): boolean {
  const ci = process.env["CI"];
  return process.stdin.isTTY && process.stdout.isTTY && (!ci || ci === "false");
}

/** The text in a style, where the output shows colours. */
export function styled(output: Output, style: keyof typeof STYLES, text: string): string {
  const [on, off] = STYLES[style];
  return output.colors ? `\u001B[${on}m${text}\u001B[${off}m` : text;
}

/** A stream of the process; colours only on a terminal, and never with NO_COLOR. */
export function processOutput(stream: NodeJS.WriteStream): Output {
  const { NO_COLOR: noColor = "", TERM: terminal } = process.env;
  const colors = stream.isTTY && noColor === "" && terminal !== "dumb";
  return { colors, write: (text) => void stream.write(text) };
}
