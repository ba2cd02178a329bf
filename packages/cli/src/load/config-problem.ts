/** A problem of the configuration at a key, with what to do about it. */
export interface ConfigProblem {
  readonly message: string;
  readonly fix: string;
}
