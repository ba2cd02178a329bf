/** Where a name is declared in a file of the user's; line and column from 1. */
export interface Origin {
  /** Absolute. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** Tells where in the schema something is declared, by the names that lead to it from its endpoint inwards. */
export interface Origins {
  /** `null` unless the place of exactly this is known. */
  exact(names: readonly string[]): Origin | null;
  /** The place of this, or else of the nearest thing around it. */
  nearest(names: readonly string[]): Origin | null;
}

/** For what is generated without positions. */
export const NO_ORIGINS: Origins = { exact: () => null, nearest: () => null };
