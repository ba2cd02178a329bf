interface Named {
  readonly name: string;
}

/** What has a name in one version or in both. */
export interface Matches<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
  readonly both: readonly { readonly before: T; readonly after: T }[];
}

export function matchByName<T extends Named>(
  before: readonly T[],
  after: readonly T[],
): Matches<T> {
  const [old, now] = [byName(before), byName(after)];
  return {
    removed: before.filter(({ name }) => !now.has(name)),
    added: after.filter(({ name }) => !old.has(name)),
    both: before.flatMap((one) => {
      const other = now.get(one.name);
      return other === undefined ? [] : [{ before: one, after: other }];
    }),
  };
}

function byName<T extends Named>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
