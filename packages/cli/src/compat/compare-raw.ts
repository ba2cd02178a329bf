import type { RawDirection } from "../ir/ir.js";
import { type Change, changeOf } from "./change.js";
import { comparePayload, type Sending } from "./compare-payload.js";

/** One direction of a raw endpoint. */
export function compareRaw(
  before: RawDirection | null,
  after: RawDirection | null,
  sending: Sending,
  at: string,
): readonly Change[] {
  const { sender } = sending;
  if (before === null && after === null) return [];
  if (before === null) return [changeOf("raw-direction-added", at, sender)];
  if (after === null) return [changeOf("raw-direction-removed", at, sender)];
  const encoding =
    before.encoding === after.encoding
      ? []
      : [
          changeOf(
            "raw-encoding-changed",
            at,
            sender,
            `${before.encoding} became ${after.encoding}`,
          ),
        ];
  return [...encoding, ...comparePayload(before.type, after.type, sending, at)];
}
