/** A project that could not be set up for a reason the user can mend. */
export class InitError extends Error {
  override readonly name = "InitError";
  readonly code: "UNKNOWN_TEMPLATE" | "NOT_A_FOLDER" | "FILES_EXIST" | "WRITE" | "INSTALL";
  /** What to do about it. */
  readonly fix: string;

  constructor(code: InitError["code"], message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
  }
}
