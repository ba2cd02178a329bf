/** An HTTP/1.1 answer as it stood on the wire. */
export interface HttpAnswer {
  readonly statusLine: string;
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** All bytes behind the head. */
  readonly body: string;
}

export function decodeHttpAnswer(bytes: Buffer): HttpAnswer {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) throw new Error(`This is no HTTP answer: ${bytes.toString("latin1")}`);
  const [statusLine = "", ...lines] = bytes.subarray(0, end).toString("latin1").split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    statusLine,
    status: Number(statusLine.split(" ")[1]),
    headers: new Map(headers),
    body: bytes.subarray(end + 4).toString(),
  };
}
