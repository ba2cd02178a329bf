import module from "node:module";
import { fileURLToPath } from "node:url";

interface Resolved {
  readonly url: string;
}

type Resolve = (specifier: string, context: unknown) => Resolved;

/** In Node from 22.15 on, which the types for Node 20 do not know. */
interface HookedModule {
  readonly registerHooks?: (hooks: {
    resolve(specifier: string, context: unknown, next: Resolve): Resolved;
  }) => void;
}

/** Records what Node itself imports: JavaScript of the user's does not pass through jiti. */
export class ImportRecord {
  readonly #urls = new Set<string>();

  /** `null` where hooks need a thread of their own, which would cost as much as importing a schema. */
  static start(): ImportRecord | null {
    const { registerHooks } = module as HookedModule; // see there
    return registerHooks === undefined ? null : new ImportRecord(registerHooks);
  }

  private constructor(registerHooks: NonNullable<HookedModule["registerHooks"]>) {
    registerHooks({
      resolve: (specifier, context, next) => {
        const resolved = next(specifier, context);
        this.#urls.add(resolved.url);
        return resolved;
      },
    });
  }

  /** The files that have been imported so far. */
  get files(): string[] {
    return [...this.#urls]
      .filter((url) => url.startsWith("file:"))
      .map((url) => fileURLToPath(url));
  }
}
