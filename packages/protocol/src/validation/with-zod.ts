import type { Encoder } from "./codec.js";
import { keysOf, type Context, type Path } from "./context.js";

/** What zod's `safeParse` and `safeEncode` return. */
export type ZodResult<T> =
  | { readonly success: true; readonly data: T }
  | {
      readonly success: false;
      readonly error: {
        readonly issues: readonly {
          readonly code?: string | undefined;
          readonly path: readonly PropertyKey[];
          readonly message: string;
        }[];
      };
    };

/** What zod made of a value that only it can judge. */
export function zodResult(result: ZodResult<unknown>, path: Path, context: Context): never {
  if (result.success) return result.data as never; // the generator knows its type
  for (const { code = "custom", message, path: inner } of result.error.issues) {
    context.mismatches += 1;
    context.adoptIssue({ code, path: [...keysOf(path), ...inner], message });
  }
  return undefined as never; // thrown away: there are issues
}

/** Writes what zod has encoded; `undefined` is `null`, where something has to be. */
export function encodeZodResult(
  result: ZodResult<unknown>,
  path: Path,
  context: Context,
  encoder: Encoder,
): string {
  return encodeZodOptional(result, path, context, encoder) ?? "null";
}

/** Writes what zod has encoded, unless it is `undefined`: for a key that may be left out. */
export function encodeZodOptional(
  result: ZodResult<unknown>,
  path: Path,
  context: Context,
  encoder: Encoder,
): string | undefined {
  const { failures } = context;
  const value: unknown = zodResult(result, path, context);
  if (context.failures > failures) return "";
  return value === undefined ? undefined : encoder(value, path, context);
}

/** The zod type that a way leads to: one key after the other, from a schema's default export. */
export function zodAt(schema: unknown, way: readonly string[]): never {
  let place: unknown = schema;
  for (const key of way) {
    const next: unknown = (place as Readonly<Record<string, unknown>> | null | undefined)?.[key];
    place = typeof next === "function" && key === "getter" ? (next as () => unknown)() : next;
  }
  if (place !== undefined) return place as never; // a zod type; its type is known where it is used
  throw new TypeError(`The schema has changed since generation: ${way.join(".")} is gone.`);
}
