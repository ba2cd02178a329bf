/** A member that a handler has to have, as it is first written; `calls` has members of its own. */
export interface StubMember {
  readonly key: string;
  /** Its lines, two spaces per level, without the comma behind it. */
  readonly text: string;
  readonly members: readonly StubMember[];
}

/** What the handler of one endpoint has to have. */
export interface HandlerStub {
  /** What the file exports. */
  readonly name: string;
  /** The generated type of the handler. */
  readonly typeName: string;
  readonly members: readonly StubMember[];
}
