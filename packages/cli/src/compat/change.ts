import { RULES, type RuleId, type Sender, type Verdict } from "./rules.js";

/** One difference between two contracts, and what it means to old clients. */
export interface Change {
  readonly rule: RuleId;
  readonly verdict: Verdict;
  /** Where: `chat.clientToServer.calls.history.input.limit`, `chat.path`. */
  readonly at: string;
  /** Who sends what has changed; `null` for a path, a mode and the like. */
  readonly sender: Sender | null;
  /** One sentence: what has changed, and what that means. */
  readonly message: string;
}

const MEANINGS: Readonly<Record<Sender, Readonly<Record<Verdict, string>>>> = {
  client: {
    breaking: "the new server refuses what old clients may send",
    unknown: "whether the new server takes what old clients send cannot be told",
    warning: "the new server takes what old clients send, but makes something else of it",
    compatible: "the new server takes what old clients send",
  },
  server: {
    breaking: "old clients refuse what the new server may send",
    unknown: "whether old clients take what the new server sends cannot be told",
    warning: "old clients go on, but may miss something",
    compatible: "old clients take what the new server sends",
  },
};

const WITHOUT_SENDER: Readonly<Record<Verdict, string>> = {
  breaking: "old clients do not work with the new server",
  unknown: "whether old clients work with the new server cannot be told",
  warning: "old clients go on, but may miss something",
  compatible: "old clients do not notice",
};

/** @param what what is different here, without a full stop; without it, what the rule says */
export function changeOf(
  rule: RuleId,
  at: string,
  sender: Sender | null,
  what: string = RULES[rule].says,
): Change {
  const verdict = RULES[rule][sender ?? "server"] ?? "unknown";
  const meaning = sender === null ? WITHOUT_SENDER[verdict] : MEANINGS[sender][verdict];
  const text = `${what}: ${meaning}.`;
  return { rule, verdict, at, sender, message: text.charAt(0).toUpperCase() + text.slice(1) };
}

/** Whether old clients go on with the new server: nothing is known to break, and nothing is unknown. */
export function isCompatible(changes: readonly Change[]): boolean {
  return changes.every(({ verdict }) => verdict === "compatible" || verdict === "warning");
}
