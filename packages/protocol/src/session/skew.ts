import type { ContractVerdict } from "./session-frames.js";

/** Client and server were generated from different contracts. */
export interface Skew {
  /** Whose contract is the older; `server` also where the server has never heard of the client's. */
  readonly side: "client" | "server";
  /** Whether the older one is still served; `null` when nobody can tell. */
  readonly compatible: boolean | null;
}

/** What both ends are told; `null` when there is nothing to tell. */
export function skewOf(verdict: ContractVerdict): Skew | null {
  switch (verdict) {
    case "same":
      return null;
    case "compatible":
      return { side: "client", compatible: true };
    case "incompatible":
      return { side: "client", compatible: false };
    case "unknown":
      return { side: "server", compatible: null };
  }
}
