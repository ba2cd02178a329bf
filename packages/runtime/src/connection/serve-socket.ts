import { CloseCode, SocketClosedError } from "@wsgen/protocol";
import type { BaseSocket, SocketSetup } from "../socket/base-socket.js";
import type { Connection } from "../upgrade/route.js";

type ServedSocket = Pick<BaseSocket<unknown>, "close" | "closed" | "connected" | "terminate">;

/**
 * Runs a handler over its socket: when it returns, `finish` is awaited and the socket closes with 1000; when it throws,
 * the socket closes with 1011 and the error goes to `onError`. A send into a socket that has closed is no error of the handler.
 */
export function serveSocket(
  socket: ServedSocket,
  setup: SocketSetup,
  handler: () => unknown,
  finish: () => Promise<void> = () => Promise.resolve(),
): Connection {
  const { counters } = setup.monitor;
  counters.connections += 1;
  void socket.closed.then(() => {
    counters.connections -= 1;
  });
  return {
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    finished: run(socket, setup, handler, finish),
  };
}

async function run(
  socket: ServedSocket,
  setup: SocketSetup,
  handler: () => unknown,
  finish: () => Promise<void>,
): Promise<void> {
  try {
    await handler();
    if (socket.connected) await finish();
    await socket.close(CloseCode.NORMAL);
  } catch (error) {
    const ordinary = error instanceof SocketClosedError && !socket.connected;
    if (!ordinary) setup.monitor.report(error, { kind: "handler", path: setup.path });
    await socket.close(CloseCode.INTERNAL_ERROR);
  }
}
