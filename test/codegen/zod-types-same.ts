/**
 * TypeScript that tells whether two types are the same: what `Shown` makes of each can be assigned to that of the other. Of the
 * types themselves that would not be enough: an optional property that one of them lacks passes, and so does `any`. Every
 * `Uint8Array` is one to it, whatever its buffer.
 */
export const SAME = `
type Shown<T, Depth extends 1[] = []> = Depth["length"] extends 6
  ? 0
  : 0 extends 1 & T
    ? { any: 1 }
    : unknown extends T
      ? T
      : T extends Uint8Array
        ? { bytes: 1 }
        : T extends Date
          ? { date: 1 }
          : T extends ReadonlyMap<infer Key, infer Value>
            ? { map: Shown<Key, [...Depth, 1]>; to: Shown<Value, [...Depth, 1]>; change: "set" extends keyof T ? 1 : 2 }
            : T extends ReadonlySet<infer Item>
              ? { set: Shown<Item, [...Depth, 1]>; change: "add" extends keyof T ? 1 : 2 }
              : T extends readonly unknown[]
                ? { [Key in keyof T]: Shown<T[Key], [...Depth, 1]> }
                : T extends object
                  ? { [Key in keyof T]-?: ShownProperty<T, Key, Depth> }
                  : T;
/** With whether it may be left out, and whether it may be undefined, which is something else. */
type ShownProperty<T, Key extends keyof T, Depth extends 1[]> = [
  Shown<T[Key], [...Depth, 1]>,
  {} extends Pick<T, Key> ? 1 : 2,
  { [_ in Key]: undefined } extends Pick<T, Key> ? 1 : 2,
];
type Same<A, B> = [Shown<A>] extends [Shown<B>] ? ([Shown<B>] extends [Shown<A>] ? true : false) : false;
function same<_Result extends true>(): void {}
`;
