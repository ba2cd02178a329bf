import type { Diagnostic, DiagnosticCode } from "../diagnostic.js";
import type { Endpoint } from "./ir.js";

export interface Position {
  readonly file: string;
  readonly line: number;
}

/** The key that stands for the options of a `message()`, for the locator. */
const OPTIONS = "[options]";

/** A place in the schema, for people (`chat.clientToServer.messages.say.text`) and for the locator. */
export class Place {
  readonly #position: Position;
  readonly #endpoint: string;
  readonly #keys: readonly string[];
  readonly #source: readonly string[];

  constructor(
    position: Position,
    endpoint: string,
    keys: readonly string[] = [],
    source: readonly string[] = [endpoint],
  ) {
    this.#position = position;
    this.#endpoint = endpoint;
    this.#keys = keys;
    this.#source = source;
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

  /** The way to this place from the schema's default export; `()` is what a `message()` was given. */
  get source(): readonly string[] {
    return this.#source;
  }

  /** The names from the endpoint inwards. */
  get names(): readonly string[] {
    return [this.#endpoint, ...this.#keys];
  }

  #inside(names: readonly string[], way: readonly string[]): Place {
    const [keys, source] = [this.#keys.concat(names), this.#source.concat(way)];
    return new Place(this.#position, this.#endpoint, keys, source);
  }

  /** The options of a `message()`, whose keys are told from those of its type. */
  options(): Place {
    return this.key(OPTIONS);
  }

  /** Where the endpoint is declared. */
  get position(): Position {
    return this.#position;
  }

  /** Where the endpoint is declared. */
  get line(): string {
    return `line ${this.#position.line}`;
  }

  toString(): string {
    const keys = this.#keys
      .filter((key) => key !== OPTIONS)
      .map((key) => (key.startsWith("[") ? key : `.${key}`));
    return `${this.#endpoint}${keys.join("")}`;
  }

  diagnostic(code: DiagnosticCode, message: string, fix: string): Diagnostic {
    const { file, line } = this.#position;
    return { code, message, fix, file, line, keys: this.#keys };
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
