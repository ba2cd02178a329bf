import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A frame of a transcript, and who sends it. */
export interface Step {
  readonly from: "client" | "server";
  readonly frame: unknown;
}

export interface Transcript {
  readonly name: string;
  readonly title: string;
  readonly peer: "wsgen" | "plain";
  readonly steps: readonly Step[];
  /** As PROTOCOL.md shows it. */
  readonly text: string;
}

interface Recorded {
  readonly name: string;
  readonly title: string;
  readonly peer: "wsgen" | "plain";
  readonly frames: readonly {
    readonly C?: unknown;
    readonly S?: unknown;
    /** The frame is there once for each number in this range, in the place of `$n`. */
    readonly from?: number;
    readonly to?: number;
  }[];
}

export const protocolFolder: string = join(import.meta.dirname, "../../packages/protocol");

export function loadTranscripts(): Transcript[] {
  const text = readFileSync(join(protocolFolder, "transcripts.json"), "utf8");
  return (JSON.parse(text) as Recorded[]).map(({ frames, name, peer, title }) => ({
    name,
    peer,
    title,
    steps: frames.flatMap(stepsOf),
    text: frames.flatMap(linesOf).join("\n"),
  }));
}

function stepsOf(recorded: Recorded["frames"][number]): Step[] {
  const from = "C" in recorded ? "client" : "server";
  const json = JSON.stringify(recorded.C ?? recorded.S);
  const { from: first = 0, to: last = first } = recorded;
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return numbers.map((number) => ({ from, frame: JSON.parse(fill(json, number)) as unknown }));
}

function linesOf(recorded: Recorded["frames"][number]): string[] {
  const who = "C" in recorded ? "C" : "S";
  const json = JSON.stringify(recorded.C ?? recorded.S);
  const { from, to } = recorded;
  if (from === undefined || to === undefined) return [`${who} ${json}`];
  return [`${who} ${fill(json, from)}`, `${who} ... and so on, to`, `${who} ${fill(json, to)}`];
}

function fill(json: string, number: number): string {
  return json.replace('"$n"', String(number));
}
