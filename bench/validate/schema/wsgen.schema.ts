import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";
import { Order, Small } from "./zod-types.js";

const fields = z.object({
  id: z.string().min(1).max(40),
  author: z.string().min(1).max(100),
  text: z.string().max(500),
  at: z.date(),
  likes: z.int().min(0),
  edited: z.boolean(),
  kind: z.enum(["text", "image", "system"]),
  reply: z.string().optional(),
});

export default defineSchema({
  peers: endpoint({
    mode: "require",
    path: "/peers",
    clientToServer: { messages: { small: Small, order: Order } },
    serverToClient: { messages: { small: Small, order: Order } },
  }),
  /** What `--size` weighs: one payload of eight fields, that the client only receives, or only sends. */
  receives: endpoint({
    mode: "require",
    path: "/receives",
    clientToServer: { messages: {} },
    serverToClient: { messages: { fields } },
  }),
  sends: endpoint({
    mode: "require",
    path: "/sends",
    clientToServer: { messages: { fields } },
    serverToClient: { messages: {} },
  }),
});
