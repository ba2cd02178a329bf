// Without the flag "u" a pattern sees a character beyond U+FFFF as two, each of which it may take alone.

/**
 * Whether a pattern without flags takes the same with "u". Told by its text, and in doubt denied: what takes such characters at all
 * has to take any number of them, so that both halves of one can go to the same place.
 */
export function ignoresPairs(source: string): boolean {
  if (CHANGING.test(source)) return false;
  const consumed = source.replaceAll(LOOKAHEAD, "");
  // All of the text is made of other characters.
  if (isWhole(consumed) && !atomsOf(consumed).some(isWide)) return true;
  const atoms = atomsOf(source);
  if (!atoms.some(isWide)) return true;
  // Between the halves of a pair there is nothing that could be refused.
  if (source.replace(START, "").includes("(?!")) return false;
  return new PairScan().takesPairsWhole(atoms);
}

/** Halves of pairs, and escapes that mean something else with the flag. */
const CHANGING = /[\uD800-\uDFFF]|\\u(?:\{|d[89a-f])|\\p/i;

const LOOKAHEAD = /\(\?[=!](?:[^()[\\]|\\.|\[(?:[^\\\]]|\\.)*\])*\)/g;
const START = new RegExp(`^\\^(?:${LOOKAHEAD.source})*`);

interface Atom {
  readonly atom: string;
  /** How often it is there: `+`, `{2,3}`; empty: once. */
  readonly times: string;
}

/** An escape, a class, the start of a group or a character, and how often it is there. */
const ATOM =
  /(?<atom>\\.|\[(?:[^\\\]]|\\.)*\]|\((?:\?(?:[:=!]|<[=!]?))?|[^])(?:(?<times>[*+?]|\{\d+(?:,\d*)?\})\??)?/g;

function atomsOf(source: string): Atom[] {
  return [...source.matchAll(ATOM)].map(({ groups = {} }) => ({
    atom: groups["atom"] ?? "",
    times: groups["times"] ?? "",
  }));
}

/** Whether it takes characters beyond U+FFFF, or halves of them. */
function isWide({ atom }: Atom): boolean {
  return /^(?:\.|\\[SWD]|\[\^|\[.*\\[SWD])/.test(atom);
}

/** Whether it goes from the start of a text to its end, whatever is chosen. */
function isWhole(source: string): boolean {
  let depth = 0;
  for (const { atom } of atomsOf(source)) {
    if (atom.startsWith("(")) depth += 1;
    if (atom === ")") depth -= 1;
    if (atom === "|" && depth === 0) return false;
  }
  return source.startsWith("^") && source.endsWith("$") && !source.endsWith("\\$");
}

interface Group {
  /** Whether what is before it ends hungry, and whether one of its choices does. */
  readonly before: boolean;
  choiceEndsHungry: boolean;
  choices: number;
  hungry: number;
}

/** Goes through a pattern, looking for two places of which each could take one half of a pair. */
class PairScan {
  readonly #groups: Group[] = [newGroup(false)];
  /** Whether what was last needs a character, and could have taken half of a pair. */
  #isHungry = false;

  takesPairsWhole(atoms: readonly Atom[]): boolean {
    return atoms.every((atom) => this.#step(atom));
  }

  #step({ atom, times }: Atom): boolean {
    if (isWide({ atom, times })) return this.#take(times);
    // What is said before and after is looked at elsewhere, too: backwards, or a second time.
    if (/^(?:\\[B1-9k]|\(\?<[=!])/.test(atom)) return false;
    if (atom.startsWith("(")) this.#groups.push(newGroup(this.#isHungry));
    else if (atom === ")") return this.#close(times);
    else if (atom === "|") this.#choose();
    else if (!/^(?:[$^]|\\b)/.test(atom) && !isOptional(times)) this.#isHungry = false;
    return true;
  }

  #take(times: string): boolean {
    if (times === "*") return true;
    if (times !== "+" || this.#isHungry) return false;
    this.#isHungry = true;
    for (const group of this.#groups) group.hungry += 1;
    return true;
  }

  #choose(): void {
    const group = this.#groups.at(-1);
    if (group === undefined) return;
    group.choiceEndsHungry ||= this.#isHungry;
    group.choices += 1;
    this.#isHungry = group.before;
  }

  #close(times: string): boolean {
    const group = this.#groups.pop();
    if (group === undefined) return false;
    this.#isHungry ||= group.choiceEndsHungry || (isOptional(times) && group.before);
    const isRepeated = times !== "" && times !== "?";
    // One that is repeated comes after itself.
    return (
      !isRepeated ||
      group.hungry === 0 ||
      (group.hungry === 1 && group.choices === 1 && !times.startsWith("{"))
    );
  }
}

function newGroup(before: boolean): Group {
  return { before, choiceEndsHungry: false, choices: 1, hungry: 0 };
}

function isOptional(times: string): boolean {
  return /^(?:[*?]|\{0)/.test(times);
}
