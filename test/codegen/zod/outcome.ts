import type { z } from "zod";

/** What came of a value: taken, with what it became, or refused, with the first issue. */
export type Outcome =
  | { readonly kind: "accepted"; readonly value: unknown }
  | {
      readonly kind: "refused";
      readonly code: string;
      readonly path: readonly PropertyKey[];
      readonly message: string;
    }
  | { readonly kind: "threw"; readonly error: unknown };

interface FirstIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What zod makes of it. */
export function zodOutcome(parse: () => z.ZodSafeParseResult<unknown>): Outcome {
  try {
    const result = parse();
    return result.success
      ? { kind: "accepted", value: result.data }
      : refused(result.error.issues[0] as FirstIssue); // there is one
  } catch (error) {
    return { kind: "threw", error };
  }
}

/** What generated code makes of it; only a ValidationError is a refusal. */
export function ownOutcome(run: () => unknown): Outcome {
  try {
    return { kind: "accepted", value: run() };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ValidationError")
      return { kind: "threw", error };
    const { issues } = error as Error & { issues: readonly FirstIssue[] };
    return refused(issues[0] ?? { code: "none", path: [], message: "no issue" });
  }
}

function refused({ code, path, message }: FirstIssue): Outcome {
  return { kind: "refused", code, path, message };
}
