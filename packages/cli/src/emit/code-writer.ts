import { list, MAX_WIDTH } from "./layout.js";

/** Collects statements at a level of indentation, and breaks the ones that are too long. */
export class CodeWriter {
  readonly #lines: string[] = [];
  // Statements stand in a function.
  #level = 1;

  /** Columns taken by the indentation. */
  get indent(): number {
    return this.#level * 2;
  }

  line(text: string): void {
    const indent = " ".repeat(this.indent);
    this.#lines.push(...text.split("\n").map((line) => `${indent}${line}`));
  }

  /** `head {`, what `body` writes, `}`. */
  block(head: string, body: () => void): void {
    this.line(`${head} {`);
    this.nest(body);
    this.line("}");
  }

  /** What `body` writes, one level deeper. */
  nest(body: () => void): void {
    this.#level += 1;
    body();
    this.#level -= 1;
  }

  /** `callee(args);`, where `callee` may begin with `return`. */
  call(callee: string, args: readonly string[]): void {
    this.line(`${callee}${list(["(", ")"], args, this.indent + callee.length + 1)};`);
  }

  /** `if (conditions) callee(args);`; without conditions just the call. */
  when(
    conditions: readonly string[],
    joint: "&&" | "||",
    callee: string,
    args: readonly string[],
  ): void {
    if (conditions.length === 0) return this.call(callee, args);
    const test = `if (${conditions.join(` ${joint} `)})`;
    const whole = `${test} ${callee}(${args.join(", ")});`;
    if (this.fits(whole)) return this.line(whole);
    if (this.fits(test)) this.line(test);
    else this.line(["if (", `  ${conditions.join(` ${joint}\n  `)}`, ")"].join("\n"));
    this.nest(() => this.call(callee, args));
  }

  /** Whether the text fits on the current line. */
  fits(text: string): boolean {
    return !text.includes("\n") && this.indent + text.length <= MAX_WIDTH;
  }

  toString(): string {
    return this.#lines.join("\n");
  }
}
