import type { ErrorNotice, FrameEncoder } from "./encode-frame.js";
import type { Frame } from "./frame.js";

/** What calls need of the peer that they belong to. */
export interface CallSetup {
  readonly encoder: FrameEncoder;
  /** As `send`, for a request: it may be refused when too much is on its way. */
  readonly request: (frame: Frame) => Promise<void> | null;
  /** Writes a frame; a promise for room for more when there is none. Ignoring it is safe. */
  readonly send: (frame: Frame) => Promise<void> | null;
  /** `null` when there is room for more, else a promise for that. */
  readonly room: () => Promise<void> | null;
  /** Something of the other side's did not fit: counts it, and tells a wsgen peer. */
  readonly reject: (problem: ErrorNotice) => void;
  /** As `reject`, where the response tells it. */
  readonly countInvalid: () => void;
  /** An error that the other side may not see. */
  readonly report: (error: unknown, method: string) => void;
}
