import { createClient } from "../src/generated/client.js";

export interface Stamp {
  readonly digest: Uint8Array;
  readonly receivedAt: Date;
}

/** Sends bytes and a date, and gets bytes and a date: nobody has to convert anything. */
export async function askForStamp(url: string, bytes: Uint8Array): Promise<Stamp> {
  const line = createClient(url).stamp();
  try {
    return await line.calls.stamp({ bytes, sentAt: new Date() }, { timeout: 10_000 });
  } finally {
    void line.close();
  }
}
