import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

export default defineSchema({
  echo: endpoint({
    mode: "accept",
    path: "/echo",
    clientToServer: z.string().max(2000).describe("What to echo."),
    serverToClient: z.string().describe("The same text, back again."),
  }),
  stamp: endpoint({
    mode: "require",
    path: "/stamp",
    clientToServer: {
      calls: {
        stamp: {
          description:
            "Says when the bytes were here, and the SHA-256 of them and of when they were sent.",
          input: z.object({ bytes: bytes(), sentAt: z.date() }),
          output: z.object({ digest: bytes(), receivedAt: z.date() }),
        },
      },
    },
  }),
});
