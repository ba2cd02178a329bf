import type { Decoder, Encoder } from "./codec.js";

/** A raw endpoint, as one side sees it: one value per frame, no envelope. `null`: nothing travels that way. */
export interface RawWire<Receives> {
  readonly kind: "raw";
  readonly receives: RawReceives<Receives> | null;
  readonly sends: RawSends | null;
}

/**
 * How frames are written. `text`: strings verbatim; `json`: everything else as JSON, both in text frames; `binary`:
 * bytes as they are, in binary frames.
 */
export type RawEncoding = "text" | "json" | "binary";

export interface RawReceives<T> {
  readonly encoding: RawEncoding;
  readonly decode: Decoder<T>;
}

export interface RawSends {
  readonly encoding: RawEncoding;
  readonly encode: Encoder;
}

/** An enveloped endpoint, as one side sees it: messages and calls by name, those of the other side and its own. */
export interface MessageWire<Receives, Sends, ReceivesCalls = object, SendsCalls = object> {
  readonly kind: "messages";
  readonly receives: {
    readonly messages: DecoderTable<Receives>;
    readonly calls?: { readonly [Name in keyof ReceivesCalls]: ReceivedCall<ReceivesCalls[Name]> };
  };
  readonly sends: {
    readonly messages: EncoderTable<Sends>;
    readonly calls?: { readonly [Name in keyof SendsCalls]: SentCall<SendsCalls[Name]> };
  };
}

export type DecoderTable<Values> = { readonly [Name in keyof Values]: Decoder<Values[Name]> };

export type EncoderTable<Values> = { readonly [Name in keyof Values]: Encoder };

/** A call that the other side makes. A member that is absent was not declared: no input, no items, no output. */
export type ReceivedCall<Call> = {
  readonly [Role in keyof Call & ("input" | "uploads")]?: Decoder<Call[Role]>;
} & {
  readonly [Role in keyof Call & ("items" | "output")]?: Encoder;
} & {
  readonly errors?: Call extends { readonly errors: infer Errors } ? EncoderTable<Errors> : never;
  readonly effect?: Effect;
};

/** A call that this side makes. */
export type SentCall<Call> = {
  readonly [Role in keyof Call & ("input" | "uploads")]?: Encoder;
} & {
  readonly [Role in keyof Call & ("items" | "output")]?: Decoder<Call[Role]>;
} & {
  readonly errors?: Call extends { readonly errors: infer Errors } ? DecoderTable<Errors> : never;
  readonly effect?: Effect;
};

/** What it means to run a call twice: nothing, the same as once, or (`once`, the default) harm. */
export type Effect = "safe" | "idempotent" | "once";
