import { assertType, describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { defineSchema, endpoint } from "./index.js";

const schema = defineSchema({
  echo: endpoint({
    mode: "accept",
    path: "/echo",
    clientToServer: z.string(),
    serverToClient: mini.string(),
  }),
  chat: endpoint({
    mode: "require",
    path: "/rooms/:room/:page",
    params: z.object({ room: z.string(), page: z.int() }),
    query: mini.object({ lang: mini.optional(mini.enum(["en", "zh"])) }),
    clientToServer: { messages: { say: z.object({ text: z.string() }) } },
    serverToClient: { messages: { said: z.object({ from: z.string() }) } },
  }),
});
type Chat = (typeof schema)["chat"];

describe("a schema", () => {
  it("keeps the types it was written with", () => {
    expectTypeOf<Chat["mode"]>().toEqualTypeOf<"require">();
    expectTypeOf<Chat["path"]>().toEqualTypeOf<"/rooms/:room/:page">();
    expectTypeOf<z.output<Chat["params"]>>().toEqualTypeOf<{ room: string; page: number }>();
    expectTypeOf<z.output<Chat["query"]>>().toEqualTypeOf<{ lang?: "en" | "zh" | undefined }>();
    type Say = Chat["clientToServer"]["messages"]["say"];
    expectTypeOf<z.output<Say>>().toEqualTypeOf<{ text: string }>();
    type Echo = (typeof schema)["echo"]["clientToServer"];
    expectTypeOf<z.output<Echo>>().toEqualTypeOf<string>();
  });

  it("takes only what endpoint returned", () => {
    // @ts-expect-error a bare definition
    assertType<object>(defineSchema({ a: { mode: "accept", path: "/a" } }));
  });
});

describe("an endpoint", () => {
  it("refuses a mode that does not exist, where it is written", () => {
    assertType<object>(
      endpoint({
        // @ts-expect-error a wrong mode
        mode: "maybe",
        path: "/a",
      }),
    );
  });

  it("refuses an unknown key, where it is written", () => {
    assertType<object>(
      endpoint({
        mode: "accept",
        path: "/a",
        // @ts-expect-error an unknown key
        rooms: {},
      }),
    );
  });

  it("refuses an unknown key inside a direction", () => {
    assertType<object>(
      endpoint({
        mode: "accept",
        path: "/a",
        clientToServer: {
          messages: {},
          // @ts-expect-error an unknown key
          message: {},
        },
        serverToClient: {
          messages: {},
          // @ts-expect-error an unknown key
          replies: {},
        },
      }),
    );
  });

  it("refuses a path whose params are not declared", () => {
    assertType<object>(
      endpoint({
        mode: "accept",
        // @ts-expect-error params is missing
        path: "/a/:id",
      }),
    );
    assertType<object>(
      endpoint({
        mode: "accept",
        // @ts-expect-error params has no "id"
        path: "/a/:id",
        params: z.object({ name: z.string() }),
      }),
    );
    assertType<object>(
      endpoint({
        mode: "accept",
        // @ts-expect-error params has no "b"
        path: "/:a/:b",
        params: z.object({ a: z.string() }),
      }),
    );
  });

  it("refuses params that the path does not have", () => {
    assertType<object>(
      endpoint({
        mode: "accept",
        // @ts-expect-error the path has no ":id"
        path: "/a",
        params: mini.object({ id: mini.string() }),
      }),
    );
  });

  it("refuses a direction or message that is no zod type", () => {
    assertType<object>(
      endpoint({
        mode: "accept",
        path: "/a",
        // @ts-expect-error neither a zod type nor messages
        clientToServer: 3,
      }),
    );
    assertType<object>(
      endpoint({
        mode: "accept",
        path: "/a",
        clientToServer: {
          messages: {
            // @ts-expect-error not a zod type
            say: { text: "string" },
          },
        },
      }),
    );
  });

  it("takes a path that is only known as text", () => {
    const path: string = ["", "a"].join("/");
    assertType<object>(endpoint({ mode: "accept", path }));
  });
});
