import type { Call, Delivery, Direction, Endpoint, Program, RawDirection, Type } from "../ir/ir.js";
import { TypeFiles } from "./type-files.js";
import { isInterface, objectText, typeText, type Printer } from "./type-text.js";

/** An endpoint in words and TypeScript, as clients see it. */
export interface DescribedEndpoint {
  readonly name: string;
  readonly mode: "accept" | "require";
  readonly path: string;
  /** Types, here and below; `null`: there are none. */
  readonly params: string | null;
  readonly query: string | null;
  readonly clientToServer: DescribedDirection;
  readonly serverToClient: DescribedDirection;
  /** The declarations of the named types that are in the others. */
  readonly types: Readonly<Record<string, string>>;
}

export type DescribedDirection =
  | {
      readonly kind: "messages";
      readonly messages: readonly DescribedMessage[];
      readonly calls: readonly DescribedCall[];
    }
  | {
      readonly kind: "raw";
      readonly encoding: "text" | "json" | "binary" | null;
      readonly type: string | null;
    };

export interface DescribedMessage {
  readonly name: string;
  readonly type: string;
  readonly delivery: "reliable" | Delivery["kind"];
  /** Only of `latest`. */
  readonly key?: string;
}

export interface DescribedCall {
  readonly name: string;
  readonly effect: "safe" | "idempotent" | "once";
  readonly input: string | null;
  readonly items: string | null;
  readonly uploads: string | null;
  readonly output: string | null;
  readonly errors: Readonly<Record<string, string>>;
}

export function describeEndpoint(program: Program, endpoint: Endpoint): DescribedEndpoint {
  const describer = new Describer(program);
  const { contract, mode, name, params, path, query } = endpoint;
  const [clientToServer, serverToClient] =
    contract.kind === "raw"
      ? [
          describer.raw(contract.clientToServer, "sent"),
          describer.raw(contract.serverToClient, "received"),
        ]
      : [
          describer.direction(contract.clientToServer, "sent"),
          describer.direction(contract.serverToClient, "received"),
        ];
  const url = { params: describer.part(params, "sent"), query: describer.part(query, "sent") };
  return { name, mode, path, ...url, clientToServer, serverToClient, types: describer.types() };
}

type View = "sent" | "received";

/** Prints types, and remembers which named ones they refer to. */
class Describer {
  readonly #shapes: ReadonlyMap<string, Type>;
  readonly #files: TypeFiles;
  /** By what they are called. */
  readonly #used = new Map<string, { readonly type: Type; readonly view: View }>();

  constructor(program: Program) {
    this.#shapes = new Map(program.shapes.map(({ name, type }) => [name, type]));
    this.#files = new TypeFiles(program);
  }

  raw(direction: RawDirection | null, view: View): DescribedDirection {
    const { encoding = null, type = null } = direction ?? {};
    return { kind: "raw", encoding, type: this.part(type, view) };
  }

  direction({ calls, messages }: Direction, view: View): DescribedDirection {
    return {
      kind: "messages",
      messages: messages.map(({ delivery, name, type }) => ({
        name,
        type: this.#text(type, view),
        delivery: delivery?.kind ?? "reliable",
        ...(delivery?.kind === "latest" && { key: delivery.key }),
      })),
      calls: calls.map((call) => this.#call(call, view)),
    };
  }

  part(type: Type | null, view: View): string | null {
    return type === null ? null : this.#text(type, view);
  }

  /** The declarations of all that was referred to so far. */
  types(): Record<string, string> {
    const texts = new Map<string, string>();
    // Printing one may refer to more of them, which the map then goes on with.
    for (const [name, { type, view }] of this.#used) {
      const printer = this.#printer(view);
      const text = isInterface(type)
        ? `interface ${name} ${objectText(type, printer)}`
        : `type ${name} = ${typeText(type, printer, 0).trimStart()}`;
      texts.set(name, text);
    }
    return Object.fromEntries([...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  // What the caller gets travels the other way.
  #call({ effect, errors, input, items, name, output, uploads }: Call, asked: View): DescribedCall {
    const answered = asked === "sent" ? "received" : "sent";
    return {
      name,
      effect,
      input: this.part(input, asked),
      items: this.part(items, answered),
      uploads: this.part(uploads, asked),
      output: this.part(output, answered),
      errors: Object.fromEntries(
        errors.map((error) => [error.name, this.#text(error.type, answered)]),
      ),
    };
  }

  #text(type: Type, view: View): string {
    return typeText(type, this.#printer(view), 0).trimStart();
  }

  #printer(view: View): Printer {
    return {
      view,
      // A client knows no type of the schema's code.
      nameImported: () => "unknown",
      resolve: (type) => this.#files.views.resolve(type),
      nameShape: (shape) => {
        const name = this.#files.clientName(shape, view);
        const type = this.#shapes.get(shape);
        if (type !== undefined && !this.#used.has(name)) this.#used.set(name, { type, view });
        return name;
      },
    };
  }
}
