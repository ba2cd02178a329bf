/** What one check says. */
export interface Finding {
  /** Of what, in a word or two. */
  readonly name: string;
  readonly status: "ok" | "warn" | "fail";
  readonly message: string;
  /** What to do; only of `warn` and `fail`. */
  readonly fix?: string;
}
