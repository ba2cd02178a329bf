import { defineSchema, endpoint, type MessagesDirection } from "wsgen/schema";
import type { z } from "zod";
import {
  type Change,
  compareContracts,
  type Contracts,
} from "../../../packages/cli/src/compat/compare-contracts.js";
import { contractsOf } from "../../../packages/cli/src/ir/contract.js";
import { lowerSchema } from "../../../packages/cli/src/ir/lower-schema.js";

export type Endpoints = Parameters<typeof defineSchema>[0];

/** What a lock file would have of these endpoints. */
export function contractsFrom(endpoints: Endpoints): Contracts {
  const { diagnostics, program } = lowerSchema(defineSchema(endpoints), "schema.ts");
  const [problem] = diagnostics;
  if (problem !== undefined) throw new Error(problem.message);
  // As it is read from the file.
  return JSON.parse(JSON.stringify(contractsOf(program))) as Contracts;
}

/** What has changed from some endpoints to others. */
export function judged(before: Endpoints, after: Endpoints): readonly Change[] {
  return compareContracts(contractsFrom(before), contractsFrom(after));
}

/** What has changed in what one side says first. */
export function judgedDirection(
  sender: "client" | "server",
  before: MessagesDirection,
  after: MessagesDirection,
): readonly Change[] {
  const chat = (direction: MessagesDirection): Endpoints => {
    const definition = { mode: "require", path: "/chat" } as const;
    const clientSpeaks = endpoint({ ...definition, clientToServer: direction });
    const serverSpeaks = endpoint({ ...definition, serverToClient: direction });
    return { chat: sender === "client" ? clientSpeaks : serverSpeaks };
  };
  return judged(chat(before), chat(after));
}

/** What has changed in one message. */
export function judgedType(
  sender: "client" | "server",
  before: z.ZodType,
  after: z.ZodType,
): readonly Change[] {
  return judgedDirection(sender, { messages: { say: before } }, { messages: { say: after } });
}
