/** A JSON Schema of draft 2020-12, as far as it is used here. */
export interface JsonSchema {
  readonly description?: string;
  readonly deprecated?: true;
  readonly title?: string;
  readonly $ref?: string;
  readonly type?: "string" | "number" | "integer" | "boolean" | "null" | "array" | "object";
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly not?: JsonSchema;
  readonly format?: string;
  readonly contentEncoding?: "base64" | "base64url";
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly prefixItems?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly unevaluatedProperties?: false;
  readonly propertyNames?: JsonSchema;
  readonly default?: unknown;
  /** What is checked beyond the schema; nothing else stands there. */
  readonly $comment?: string;
}

/** Takes nothing. */
export const NEVER: JsonSchema = { not: {} };

/** Takes one of these. What takes nothing is left out. */
export function anyOf(options: readonly JsonSchema[]): JsonSchema {
  const takers = options.filter((option) => !isNever(option));
  const [only = NEVER] = takers;
  if (takers.some(isAny)) return {};
  return takers.length > 1 ? { anyOf: takers } : only;
}

/** Takes `null` as well. */
export function orNull(schema: JsonSchema): JsonSchema {
  const isChoice = schema.anyOf !== undefined && Object.keys(schema).length === 1;
  return anyOf([...(isChoice ? (schema.anyOf ?? []) : [schema]), { type: "null" }]);
}

/** Whether it takes anything. */
export function isAny(schema: JsonSchema): boolean {
  return Object.keys(schema).length === 0;
}

export function isNever({ not }: JsonSchema): boolean {
  return not !== undefined && isAny(not);
}

/** Says what is checked beyond the schema. */
export function alsoChecked(schema: JsonSchema, checks: readonly string[]): JsonSchema {
  if (checks.length === 0) return schema;
  const start = schema.$comment === undefined ? "also checked: " : `${schema.$comment}, `;
  return { ...schema, $comment: `${start}${checks.join(", ")}` };
}

/** Refers to what stands under a name in `$defs`: a JSON pointer, as the fragment of a URI. */
export function refTo(name: string): JsonSchema {
  const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
  return { $ref: `#/$defs/${encodeURI(token).replaceAll("#", "%23")}` };
}
