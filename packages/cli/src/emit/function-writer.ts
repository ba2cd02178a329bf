import type { ArrayType, ObjectType, Property, RecordType, Type } from "../ir/ir.js";
import { isAbsent, PRESENT, type Absence } from "./absence.js";
import { arraySizeGuards } from "./check-conditions.js";
import { FunctionScope, type ScopeOptions, type ValidatorHost } from "./function-scope.js";
import { list } from "./layout.js";
import { keyPath, ROOT_PATH, variablePath } from "./path-text.js";
import { propertyAccess, propertyKey, quote } from "./quote.js";
import { annotate } from "./type-text.js";
import { callFor, unionCall, writeSwitch } from "./write-call.js";
import { writeKeyLimits, writeLimited, writePlain, writeUnknown } from "./write-scalar.js";

/** Something inside the value that is to be checked. */
interface Read {
  readonly expression: string;
  /** What a local for it would be called. */
  readonly wanted: string;
  /** For the local, where the compiler knows less than we do. */
  readonly annotation?: string;
}

/** An optional property: where it was read to, and what is made of it if it is there. */
interface OptionalPart {
  readonly property: Property;
  readonly local: string;
  readonly expression: string;
}

/** Writes the body of one validator: straight-line checks of `value`, then the checked copy. */
export class FunctionWriter {
  readonly #scope: FunctionScope;

  constructor(file: ValidatorHost, options: ScopeOptions) {
    this.#scope = new FunctionScope(file, options);
  }

  /** The statements for a `value` of the type; `returns` is what the type is called. */
  body(type: Type, returns: string): string {
    const { code } = this.#scope;
    if (type.kind === "discriminatedUnion") writeSwitch(this.#scope, type);
    else code.line(`return ${this.#result(type, returns)};`);
    return code.toString();
  }

  #result(type: Type, returns: string): string {
    if (type.kind === "object") return this.#object(type, "value", ROOT_PATH, returns);
    if (type.kind === "union" && !writePlain(this.#scope, type, "value", ROOT_PATH, PRESENT)) {
      return unionCall(this.#scope, type, "value", ROOT_PATH, returns);
    }
    return type.kind === "union" ? "value" : this.#check(type, "value", ROOT_PATH, PRESENT);
  }

  // Writes the checks of `input`; returns the expression for what they let through.
  #check(declared: Type, input: string, path: string, absence: Absence): string {
    const scope = this.#scope;
    const type = scope.fromText ? scope.file.resolve(declared) : declared;
    if (type.kind === "nullable")
      return this.#check(type.inner, input, path, { ...absence, null: true });
    if (writePlain(scope, type, input, path, absence)) return input;
    switch (type.kind) {
      case "unknown":
        if (!absence.undefined) writeUnknown(scope, input, path);
        return input;
      case "string":
      case "number":
        writeLimited(scope, type, input, path, absence);
        return input;
      default:
        if (isAbsent(absence)) return callFor(scope, type, input, path, absence);
        return this.#checkParts(type, input, path);
    }
  }

  #checkParts(type: Type, input: string, path: string): string {
    switch (type.kind) {
      case "array":
        return this.#array(type, input, path);
      case "record":
        return this.#record(type, input, path);
      case "object":
        return this.#object(type, input, path);
      default:
        return callFor(this.#scope, type, input, path, PRESENT);
    }
  }

  // Checks what is read once: in place if the check is a call, through a local otherwise.
  #checkRead(type: Type, { expression, wanted, annotation = "" }: Read, path: string): string {
    if (type.kind === "ref" && !this.#scope.fromText) {
      return callFor(this.#scope, type, expression, path, PRESENT);
    }
    const local = this.#scope.declare(type, expression, wanted, annotation);
    return this.#check(type, local, path, PRESENT);
  }

  #array(type: ArrayType, input: string, path: string): string {
    const scope = this.#scope;
    const items = scope.fromText ? this.#textItems(input) : input;
    if (!scope.fromText) {
      scope.fail({ conditions: [`!Array.isArray(${input})`], expected: "an array" }, input, path);
    }
    for (const guard of arraySizeGuards(type, items)) scope.fail(guard, items, path);
    if (type.item.kind === "unknown") return items;
    const checked = scope.local(scope.inside(input, "checked"));
    const index = scope.local(scope.inside(input, "index"));
    scope.code.line(`const ${annotate(`${checked}:`, scope.typeText(type))} = [];`);
    scope.code.block(`for (let ${index} = 0; ${index} < ${items}.length; ${index} += 1)`, () => {
      // Array.isArray makes an array of any.
      const read = { wanted: scope.inside(input, "item"), annotation: ": unknown" };
      const expression = `${items}[${index}]`;
      const item = this.#checkRead(type.item, { ...read, expression }, variablePath(path, index));
      scope.code.line(`${checked}.push(${item});`);
    });
    return checked;
  }

