/** A member that a handler has to have, as it is first written; `calls` has members of its own. */
export interface StubMember {
  readonly key: string;
  /** Its lines, two spaces per level, without the comma behind it. */
  readonly text: string;
  readonly members: readonly StubMember[];
  /** The key that it had before. */
  readonly renamedFrom?: string;
}

/** A handler of the user's that says the past name of an endpoint. */
export interface PastHandler {
  readonly from: string;
  readonly to: string;
}

/** What the handler of one endpoint has to have. */
export interface HandlerStub {
  readonly endpoint: string;
  /** What the file exports. */
  readonly name: string;
  /** The generated type of the handler. */
  readonly typeName: string;
  readonly members: readonly StubMember[];
}
