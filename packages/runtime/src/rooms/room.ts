export interface RoomSendOptions {
  /** A socket that does not get it, usually the one that it came from. */
  readonly except?: object | undefined;
}

/** The members of one room of a raw endpoint. */
export interface RawRoom<Out> {
  /**
   * Sends to everybody in the room; resolves when it has been handed to their sockets. Not awaiting is safe.
   * @throws {ValidationError} when the value does not fit the contract. @throws {TypeError} when the room has no name.
   */
  send(message: Out, options?: RoomSendOptions): Promise<void>;
}

/** The members of one room of an enveloped endpoint. */
export interface MessageRoom<Out, OutMessage> {
  /**
   * Sends to everybody in the room; resolves when it has been handed to their sockets. Not awaiting is safe.
   * @throws {ValidationError} when the data does not fit the contract. @throws {TypeError} when the room has no name.
   */
  send<Type extends keyof Out & string>(
    type: Type,
    data: Out[Type],
    options?: RoomSendOptions,
  ): Promise<void>;
  send(message: OutMessage, options?: RoomSendOptions): Promise<void>;
}

/** All sockets of a raw endpoint in this process. */
export interface RawEndpoint<Out> {
  /** Those who have joined the room. */
  room(name: string): RawRoom<Out>;
}

/** All sockets of an enveloped endpoint in this process. */
export interface MessageEndpoint<Out, OutMessage> {
  /** Those who have joined the room. */
  room(name: string): MessageRoom<Out, OutMessage>;
}
