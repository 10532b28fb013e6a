/** The id of each fictional thing by its key. */
export type Ids<Key extends string> = (key: Key) => string;

/** Gives every key of a record an id. */
export function newIds<Key extends string>(
  of: Readonly<Record<Key, unknown>>,
  newId: () => string,
): Ids<Key> {
  const ids = new Map(Object.keys(of).map((key) => [key, newId()]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`The demonstration has no ${key}`);
    return id;
  };
}

/** The entries of a record with its own keys, which Object.entries forgets. */
export function entriesOf<Key extends string, Value>(of: Readonly<Record<Key, Value>>) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- literals of this slice, with no key beyond their type
  const keys = Object.keys(of) as Key[];
  return keys.map((key) => [key, of[key]] as const);
}
