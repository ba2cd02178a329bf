/** What a value may be besides what its type says. */
export interface Absence {
  readonly undefined: boolean;
  readonly null: boolean;
}

export const PRESENT: Absence = { undefined: false, null: false };

export function isAbsent(absence: Absence): boolean {
  return absence.undefined || absence.null;
}

/** Conditions that all hold when the value is there. */
export function presence(input: string, absence: Absence): string[] {
  const values = [...(absence.undefined ? ["undefined"] : []), ...(absence.null ? ["null"] : [])];
  return values.map((value) => `${input} !== ${value}`);
}
