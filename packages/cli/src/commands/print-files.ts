import { relative } from "node:path";
import type { PlannedFile } from "../output/plan.js";
import { styled, type Output } from "./terminal.js";

/** Prints what happens to a file. */
export function printFile(output: Output, { action, added = [], path }: PlannedFile): void {
  const style = action === "created" ? "green" : "yellow";
  const [verb, note] =
    action === "edited"
      ? ["updated", " (edited by hand; overwritten)"]
      : [action, added.length === 0 ? "" : ` (${added.join(", ")})`];
  output.write(`${styled(output, style, verb)} ${relative(process.cwd(), path)}${note}\n`);
}

/** `1 created, 2 updated, 3 unchanged`. */
export function summaryOf(files: readonly PlannedFile[], dryRun: boolean): string {
  const count = (...actions: PlannedFile["action"][]): number =>
    files.filter(({ action }) => actions.includes(action)).length;
  const updated = count("updated", "edited", "extended", "renamed");
  const removed = count("removed") === 0 ? "" : `${count("removed")} removed, `;
  const counts = `${count("created")} created, ${updated} updated, ${removed}${count("unchanged")} unchanged`;
  return dryRun ? `${counts}; nothing was written (--dry-run)` : counts;
}
