import { Code } from "../diagnostic.js";
import { WsgenError } from "../wsgen-error.js";

/** A project that could not be set up for a reason the user can mend. */
export class InitError extends WsgenError {
  constructor(code: keyof typeof Code & `INIT_${string}`, message: string, fix: string) {
    super([{ code: Code[code], message, fix }]);
  }
}
