/** Results of work done between turns, by key. */
export type Asides = ReadonlyMap<string, unknown>;

/** Thrown inside a turn to undo it, do this work while others have theirs, and begin anew. */
export class Aside extends Error {
  override name = 'Aside';
  readonly key: string;
  readonly work: () => Promise<unknown>;
  constructor(key: string, work: () => Promise<unknown>) {
    super('Work that is done between turns');
    this.key = key;
    this.work = work;
  }
}

/** What a handler calls for such work: answers what is known already, or throws an Aside. */
export function asideOver(asides: Asides) {
  return async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    if (!asides.has(key)) throw new Aside(key, work);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same handler's work under this key gave it
    return asides.get(key) as T;
  };
}

/** More would be a handler that asks under ever new keys. */
const MOST_ASIDES = 8;

/** Takes turns until one ends without an Aside; what is asked aside is done by `doAside`. */
export async function withAsides<T>(
  takeTurn: (asides: Asides) => Promise<T>,
  doAside: (work: () => Promise<unknown>) => Promise<unknown>,
): Promise<T> {
  const asides = new Map<string, unknown>();
  for (;;) {
    try {
      return await takeTurn(asides);
    } catch (error) {
      if (!(error instanceof Aside) || asides.size >= MOST_ASIDES) throw error;
      asides.set(error.key, await doAside(error.work));
    }
  }
}
