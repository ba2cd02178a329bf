import type { Call, Direction, Endpoint, Type } from "./ir.js";

/** One thing that travels, and the keys that lead to it from its endpoint. */
export interface Payload {
  readonly keys: readonly string[];
  readonly type: Type;
  readonly sender: "client" | "server";
}

/** Everything that travels on an endpoint. */
export function payloadsOf({ contract }: Endpoint): Payload[] {
  return (["clientToServer", "serverToClient"] as const).flatMap((direction): Payload[] => {
    const [sender, other] =
      direction === "clientToServer"
        ? (["client", "server"] as const)
        : (["server", "client"] as const);
    if (contract.kind === "messages")
      return inDirection(contract[direction], direction, sender, other);
    const raw = contract[direction];
    return raw === null ? [] : [{ keys: [direction], type: raw.type, sender }];
  });
}

type Side = Payload["sender"];

function inDirection(
  { calls, messages }: Direction,
  direction: string,
  sender: Side,
  other: Side,
): Payload[] {
  return [
    ...messages.map(({ name, type }) => ({ keys: [direction, "messages", name], type, sender })),
    ...calls.flatMap((call) => ofCall(call, [direction, "calls", call.name], sender, other)),
  ];
}

function ofCall(
  { errors, input, items, output, uploads }: Call,
  keys: readonly string[],
  caller: Side,
  callee: Side,
): Payload[] {
  const parts = [
    { key: "input", type: input, sender: caller },
    { key: "uploads", type: uploads, sender: caller },
    { key: "items", type: items, sender: callee },
    { key: "output", type: output, sender: callee },
  ];
  return [
    ...parts.flatMap(({ key, sender, type }) =>
      type === null ? [] : [{ keys: [...keys, key], type, sender }],
    ),
    ...errors.map(({ name, type }) => ({ keys: [...keys, "errors", name], type, sender: callee })),
  ];
}
