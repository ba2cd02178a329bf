import { bytes, defineSchema, endpoint } from "wsgen/schema";
import { z } from "zod";

const Message = z
  .object({
    id: z.string(),
    from: z.string(),
    text: z.string(),
    at: z.date(),
    picture: bytes().optional(),
  })
  .meta({ id: "Message" });

export default defineSchema({
  chat: endpoint({
    mode: "require",
    path: "/rooms/:room",
    params: z.object({ room: z.string().min(1).max(30) }),
    clientToServer: {
      messages: {
        say: z.object({
          text: z.string().min(1).max(500),
          picture: bytes().optional(),
        }),
      },
      calls: {
        history: {
          input: z.object({ limit: z.int().min(1).max(100) }).describe("The newest messages."),
          output: z.array(Message).describe("Oldest first."),
          effect: "safe",
        },
        presence: {
          items: z.array(z.string()).describe("Who is in the room: now, and after every change."),
        },
        clear: {
          description: "Removes every message, if whoever has been here longest agrees.",
          errors: { REFUSED: z.object({ by: z.string() }) },
        },
      },
    },
    serverToClient: {
      messages: {
        said: Message,
        cleared: z.object({ by: z.string() }),
      },
      calls: {
        confirm: {
          input: z.object({ question: z.string() }).describe("Asks whoever sits there."),
          output: z.boolean(),
        },
      },
    },
  }),
});
