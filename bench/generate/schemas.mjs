/** The text of a schema with so many endpoints, each with messages and calls in the manner of a real one. */
export function schemaOf(count, changed = "") {
  const names = Array.from({ length: count }, (_, index) => `room${index}`);
  return `import { defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const User = z.object({ id: z.uuid(), name: z.string().min(1).max(40), seen: z.date() }).meta({ id: "User" });

export default defineSchema({
${names.map((name) => endpointText(name, name === "room0" ? changed : "")).join("\n")}
});
`;
}

function endpointText(name, changed) {
  return `  ${name}: endpoint({
    mode: "require",
    path: "/${name}/:id",
    params: z.object({ id: z.string().max(40) }),
    clientToServer: {
      messages: {
        say: z.object({ text: z.string().max(500), mood: z.enum(["good", "bad"]).optional() }),
        move: z.object({ x: z.number(), y: z.number() }),${changed}
      },
      calls: {
        history: {
          input: z.object({ before: z.date().optional(), limit: z.int().min(1).max(100) }),
          output: z.array(z.object({ from: User, text: z.string(), at: z.date() })),
          errors: { NOT_A_MEMBER: z.object({ room: z.string() }) },
          effect: "safe",
        },
      },
    },
    serverToClient: {
      messages: { said: z.object({ from: User, text: z.string() }), left: z.object({ user: z.uuid() }) },
    },
  }),`;
}
