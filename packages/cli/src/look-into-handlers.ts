import { isUtf8 } from "node:buffer";
import type { HandlerStub } from "./emit/handler-stub.js";
import type { VirtualFile } from "./emit/virtual-file.js";
import type { Lock } from "./lock/lock.js";
import type { MergeResult } from "./merge/merge-handler.js";
import { mayLack } from "./output/handler-gaps.js";
import type { PlannedFile } from "./output/plan.js";

/** What was found in a handler that was looked into. */
export interface HandlerFinding {
  readonly path: string;
  readonly handler: HandlerStub;
  readonly result: MergeResult;
}

/** Which handlers are looked into: those that may lack something, or all. */
export type Looks = "suspects" | "all";

/**
 * Compares handlers with what they have to have. The parser is loaded only if there is one to look into.
 * @param plan what is to become of the emitted files, in the same order
 */
export async function lookIntoHandlers(
  emitted: readonly VirtualFile[],
  plan: readonly PlannedFile[],
  lock: Lock,
  looks: Looks,
): Promise<HandlerFinding[]> {
  const handlers = plan.flatMap(({ action, before, path, text: planned }, index) => {
    const handler = emitted[index]?.handler;
    if (handler === undefined || before === null) return [];
    const text = action === "renamed" && planned !== null ? planned : before.toString("utf8");
    const isWanted = looks === "all" || mayLack(text, handler, lock);
    return isWanted ? [{ path, handler, text, isText: isUtf8(before) }] : [];
  });
  if (handlers.length === 0) return [];
  const { HandlerMerger } = await import("./merge/merge-handler.js");
  const merger = new HandlerMerger();
  // Several handlers may be in one file: the text with what one lacks has what those before it lacked, too.
  const merged = new Map<string, string>();
  return handlers.map(({ handler, isText, path, text }) => {
    const found = isText ? merger.merge(text, handler) : notText(handler);
    if (found.kind !== "merged") return { path, handler, result: found };
    const before = merged.get(path);
    const again = before === undefined ? found : merger.merge(before, handler);
    // Lines are those of the file as it is.
    const result = again.kind === "merged" ? { ...found, text: again.text } : again;
    if (again.kind === "merged") merged.set(path, again.text);
    return { path, handler, result };
  });
}

function notText({ members }: HandlerStub): MergeResult {
  return { kind: "unclear", obstacle: { reason: "is not UTF-8", line: 1 }, missing: members };
}
