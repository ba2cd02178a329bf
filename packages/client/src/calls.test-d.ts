import { describe, expectTypeOf, test } from "vitest";
import type { CallError, CallStream } from "@wsgen/protocol";
import type { CallClient } from "../../../test/support/call-pair.js";

declare const client: CallClient;

describe("calls", () => {
  test("give what the contract has", () => {
    expectTypeOf(client.calls.double(1)).toEqualTypeOf<Promise<number>>();
    expectTypeOf(client.calls.refresh()).toEqualTypeOf<Promise<void>>();
    expectTypeOf(client.calls.count(1)).toEqualTypeOf<CallStream<number, string>>();
    expectTypeOf(client.calls.count(1).result).toEqualTypeOf<Promise<string>>();
    const { result } = client.calls.total(undefined, { uploads: [1] });
    expectTypeOf(result).toEqualTypeOf<Promise<number>>();
  });

  test("take what the contract has, and options", () => {
    const { signal } = new AbortController();
    expectTypeOf(client.calls.double).toBeCallableWith(1, { timeout: 1, signal });
    expectTypeOf(client.calls.refresh).toBeCallableWith(undefined, { idempotencyKey: "k" });
    // @ts-expect-error the input is a number
    void client.calls.double("1");
    // @ts-expect-error the input is missing
    void client.calls.double();
    // @ts-expect-error there is no input
    void client.calls.refresh(1);
    // @ts-expect-error uploads are missing
    client.calls.total();
    // @ts-expect-error uploads are numbers
    client.calls.total(undefined, { uploads: ["1"] });
    // @ts-expect-error uploads can be iterated
    client.calls.mirror(undefined, { uploads: 1 });
    // @ts-expect-error misspelt
    void client.calls.double(1, { timeuot: 1 });
    // @ts-expect-error no such call
    void client.calls.triple(1);
  });

  test("narrow the errors that they declare", () => {
    const error: unknown = null;
    if (client.calls.double.isError(error, "ODD")) {
      expectTypeOf(error).toEqualTypeOf<CallError<"ODD", { by: number }>>();
    }
    // @ts-expect-error no such error
    client.calls.double.isError(error, "EVEN");
    // @ts-expect-error this call declares none
    client.calls.refresh.isError(error, "ODD");
  });
});

describe("handlers", () => {
  test("answer with what the contract has", () => {
    client.handle("confirm", (question, call) => {
      expectTypeOf(question).toEqualTypeOf<string>();
      expectTypeOf(call.signal).toEqualTypeOf<AbortSignal>();
      return question === "";
    });
    client.handle("confirm", async (_question, call) => {
      throw call.error("BUSY", 1);
    });
    client.handle("confirm", (_question, call) => {
      // @ts-expect-error the data is a number
      throw call.error("BUSY", "1");
    });
    // @ts-expect-error no such error
    client.handle("confirm", (_question, call) => Boolean(call.error("FREE", 1)));
    // @ts-expect-error the answer is a boolean
    client.handle("confirm", () => "yes");
    // @ts-expect-error no such call
    client.handle("ask", () => true);
  });
});
