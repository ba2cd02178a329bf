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

/** An enveloped endpoint: messages by type in each direction. */
export interface MessageWire<ClientToServer, ServerToClient> {
  readonly kind: "messages";
  readonly clientToServer: ValidatorTable<ClientToServer>;
  readonly serverToClient: ValidatorTable<ServerToClient>;
}
