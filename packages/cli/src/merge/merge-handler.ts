import type { ObjectLiteralExpression } from "ts-morph";
import type { HandlerStub, StubMember } from "../emit/handler-stub.js";
import { styleOf } from "./code-style.js";
import { HandlerReader, type Found, type Obstacle } from "./handler-object.js";
import { insertMembers } from "./insert-members.js";
import { loadMorph, type Morph } from "./morph.js";
import { SourceParser, splitMark, UNSAFE } from "./source-parser.js";

/** A member that the schema knows nothing of, such as `calls.history`. */
export interface ExtraMember {
  readonly key: string;
  readonly line: number;
}

/** A member that is there under the name that it had before. */
export interface RenamedMember {
  readonly from: string;
  readonly to: string;
  readonly line: number;
}

/** What a handler file lacks, and what was done about it. */
export type MergeResult =
  | ({ readonly kind: "complete" } & Remarks)
  | ({
      readonly kind: "merged";
      readonly text: string;
      /** `calls.history`, for the report. */
      readonly added: readonly string[];
      /** Where the handler begins. */
      readonly line: number;
    } & Remarks)
  /** The file is not understood, and was left as it is. `missing` is what it may lack. */
  | {
      readonly kind: "unclear";
      readonly obstacle: Obstacle;
      readonly missing: readonly StubMember[];
    };

/** What the user has to do about members that are there. */
export interface Remarks {
  readonly extra: readonly ExtraMember[];
  readonly renamed: readonly RenamedMember[];
}

/** Inserts what handlers lack into the user's files, and changes nothing else. */
export class HandlerMerger {
  readonly #morph: Morph = loadMorph();
  readonly #parser: SourceParser = new SourceParser(this.#morph);
  readonly #reader: HandlerReader = new HandlerReader(this.#morph);

  merge(text: string, wanted: HandlerStub): MergeResult {
    const [mark, rest] = splitMark(text);
    const result = this.#mergeText(rest, wanted);
    return result.kind === "merged" ? { ...result, text: `${mark}${result.text}` } : result;
  }

  #mergeText(text: string, wanted: HandlerStub): MergeResult {
    const { broken, source } = this.#parser.parse(text);
    if (broken !== null) return { kind: "unclear", obstacle: broken, missing: wanted.members };
    const found = this.#reader.findHandler(source, wanted.name, wanted.typeName);
    const plan = this.#plan(found, wanted.members, "");
    if ("obstacle" in plan) return { kind: "unclear", ...plan };
    const { extra, renamed } = plan;
    const [first] = plan.gaps;
    if (first === undefined) return { kind: "complete", extra, renamed };
    const style = styleOf(text);
    const insertions = plan.gaps.flatMap(({ literal, members, prefix }) =>
      insertMembers(
        literal,
        members.map((member) => member.text),
        style,
        prefix === "",
      ),
    );
    const merged = this.#parser.apply(text, insertions);
    const line = first.literal.getStartLineNumber();
    if (merged === null) {
      const missing = plan.gaps.flatMap(({ members }) => members);
      return { kind: "unclear", obstacle: { reason: UNSAFE, line }, missing };
    }
    const added = plan.gaps.flatMap(({ members, prefix }) =>
      members.map(({ key }) => `${prefix}${key}`),
    );
    return { kind: "merged", text: merged, added, line, extra, renamed };
  }

  #plan(found: Found, wanted: readonly StubMember[], prefix: string): Plan {
    if ("obstacle" in found) return { obstacle: found.obstacle, missing: wanted };
    const { literal } = found;
    const there = this.#reader.keysOf(literal);
    const keys = there.map(({ key }) => key);
    const absent = wanted.filter(({ key }) => !keys.includes(key));
    const renamed = absent.flatMap(({ key: to, renamedFrom: from }): RenamedMember[] => {
      const past = from === undefined ? undefined : there.find(({ key }) => key === from);
      return past === undefined || from === undefined ? [] : [{ from, to, line: past.line }];
    });
    const missing = absent.filter(({ key }) => !renamed.some(({ to }) => to === key));
    if (missing.length > 0 && keys.includes(null)) {
      const reason = "has members that only running it would tell (spread or computed keys)";
      return { obstacle: { reason, line: literal.getStartLineNumber() }, missing };
    }
    const gaps: Gap[] = missing.length === 0 ? [] : [{ literal, members: missing, prefix }];
    const extra = there.flatMap(({ key, line }): ExtraMember[] => {
      const isKnown = key === null || wanted.some((member) => member.key === key);
      return isKnown || renamed.some(({ from }) => from === key)
        ? []
        : [{ key: `${prefix}${key}`, line }];
    });
    for (const { key, members } of wanted) {
      if (members.length === 0 || absent.some((member) => member.key === key)) continue;
      const inner = this.#plan(this.#reader.findMember(literal, key), members, `${key}.`);
      if ("obstacle" in inner) return inner;
      gaps.push(...inner.gaps);
      extra.push(...inner.extra);
      renamed.push(...inner.renamed);
    }
    return { gaps, extra, renamed };
  }
}

interface Gap {
  readonly literal: ObjectLiteralExpression;
  readonly members: readonly StubMember[];
  readonly prefix: string;
}

type Plan =
  | ({ readonly gaps: readonly Gap[] } & Remarks)
  | { readonly obstacle: Obstacle; readonly missing: readonly StubMember[] };
