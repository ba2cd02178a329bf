/** Everything that comes, until it ends. */
export async function collect(items: AsyncIterable<unknown> | null): Promise<unknown[]> {
  const collected: unknown[] = [];
  for await (const item of items ?? []) collected.push(item);
  return collected;
}

/** Numbers, how many of them were asked for, and whether the generator has ended. */
export function counter(to: number): {
  numbers: () => AsyncGenerator<number, string>;
  seen: { made: number; ended: boolean };
} {
  const seen = { made: 0, ended: false };
  async function* numbers(): AsyncGenerator<number, string> {
    try {
      while (seen.made < to) yield (seen.made += 1);
      return "all";
    } finally {
      seen.ended = true;
    }
  }
  return { numbers, seen };
}
