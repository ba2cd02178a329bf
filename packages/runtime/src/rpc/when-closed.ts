import type { Socket } from "node:net";

const waiting = new WeakMap<Socket, Set<() => void>>();

/**
 * Calls `closed` when the connection closes; one listener serves all requests that are pipelined on it.
 * @returns what undoes it.
 */
export function whenClosed(socket: Socket, closed: () => void): () => void {
  const callbacks = waiting.get(socket) ?? listen(socket);
  // A function of its own, so that the same callback may be given twice.
  const callback = (): void => closed();
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function listen(socket: Socket): Set<() => void> {
  const callbacks = new Set<() => void>();
  waiting.set(socket, callbacks);
  socket.once("close", () => {
    for (const callback of callbacks) callback();
  });
  return callbacks;
}
