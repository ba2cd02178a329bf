/** An example of the specification: what the client sends, word for word, and what the server answers. */
export interface Example {
  readonly name: string;
  readonly sent: string;
  /** `null`: nothing is answered. */
  readonly answer: unknown;
}

function failure(code: number, message: string, id: string | null = null): object {
  return { jsonrpc: "2.0", error: { code, message }, id };
}

const PARSE_ERROR = failure(-32700, "Parse error");
const INVALID_REQUEST = failure(-32600, "Invalid Request");

/** All examples of the JSON-RPC 2.0 specification, section 7, in its order. */
export const examples: readonly Example[] = [
  {
    name: "rpc call with positional parameters",
    sent: '{"jsonrpc": "2.0", "method": "subtract", "params": [42, 23], "id": 1}',
    answer: { jsonrpc: "2.0", result: 19, id: 1 },
  },
  {
    name: "rpc call with positional parameters, the other way round",
    sent: '{"jsonrpc": "2.0", "method": "subtract", "params": [23, 42], "id": 2}',
    answer: { jsonrpc: "2.0", result: -19, id: 2 },
  },
  {
    name: "rpc call with named parameters",
    sent: '{"jsonrpc": "2.0", "method": "subtract", "params": {"subtrahend": 23, "minuend": 42}, "id": 3}',
    answer: { jsonrpc: "2.0", result: 19, id: 3 },
  },
  {
    name: "rpc call with named parameters, the other way round",
    sent: '{"jsonrpc": "2.0", "method": "subtract", "params": {"minuend": 42, "subtrahend": 23}, "id": 4}',
    answer: { jsonrpc: "2.0", result: 19, id: 4 },
  },
  {
    name: "a notification",
    sent: '{"jsonrpc": "2.0", "method": "update", "params": [1,2,3,4,5]}',
    answer: null,
  },
  {
    name: "a notification of a method that is not there",
    sent: '{"jsonrpc": "2.0", "method": "foobar"}',
    answer: null,
  },
  {
    name: "rpc call of non-existent method",
    sent: '{"jsonrpc": "2.0", "method": "foobar", "id": "1"}',
    answer: failure(-32601, "Method not found", "1"),
  },
  {
    name: "rpc call with invalid JSON",
    sent: '{"jsonrpc": "2.0", "method": "foobar, "params": "bar", "baz]',
    answer: PARSE_ERROR,
  },
  {
    name: "rpc call with invalid Request object",
    sent: '{"jsonrpc": "2.0", "method": 1, "params": "bar"}',
    answer: INVALID_REQUEST,
  },
  {
    name: "rpc call Batch, invalid JSON",
    sent: `[
  {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
  {"jsonrpc": "2.0", "method"
]`,
    answer: PARSE_ERROR,
  },
  { name: "rpc call with an empty Array", sent: "[]", answer: INVALID_REQUEST },
  {
    name: "rpc call with an invalid Batch (but not empty)",
    sent: "[1]",
    answer: [INVALID_REQUEST],
  },
  {
    name: "rpc call with invalid Batch",
    sent: "[1,2,3]",
    answer: [INVALID_REQUEST, INVALID_REQUEST, INVALID_REQUEST],
  },
  {
    name: "rpc call Batch",
    sent: `[
  {"jsonrpc": "2.0", "method": "sum", "params": [1,2,4], "id": "1"},
  {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]},
  {"jsonrpc": "2.0", "method": "subtract", "params": [42,23], "id": "2"},
  {"foo": "boo"},
  {"jsonrpc": "2.0", "method": "foo.get", "params": {"name": "myself"}, "id": "5"},
  {"jsonrpc": "2.0", "method": "get_data", "id": "9"}
]`,
    answer: [
      { jsonrpc: "2.0", result: 7, id: "1" },
      { jsonrpc: "2.0", result: 19, id: "2" },
      INVALID_REQUEST,
      failure(-32601, "Method not found", "5"),
      { jsonrpc: "2.0", result: ["hello", 5], id: "9" },
    ],
  },
  {
    name: "rpc call Batch (all notifications)",
    sent: `[
  {"jsonrpc": "2.0", "method": "notify_sum", "params": [1,2,4]},
  {"jsonrpc": "2.0", "method": "notify_hello", "params": [7]}
]`,
    answer: null,
  },
];

/** An answer in an order of its own: that of responses inside of a batch is free (section 6). */
export function ordered(answer: unknown): unknown {
  return Array.isArray(answer) ? answer.map((one) => JSON.stringify(sortKeys(one))).sort() : answer;
}

function sortKeys(response: unknown): unknown {
  return Object.fromEntries(
    Object.entries(response as object).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
