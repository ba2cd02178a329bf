import type { ConfirmRenaming } from "../generate.js";
import { CancelledError } from "../wsgen-error.js";

/** Asks a person at a terminal whether something was renamed; whoever only presses Enter has not said so. */
export const askRenamed: ConfirmRenaming = async ({ thing, to }) => {
  // Loaded here, because hardly any run asks.
  const prompts = await import("@clack/prompts");
  const where = thing.kind === "endpoint" ? "" : ` of ${thing.endpoint}`;
  const answer = await prompts.confirm({
    message: `Was the ${thing.kind} ${thing.name}${where} renamed to ${to}?`,
    active: "Yes, rename it in the handler",
    inactive: "No, they are different",
    initialValue: false,
  });
  if (typeof answer === "symbol") throw new CancelledError();
  return answer;
};
