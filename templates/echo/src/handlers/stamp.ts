import { createHash } from "node:crypto";

import type { StampHandler } from "../generated/server.js";

export const stamp: StampHandler = {
  calls: {
    // Dates and bytes arrive as what they are.
    stamp({ bytes, sentAt }) {
      const digest = createHash("sha256").update(bytes).update(sentAt.toISOString()).digest();
      return { digest, receivedAt: new Date() };
    },
  },
};
