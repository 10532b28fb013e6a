/** What codes stand for. A map: a code out of somebody's file must not find an object's own members. */
export function wordsBy<Words>(words: Readonly<Record<string, Words>>): ReadonlyMap<string, Words> {
  return new Map(Object.entries(words));
}
