import type { $ZodObject, $ZodType, output } from "zod/v4/core";
import type { CheckedPast } from "./method-name.js";
import type { Mistake, UnknownKey } from "./mistake.js";

/** Marks what `message` returned, across copies of this package. */
export const messageMark: unique symbol = Symbol.for("wsgen.message");

/** A message with options; its type is what `message` was given. */
export interface MessageMark<Type extends $ZodType = $ZodType> {
  readonly [messageMark]: { readonly type: Type; readonly options: MessageOptions };
}

/** The type of a message, with or without options. */
export type TypeOf<Message> = Message extends MessageMark<infer Type> ? Type : Message;

/**
 * `reliable`: all of them arrive, in order; `volatile`: may be dropped when the peer is slow or away;
 * `latest`: only the newest for each value of `key` matters.
 */
export type Delivery = "reliable" | "volatile" | "latest";

export interface MessageOptions {
  /** Default: `reliable`. */
  readonly delivery?: Delivery;
  /** With `latest`: the property that tells what a message is the newest of, such as `"user"`. */
  readonly key?: string;
  /** What it was called before, so that `wsgen rename` finds it in your handler. */
  readonly renamedFrom?: string;
}

/** Declares a message with options: `message(z.object({ ... }), { delivery: "volatile" })`. */
export function message<Type extends $ZodType, const Options extends MessageOptions>(
  type: Type,
  options?: Options & CheckedOptions<Options, Type>,
): MessageMark<Type> {
  return { [messageMark]: { type, options: options ?? {} } };
}

type CheckedOptions<Options extends MessageOptions, Type> = {
  readonly [Key in keyof Options]: Key extends "delivery"
    ? CheckedDelivery<Options>
    : Key extends "key"
      ? CheckedKey<Options, Type>
      : Key extends "renamedFrom"
        ? CheckedPast<Options[Key]>
        : UnknownKey<Key, "delivery, key, renamedFrom">;
};

type CheckedDelivery<Options extends MessageOptions> = Options extends {
  readonly delivery: "latest";
}
  ? "key" extends keyof Options
    ? Options["delivery"]
    : Mistake<'delivery "latest" needs key: the property that tells what a message is the newest of'>
  : Options["delivery"];

type CheckedKey<Options extends MessageOptions, Type> = Options extends {
  readonly delivery: "latest";
}
  ? Options["key"] extends ScalarKey<Type>
    ? Options["key"]
    : Mistake<`"${Options["key"]}" is no property of this message that always has a string, number or boolean`>
  : Mistake<'key belongs to delivery "latest"'>;

type ScalarKey<Type> =
  Type extends $ZodObject<infer Shape>
    ? {
        [Key in keyof Shape]: output<Shape[Key]> extends string | number | boolean ? Key : never;
      }[keyof Shape]
    : never;
