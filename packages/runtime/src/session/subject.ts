import { randomUUID } from "node:crypto";

/**
 * Whom a connection belongs to, as text, from what `authenticate` returned: its `user`, or the `id` of that when it is an object;
 * `null` for somebody who did not say who they are.
 */
export function subjectOf(context: unknown): string {
  const user = member(context, "user") ?? null;
  const id = member(user, "id") ?? user;
  try {
    return JSON.stringify(typeof id === "bigint" ? `${id}n` : id) ?? "null";
  } catch {
    // Nobody can be told to be the same.
    return randomUUID();
  }
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}
