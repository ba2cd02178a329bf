import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

export default defineSchema({
  echo: endpoint({
    mode: "accept",
    path: "/echo",
    clientToServer: z.string().max(2000).describe("What to echo."),
    serverToClient: z.string().describe("The same text, back again."),
  }),
});
