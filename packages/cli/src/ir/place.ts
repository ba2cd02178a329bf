import type { Diagnostic, DiagnosticCode } from "../diagnostic.js";
import type { Endpoint } from "./ir.js";

export interface Position {
  readonly file: string;
  readonly line: number;
}

/** The key that stands for the options of a `message()`, for the locator. */
const OPTIONS = "[options]";

/**
 * A place in the schema, for people (`chat.clientToServer.messages.say.text`) and for the locator. There are many, and
 * few of them are told: what they are called is found out when somebody asks.
 */
export class Place {
  readonly #position: () => Position;
  readonly #outer: Place | null;
  /** The names, and the way, from the outer place to this one. */
  readonly #inner: readonly string[];
  readonly #way: readonly string[];
  #source: readonly string[] | null = null;

  private constructor(
    position: () => Position,
    outer: Place | null,
    inner: readonly string[],
    way: readonly string[],
  ) {
    this.#position = position;
    this.#outer = outer;
    this.#inner = inner;
    this.#way = way;
  }

  static ofEndpoint(position: () => Position, name: string): Place {
    return new Place(position, null, [name], [name]);
  }

  key(name: string): Place {
    return this.#inside([name], [name]);
  }

  /** Inside a zod type: what people call it there, and the way through the definition. */
  part(names: readonly string[], ...way: readonly string[]): Place {
    return this.#inside(names, ["_zod", "def", ...way]);
  }

  /** The type of a `message()`. */
  message(): Place {
    return this.#inside([], ["()"]);
  }

  /** What `z.lazy()` gives. */
  lazy(): Place {
    return this.#inside([], ["_zod", "innerType"]);
  }

  /** Where the endpoint is declared. */
  get position(): Position {
    return this.#position();
  }

  /** The way to this place from the schema's default export; `()` is what a `message()` was given. */
  get source(): readonly string[] {
    this.#source ??= [...(this.#outer?.source ?? []), ...this.#way];
    return this.#source;
  }

  /** The names from the endpoint inwards. */
  get names(): readonly string[] {
    return [...(this.#outer?.names ?? []), ...this.#inner];
  }

  #inside(names: readonly string[], way: readonly string[]): Place {
    return new Place(this.#position, this, names, way);
  }

  /** The options of a `message()`, whose keys are told from those of its type. */
  options(): Place {
    return this.key(OPTIONS);
  }

  /** The line of the endpoint, in words. */
  get line(): string {
    return `line ${this.position.line}`;
  }

  toString(): string {
    const [endpoint = "", ...keys] = this.names;
    const shown = keys
      .filter((key) => key !== OPTIONS)
      .map((key) => (key.startsWith("[") ? key : `.${key}`));
    return `${endpoint}${shown.join("")}`;
  }

  diagnostic(code: DiagnosticCode, message: string, fix: string): Diagnostic {
    const { file, line } = this.position;
    return { code, message, fix, file, line, keys: this.names.slice(1) };
  }
}

/** Collects everything that is wrong with a schema, so that one run shows all of it. */
export class Problems {
  readonly #diagnostics: Diagnostic[] = [];

  /** Reports a problem; the same one twice is one. */
  add(place: Place, code: DiagnosticCode, message: string, fix: string): void {
    const known = this.#diagnostics.some(
      (other) => other.code === code && other.message === message,
    );
    if (!known) this.#diagnostics.push(place.diagnostic(code, message, fix));
  }

  get count(): number {
    return this.#diagnostics.length;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }
}

/** An endpoint together with the place that its diagnostics name. */
export interface PlacedEndpoint {
  readonly endpoint: Endpoint;
  readonly place: Place;
}
