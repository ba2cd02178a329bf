import type { PastVerdicts } from "../compat/judge-past.js";
import type { Contract } from "../ir/contract.js";
import type { Lock } from "../lock/lock.js";
import type { PastHandler } from "./handler-stub.js";
import type { Origins } from "./origin.js";

/** What a run knows beside the schema. */
export interface Surroundings {
  /** Endpoints that the schema has no more, of which the user still has handlers. */
  readonly gone: readonly string[];
  /** Those that they have under a past name. */
  readonly renamed: readonly PastHandler[];
  readonly contracts: Readonly<Record<string, Contract>>;
  readonly lock: Lock;
  /** How released contracts go with the current ones. */
  readonly past: PastVerdicts;
  /** Where the schema declares what the client's declarations name. */
  readonly origins: Origins;
}
