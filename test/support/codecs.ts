import {
  type Context,
  decodeBoolean,
  decodeNumber,
  decodeString,
  decodeUndefined,
  decodeUnknown,
  type Decoder,
  encodeBoolean,
  encodeNumber,
  encodeString,
  encodeUndefined,
  encodeUnknown,
  type Encoder,
  isObject,
  issue,
  mismatch,
  type MessageWire,
  type Path,
  type RawWire,
} from "@wsgen/runtime/codegen";

// What the generator would write, put together from small parts.

/** Both functions of one type. */
export interface Codec<T> {
  readonly decode: Decoder<T>;
  readonly encode: Encoder;
}

export const text: Codec<string> = { decode: decodeString, encode: encodeString };
export const number: Codec<number> = { decode: decodeNumber, encode: encodeNumber };
export const boolean: Codec<boolean> = { decode: decodeBoolean, encode: encodeBoolean };
/** Any JSON value, or nothing. */
export const anything: Codec<unknown> = {
  decode: decodeUnknown,
  encode: (value, path, context) =>
    value === undefined ? "null" : encodeUnknown(value, path, context),
};
export const nothing: Codec<undefined> = { decode: decodeUndefined, encode: encodeUndefined };

/** One value and no other. */
export function literal<const T extends string | number | boolean>(only: T): Codec<T> {
  const check = (value: unknown, path: Path, context: Context): T =>
    value === only ? only : mismatch(context, path, JSON.stringify(only), value);
  return { decode: check, encode: (...args) => JSON.stringify(check(...args)) };
}

export function nullable<T>({ decode, encode }: Codec<T>): Codec<T | null> {
  return {
    decode: (value, path, context) => (value === null ? null : decode(value, path, context)),
    encode: (value, path, context) => (value === null ? "null" : encode(value, path, context)),
  };
}

export function list<T>({ decode, encode }: Codec<T>): Codec<T[]> {
  const each = <Item>(
    value: unknown,
    path: Path,
    context: Context,
    item: (value: unknown, path: Path, context: Context) => Item,
  ): Item[] =>
    Array.isArray(value)
      ? value.map((one: unknown, index) => item(one, [path, index], context))
      : mismatch(context, path, "array", value);
  return {
    decode: (value, path, context) => each(value, path, context, decode),
    encode: (value, path, context) => `[${each(value, path, context, encode)?.join(",")}]`,
  };
}

/** An object with these properties, each of them required. */
export function object<T extends object>(shape: {
  readonly [Key in keyof T]: Codec<T[Key]>;
}): Codec<T> {
  const codecs = Object.entries<Codec<unknown>>(shape);
  return {
    decode(value, path, context) {
      if (!isObject(value)) return mismatch(context, path, "object", value);
      const entries = codecs.map(([key, { decode }]) => [
        key,
        decode(value[key], [path, key], context),
      ]);
      return Object.fromEntries(entries) as T; // the shape says so
    },
    encode(value, path, context) {
      if (!isObject(value)) return mismatch(context, path, "object", value);
      const entries = codecs.map(
        ([key, { encode }]) => `${JSON.stringify(key)}:${encode(value[key], [path, key], context)}`,
      );
      return `{${entries.join(",")}}`;
    },
  };
}

/** A text with a limit of its characters. */
export function shortText(most: number): Codec<string> {
  const check = (value: unknown, path: Path, context: Context): void => {
    if (typeof value === "string" && value.length > most) {
      issue(context, path, "too_big", `Too big: expected string to have <=${most} characters`);
    }
  };
  return {
    decode(value, path, context) {
      check(value, path, context);
      return decodeString(value, path, context);
    },
    encode(value, path, context) {
      check(value, path, context);
      return encodeString(value, path, context);
    },
  };
}

type CodecsOf<Values> = { readonly [Name in keyof Values]: Codec<Values[Name]> };

type CallCodecs<Calls> = {
  readonly [Name in keyof Calls]: {
    readonly [Role in Exclude<keyof Calls[Name], "errors">]?: Codec<Calls[Name][Role]>;
  } & {
    readonly errors?: Calls[Name] extends { readonly errors: infer Errors }
      ? CodecsOf<Errors>
      : never;
    readonly effect?: "safe" | "idempotent" | "once";
  };
};

/** One direction of a contract. */
export interface DirectionCodecs<Messages, Calls = object> {
  readonly messages: CodecsOf<Messages>;
  readonly calls?: CallCodecs<Calls>;
}

/** The wires of both sides of an enveloped endpoint. */
export function wiresOf<ToServer, ToClient, ToServerCalls = object, ToClientCalls = object>(
  clientToServer: DirectionCodecs<ToServer, ToServerCalls>,
  serverToClient: DirectionCodecs<ToClient, ToClientCalls>,
): {
  readonly server: MessageWire<ToServer, ToClient, ToServerCalls, ToClientCalls>;
  readonly client: MessageWire<ToClient, ToServer, ToClientCalls, ToServerCalls>;
} {
  const side = (
    received: DirectionCodecs<unknown, unknown>,
    sent: DirectionCodecs<unknown, unknown>,
  ): object => ({
    kind: "messages",
    receives: directionOf(received, "decode", "encode"),
    sends: directionOf(sent, "encode", "decode"),
  });
  // Each function stands where its codec stood.
  return {
    server: side(clientToServer, serverToClient),
    client: side(serverToClient, clientToServer),
  } as ReturnType<typeof wiresOf<ToServer, ToClient, ToServerCalls, ToClientCalls>>;
}

type Pick = "decode" | "encode";

function directionOf(
  { calls = {}, messages }: DirectionCodecs<unknown, unknown>,
  asked: Pick,
  answered: Pick,
): object {
  const rows = Object.entries<Record<string, unknown>>(calls).map(([name, call]) => {
    const { effect, errors, ...parts } = call;
    const roles = Object.entries(parts).map(([role, codec]) => {
      const pick = role === "input" || role === "uploads" ? asked : answered;
      return [role, (codec as Codec<unknown>)[pick]];
    });
    return [
      name,
      {
        ...(Object.fromEntries(roles) as object),
        ...(errors !== undefined && { errors: pickAll(errors as object, answered) }),
        ...(effect !== undefined && { effect }),
      },
    ];
  });
  return {
    messages: pickAll(messages, asked),
    calls: Object.fromEntries(rows) as object,
  };
}

function pickAll(codecs: object, pick: Pick): object {
  const entries = Object.entries<Codec<unknown>>(codecs as Record<string, Codec<unknown>>);
  return Object.fromEntries(entries.map(([name, codec]) => [name, codec[pick]]));
}

/** A raw endpoint that takes and gives the same, as either side sees it. */
export function rawWire<T>(encoding: "text" | "json" | "binary", codec: Codec<T>): RawWire<T> {
  const { decode, encode } = codec;
  return { kind: "raw", receives: { encoding, decode }, sends: { encoding, encode } };
}
