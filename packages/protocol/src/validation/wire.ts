/**
 * Compiled from the schema: returns the value as the contract has it (unknown keys stripped)
 * or throws a `ValidationError`. `path` names the value's place in errors.
 */
export type Validator<T> = (value: unknown, path: string) => T;

export type ValidatorTable<Messages> = {
  readonly [Type in keyof Messages]: Validator<Messages[Type]>;
};

/** A raw endpoint: one value per frame, no envelope. `null`: nothing travels that way. */
export interface RawWire<ClientToServer, ServerToClient> {
  readonly kind: "raw";
  readonly clientToServer: RawDirection<ClientToServer> | null;
  readonly serverToClient: RawDirection<ServerToClient> | null;
}

export interface RawDirection<T> {
  /** `text`: strings verbatim; `json`: everything else as JSON. Both in text frames. */
  readonly encoding: "text" | "json";
  readonly validate: Validator<T>;
}

/** An enveloped endpoint: messages and calls by name in each direction. */
export interface MessageWire<
  ClientToServer,
  ServerToClient,
  ClientToServerCalls = object,
  ServerToClientCalls = object,
> {
  readonly kind: "messages";
  readonly clientToServer: DirectionWire<ClientToServer, ClientToServerCalls>;
  readonly serverToClient: DirectionWire<ServerToClient, ServerToClientCalls>;
}

/** What one side may say first. */
export interface DirectionWire<Messages, Calls = object> {
  readonly messages: ValidatorTable<Messages>;
  readonly calls?: { readonly [Name in keyof Calls]: CallWire<Calls[Name]> };
}

/** A member that is absent was not declared: no input, no items, no output. */
export type CallWire<Call> = {
  readonly [Role in Exclude<keyof Call, "errors">]?: Validator<Call[Role]>;
} & {
  readonly errors?: Call extends { readonly errors: infer Errors } ? ValidatorTable<Errors> : never;
  readonly effect?: Effect;
};

/** What it means to run a call twice: nothing, the same as once, or (`once`, the default) harm. */
export type Effect = "safe" | "idempotent" | "once";
