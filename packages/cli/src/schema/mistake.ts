/**
 * Stands where something wrong was written: no value has this type, so that the compiler reports the
 * sentence there. An object, because a literal would reduce the whole definition to never and hide the place.
 */
export interface Mistake<Sentence extends string> {
  readonly mistake: Sentence;
}

export type UnknownKey<
  Key,
  Known extends string,
> = Mistake<`unknown key "${Extract<Key, string>}"; known: ${Known}`>;