  // A key of a query that is given once is no list, and one that is not given at all is an empty one.
  #textItems(input: string): string {
    const items = this.#scope.local(this.#scope.inside(input, "list"));
    const given = `Array.isArray(${input}) ? ${input} : [${input}]`;
    this.#scope.code.line(`const ${items}: unknown[] = ${input} === undefined ? [] : ${given};`);
    return items;
  }

  #record(type: RecordType, input: string, path: string): string {
    const scope = this.#scope;
    this.#requireObject(input, path);
    const checked = scope.local(scope.inside(input, "checked"));
    scope.code.line(`const ${annotate(`${checked}:`, scope.typeText(type))} = {};`);
    this.#eachKey(input, (key) => {
      const inner = variablePath(path, key);
      scope.code.line(`if (${key} === "__proto__") continue;`);
      writeKeyLimits(scope, type.key, key, inner);
      const read = { expression: `${input}[${key}]`, wanted: scope.inside(input, "item") };
      const item = this.#checkRead(type.value, read, inner);
      scope.code.line(`${checked}[${key}] = ${item};`);
    });
    return checked;
  }

  #object(type: ObjectType, input: string, path: string, returns?: string): string {
    const scope = this.#scope;
    this.#requireObject(input, path);
    const required = new Map<string, string>();
    const optional: OptionalPart[] = [];
    for (const property of type.properties) {
      if (property.optional) optional.push(this.#optional(property, input, path));
      else required.set(propertyKey(property.name), this.#required(property, input, path));
    }
    if (type.mode === "strict") this.#refuseUnknownKeys(type, input, path);
    const entries = [...required].map(([key, value]) => {
      if (key === value) return key;
      const entry = `${key}: ${value}`;
      return scope.code.fits(`  ${entry},`) || value.includes("\n") ? entry : `${key}:\n  ${value}`;
    });
    if (optional.length === 0 && type.mode !== "loose")
      return objectLiteral(entries, scope.code.indent + 8);
    const result = returns === undefined ? scope.local(scope.inside(input, "result")) : "result";
    const start = `const ${annotate(`${result}:`, returns ?? scope.typeText(type))} = `;
    if (start.includes("\n") || scope.code.fits(`${start}{`)) {
      const used = scope.code.indent + start.length - (start.lastIndexOf("\n") + 1) + 1;
      scope.code.line(`${start}${objectLiteral(entries, used)};`);
    } else {
      scope.code.line(start.trimEnd());
      scope.code.nest(() => scope.code.line(`${objectLiteral(entries, scope.code.indent + 1)};`));
    }
    for (const { property, local, expression } of optional) {
      const target = propertyAccess(result, property.name);
      scope.assign(`${local} !== undefined`, target, expression);
    }
    if (type.mode === "loose") this.#copyUnknownKeys(type, input, result);
    return result;
  }

  #required({ name, type }: Property, input: string, path: string): string {
    const read = {
      expression: this.#scope.read(input, name),
      wanted: this.#scope.inside(input, name),
    };
    return this.#checkRead(type, read, keyPath(path, name));
  }

  #optional(property: Property, input: string, path: string): OptionalPart {
    const { name, type } = property;
    const wanted = this.#scope.inside(input, name);
    const local = this.#scope.declare(type, this.#scope.read(input, name), wanted);
    const absence = { undefined: true, null: false };
    return { property, local, expression: this.#check(type, local, keyPath(path, name), absence) };
  }

  #requireObject(input: string, path: string): void {
    const conditions = [`!${this.#scope.file.use("isObject")}(${input})`];
    this.#scope.fail({ conditions, expected: "an object" }, input, path);
  }

  #refuseUnknownKeys(type: ObjectType, input: string, path: string): void {
    this.#eachKey(input, (key) => {
      const conditions = type.properties.map(({ name }) => `${key} !== ${quote(name)}`);
      const guard = { conditions, expected: "no such key" };
      this.#scope.fail(guard, `${input}[${key}]`, variablePath(path, key));
    });
  }

  #copyUnknownKeys(type: ObjectType, input: string, result: string): void {
    this.#eachKey(input, (key) => {
      const known = ["__proto__", ...type.properties.map(({ name }) => name)];
      const unknown = known.map((name) => `${key} !== ${quote(name)}`).join(" && ");
      this.#scope.assign(unknown, `${result}[${key}]`, `${input}[${key}]`);
    });
  }

  #eachKey(input: string, body: (key: string) => void): void {
    const key = this.#scope.local(this.#scope.inside(input, "key"));
    this.#scope.code.block(`for (const ${key} of Object.keys(${input}))`, () => body(key));
  }
}

function objectLiteral(entries: readonly string[], used: number): string {
  return entries.length === 0 ? "{}" : list(["{ ", " }"], entries, used);
}
