import { on } from "node:events";

import type { ChatHandler } from "../generated/server.js";
import { findRoom } from "../rooms.js";

export const chat: ChatHandler = {
  async websocket(socket) {
    const name = socket.request.params.room;
    const room = findRoom(name);
    await socket.join(name);
    room.enter(socket);
    try {
      for await (const message of socket) {
        const { type } = message;
        switch (type) {
          case "say": {
            const said = room.add(socket.context.user, message.data);
            await socket.room(name).send("said", said);
            break;
          }
          default:
            void (type satisfies never);
        }
      }
    } finally {
      room.leave(socket);
    }
  },

  calls: {
    async history({ limit }, call) {
      return findRoom(call.request.params.room).newest(limit);
    },

    async *presence(_input, call) {
      const room = findRoom(call.request.params.room);
      const changes = on(room, "people", { signal: call.signal });
      yield room.people;
      for await (const _ of changes) yield room.people;
    },

    async clear(_input, call) {
      const name = call.request.params.room;
      const room = findRoom(name);
      const { user } = call.context;
      const { host } = room;
      if (host && host.context.user !== user) {
        const question = `${user} wants to clear this room. Do you agree?`;
        const answer = host.calls.confirm({ question }, { timeout: 20_000, signal: call.signal });
        const agreed = await answer.catch(() => false); // no answer is a no
        if (!agreed) throw call.error("REFUSED", { by: host.context.user });
      }
      room.clear();
      await call.socket.room(name).send("cleared", { by: user });
    },
  },
};
