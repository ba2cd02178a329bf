import { assertType, describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { defineSchema, endpoint, message } from "./index.js";

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
  board: endpoint({
    mode: "require",
    path: "/board",
    clientToServer: {
      calls: {
        upload: {
          input: z.object({ name: z.string() }),
          uploads: mini.string(),
          output: z.int(),
          errors: { FULL: z.object({ limit: z.int() }), $odd: z.null() },
          effect: "idempotent",
        },
        refresh: {},
      },
    },
    serverToClient: {
      messages: {
        cursor: message(z.object({ user: z.string(), x: z.number() }), {
          delivery: "latest",
          key: "user",
        }),
        typing: message(mini.boolean(), { delivery: "volatile" }),
        said: message(z.string()),
      },
      calls: { confirm: { output: z.boolean() } },
    },
  }),
});
type Board = (typeof schema)["board"];
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
    type Upload = Board["clientToServer"]["calls"]["upload"];
    expectTypeOf<z.output<Upload["uploads"]>>().toEqualTypeOf<string>();
    expectTypeOf<Upload["effect"]>().toEqualTypeOf<"idempotent">();
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

describe("a direction", () => {
  const direction = { mode: "accept", path: "/a" } as const;

  it("refuses to be empty", () => {
    assertType<object>(
      endpoint({
        ...direction,
        // @ts-expect-error neither messages nor calls
        clientToServer: {},
      }),
    );
  });

  it("refuses a name that is a message and a call", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          messages: { say: z.string() },
          calls: {
            // @ts-expect-error the name of a message
            say: {},
          },
        },
        // What the other direction has is another matter.
        serverToClient: { calls: { say: {} } },
      }),
    );
  });

  it("refuses names that cannot be, where they are written", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          messages: {
            // @ts-expect-error a name of the protocol
            $next: z.string(),
          },
          calls: {
            // @ts-expect-error what every object has
            constructor: {},
            // @ts-expect-error white space
            "a b": {},
          },
        },
      }),
    );
  });

  it("takes messages that are only known as a table", () => {
    const messages: Record<string, z.ZodType> = { say: z.string() };
    assertType<object>(
      endpoint({ ...direction, clientToServer: { messages, calls: { history: {} } } }),
    );
  });
});

describe("a call", () => {
  const direction = { mode: "accept", path: "/a" } as const;

  it("refuses an unknown key, where it is written", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          calls: {
            history: {
              input: z.string(),
              // @ts-expect-error an unknown key
              ouput: z.string(),
            },
          },
        },
      }),
    );
  });

  it("refuses what is no zod type, and an effect that does not exist", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          calls: {
            history: {
              // @ts-expect-error not a zod type
              input: { limit: "number" },
              // @ts-expect-error not a zod type
              items: message(z.string()),
            },
            clear: {
              // @ts-expect-error an effect that does not exist
              effect: "twice",
            },
          },
        },
      }),
    );
  });

  it("is no zod type", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          calls: {
            // @ts-expect-error a zod type is not a call
            list: z.array(z.string()),
          },
        },
      }),
    );
  });

  it("refuses an error code that cannot be", () => {
    assertType<object>(
      endpoint({
        ...direction,
        clientToServer: {
          calls: {
            history: {
              errors: {
                // @ts-expect-error a member of every object
                constructor: z.null(),
              },
            },
          },
        },
      }),
    );
  });
});

describe("a message with options", () => {
  const Cursor = z.object({ user: z.string(), x: z.number(), at: z.string().optional() });

  it("needs a key to be the latest of", () => {
    assertType<object>(
      message(Cursor, {
        // @ts-expect-error no key
        delivery: "latest",
      }),
    );
  });

  it("takes a key that always has a scalar", () => {
    const Tags = mini.object({ id: mini.int(), tags: mini.array(mini.string()) });
    assertType<object>(message(Tags, { delivery: "latest", key: "id" }));
    assertType<object>(
      message(Tags, {
        delivery: "latest",
        // @ts-expect-error a list
        key: "tags",
      }),
    );
    assertType<object>(
      message(Cursor, {
        delivery: "latest",
        // @ts-expect-error may be missing
        key: "at",
      }),
    );
    assertType<object>(
      message(z.string(), {
        delivery: "latest",
        // @ts-expect-error no object
        key: "length",
      }),
    );
  });

  it("refuses a key, an option and a delivery that make no sense", () => {
    assertType<object>(
      message(Cursor, {
        delivery: "volatile",
        // @ts-expect-error a key without "latest"
        key: "user",
      }),
    );
    assertType<object>(
      message(Cursor, {
        // @ts-expect-error an unknown key
        deliver: "volatile",
      }),
    );
    assertType<object>(
      message(Cursor, {
        // @ts-expect-error a delivery that does not exist
        delivery: "fast",
      }),
    );
  });
});

describe("a past name", () => {
  it("is taken of an endpoint, a message and a call", () => {
    assertType<object>(
      endpoint({
        renamedFrom: "talk",
        mode: "require",
        path: "/a",
        clientToServer: {
          messages: { say: message(z.string(), { renamedFrom: "shout" }) },
          calls: { history: { renamedFrom: "log", output: z.string() } },
        },
      }),
    );
  });

  it("is refused where nothing could have had it", () => {
    assertType<object>(
      endpoint({
        // @ts-expect-error no name
        renamedFrom: 3,
        mode: "require",
        path: "/a",
      }),
    );
    assertType<object>(
      endpoint({
        mode: "require",
        path: "/a",
        clientToServer: {
          messages: {
            say: message(z.string(), {
              // @ts-expect-error white space
              renamedFrom: "to shout",
            }),
          },
          calls: {
            history: {
              // @ts-expect-error a name of the protocol
              renamedFrom: "$log",
            },
          },
        },
      }),
    );
  });
});
