/** What a change means to old clients; the worst first. */
export type Verdict = "breaking" | "unknown" | "warning" | "compatible";

/** Who sends what has changed. */
export type Sender = "client" | "server";

export interface Rule {
  /** What has changed, in one line. */
  readonly says: string;
  /** When old clients send it; `null`: that does not happen. */
  readonly client: Verdict | null;
  /** When the new server sends it; `null`: that does not happen. */
  readonly server: Verdict | null;
}

// The first letter is for what old clients send, the second for what the new server sends.
const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ["B", "breaking"],
  ["U", "unknown"],
  ["W", "warning"],
  ["C", "compatible"],
]);

const TABLE = {
  // The endpoint.
  "endpoint-added": ["CC", "an endpoint is new"],
  "endpoint-removed": ["BB", "an endpoint is gone"],
  "endpoint-renamed": ["CC", "an endpoint has another name and the same path"],
  "path-changed": ["BB", "the path is another"],
  "path-parameter-renamed": ["CC", "a parameter of the path has another name"],
  "path-overlapped": ["UU", "a new endpoint takes URLs that were another's"],
  "mode-required": ["BB", "plain HTTP is not answered any more"],
  "mode-accepted": ["CC", "plain HTTP is answered, too"],
  "contract-kind-changed": ["BB", "raw frames became messages, or the reverse"],
  "contract-unclear": ["UU", "a contract is in a form that this version does not know"],
  "raw-direction-added": ["CB", "raw frames are sent where none were"],
  "raw-direction-removed": ["BW", "no raw frames are sent any more"],
  "raw-encoding-changed": ["BB", "raw frames are text, JSON or binary, and were another of these"],
  "query-value-to-list": ["C-", "a value of the query may be given several times"],
  "url-text-widened": ["C-", "a part of the URL may be any text"],

  // Messages and calls.
  "message-added": ["CW", "a message is new"],
  "message-removed": ["BW", "a message is gone"],
  "delivery-changed": ["CW", "a message is delivered in another way"],
  "delivery-key-changed": ["CW", "the newest of a message are kept by another key"],
  "call-added": ["CW", "a call is new"],
  "call-removed": ["BC", "a call is gone"],
  "effect-repeat-harmful": ["BB", "a call that its caller repeats may not be repeated"],
  "effect-changed": ["CC", "it means another thing to repeat a call"],
  "input-added": ["BB", "a call has an input"],
  "input-added-optional": ["CB", "a call has an input, which may be nothing"],
  "input-removed": ["BB", "a call has no input any more"],
  "input-removed-optional": ["BC", "a call has no input any more; it could be nothing"],
  "output-added": ["BC", "a call has an output"],
  "output-removed": ["CB", "a call has no output any more"],
  "items-added": ["BB", "a call yields items"],
  "items-removed": ["BB", "a call yields no items any more"],
  "uploads-added": ["BB", "a call takes uploads"],
  "uploads-removed": ["BB", "a call takes no uploads any more"],
  "error-added": ["CW", "a call has one more declared error"],
  "error-removed": ["WC", "a declared error is gone"],

  // Kinds.
  "kind-changed": ["BB", "the value is of another kind"],
  "kind-unclear": ["UU", "the value is of another kind, which may take some of the same JSON"],
  "type-to-unknown": ["CB", "any JSON is taken"],
  "unknown-to-type": ["BC", "not any JSON is taken any more"],
  "rich-to-unknown": ["UB", "any JSON is taken in place of what JSON has no form of its own for"],
  "unknown-to-rich": ["BU", "what JSON has no form of its own for takes the place of any JSON"],
  "text-widened": ["CB", "any text is taken in place of a date or a bigint"],
  "text-narrowed": ["BC", "a date or a bigint takes the place of any text"],
  "collection-changed": ["WW", "a list became a set, or the reverse: the JSON is the same"],
  "wire-form-changed": ["BB", "the same value has another form in JSON"],
  "null-added": ["CB", "`null` is allowed"],
  "null-removed": ["BC", "`null` is not allowed any more"],
  "nothing-form-changed": ["CC", "`null` stands for `undefined`, or the reverse"],
  "default-changed": ["WC", "another value takes the place of nothing, or of what does not fit"],
  "default-unclear": ["UU", "what takes the place of nothing may not fit"],
  "catch-added": ["CC", "what does not fit is replaced"],
  "catch-removed": ["BC", "what does not fit is not replaced any more"],
  "catch-covers": ["WW", "something else fits, and what does not is replaced"],
  "pipe-changed": ["UU", "a `.pipe()` is another"],
  "intersection-changed": ["UU", "an intersection is another"],

  // Code of yours.
  "code-added": ["UC", "code of yours decides about a value"],
  "code-changed": ["UC", "what code of yours decides about has changed"],
  "code-removed": ["CC", "no code of yours decides about a value any more"],

  // Literals and unions.
  "literal-added": ["CB", "a literal is new"],
  "literal-removed": ["BC", "a literal is gone"],
  "literal-to-kind": ["CB", "any value of a kind is taken in place of literals"],
  "kind-to-literal": ["BC", "literals take the place of any value of their kind"],
  "option-added": ["CB", "an option of a union is new"],
  "option-removed": ["BC", "an option of a union is gone"],
  "option-covered": ["CC", "an option of a union has changed, and others take its values"],
  "option-moved": ["BB", "an option or a literal has another index, which the JSON carries"],
  "option-order-matters": ["UU", "an option stands before one whose values it may take"],
  "exclusive-unclear": ["UU", "more than one option of an exclusive union may take a value"],
  "discriminator-changed": ["CC", "another property tells the options of a union apart"],

  // Objects.
  "property-added-required": ["BC", "a required property is new"],
  "property-added-optional": ["CC", "a property that may be left out is new"],
  "property-added-refused": ["-B", "a property is new, and unknown keys were refused"],
  "property-added-open": ["U-", "a property is new, and could be there before as anything"],
  "property-removed-required": ["CB", "a required property is gone"],
  "property-removed-optional": ["CC", "a property that could be left out is gone"],
  "property-removed-refused": ["B-", "a property is gone, and unknown keys are refused"],
  "property-removed-open": ["-U", "a property is gone, and may still be there as anything"],
  "property-made-optional": ["CB", "a required property may be left out"],
  "property-made-required": ["BC", "an optional property has to be there"],
  "property-made-defaulted": ["CC", "a required property has a default"],
  "property-default-removed": ["BC", "a property has to be there that had a default"],
  "property-default-given": ["CC", "an optional property has a default"],
  "property-default-dropped": ["CC", "an optional property has no default any more"],
  "exact-optional-changed": [
    "CC",
    "`undefined` may stand for a property that is left out, or may not any more",
  ],
  "unknown-keys-dropped": ["CC", "unknown keys are dropped"],
  "unknown-keys-passed": ["CC", "unknown keys are passed on"],
  "unknown-keys-passed-on-refusal": ["CB", "unknown keys are passed on, and were refused"],
  "unknown-keys-refused": ["WC", "unknown keys are refused, and were dropped"],
  "unknown-keys-refused-open": ["BC", "unknown keys are refused, and were passed on"],
  "whole-value-unclear": [
    "U-",
    "unknown keys are looked at in an option of a union that clients send as it is",
  ],

  // Lists, tuples, maps, sets and records.
  "length-min-raised": ["BC", "more has to be there"],
  "length-min-lowered": ["CB", "less has to be there"],
  "length-max-raised": ["CB", "more may be there"],
  "length-max-lowered": ["BC", "less may be there"],
  "set-size-unclear": ["UU", "elements or keys may become the same, so that fewer are there"],
  "tuple-lengths-widened": ["CB", "a tuple takes lengths that it did not take"],
  "tuple-lengths-narrowed": ["BC", "a tuple does not take lengths that it took"],
  "record-key-added": ["BB", "a record has one more key that has to be there"],
  "record-key-removed": ["BB", "a record has one key less"],
  "record-opened": ["CB", "a record does not list its keys any more"],
  "record-closed": ["BC", "a record lists its keys"],
  "record-keys-optional": ["CB", "keys of a record may be left out"],
  "record-keys-required": ["BC", "keys of a record have to be there"],
  "record-loosened": ["CB", "keys that do not fit are passed on"],
  "record-tightened": ["BC", "keys that do not fit are not passed on any more"],
  "record-unclear": ["UU", "keys that did not fit a record, and were passed on, may fit"],

  // Checks.
  "value-min-raised": ["BC", "the least value is greater"],
  "value-min-lowered": ["CB", "the least value is less"],
  "value-max-raised": ["CB", "the greatest value is greater"],
  "value-max-lowered": ["BC", "the greatest value is less"],
  "integer-added": ["BC", "only integers are taken"],
  "integer-removed": ["CB", "not only integers are taken"],
  "step-added": ["BC", "values have to be multiples of something"],
  "step-removed": ["CB", "values need not be multiples of something"],
  "pattern-added": ["BC", "a text has to match a pattern or a format"],
  "pattern-removed": ["CB", "a text need not match a pattern or a format"],
  "pattern-changed": ["UU", "a text has to match another pattern or format"],
  "text-part-added": ["BC", "a text has to begin with, end with or have something"],
  "text-part-removed": ["CB", "a text need not begin with, end with or have something"],
  "text-change-harmless": ["CC", "a text is changed in another way, and not checked afterwards"],
  "text-change-unclear": ["UU", "a text is changed in another way before it is checked"],
} as const;

export type RuleId = keyof typeof TABLE;

type Row = readonly [verdicts: string, says: string];

/** All rules. A change of a path, a mode and the like has no sender: there both verdicts are the same. */
export const RULES: Readonly<Record<RuleId, Rule>> = Object.fromEntries(
  Object.entries<Row>(TABLE).map(([id, row]) => [id, ruleOf(row)]),
) as Record<RuleId, Rule>; // the same keys

function ruleOf([verdicts, says]: Row): Rule {
  const verdict = (letter: string): Verdict | null => VERDICTS.get(letter) ?? null;
  return { says, client: verdict(verdicts.charAt(0)), server: verdict(verdicts.charAt(1)) };
}
