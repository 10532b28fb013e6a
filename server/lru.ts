export type Lru<T> = {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T, weight: number) => void;
  readonly drop: (key: string) => void;
};

/** Keeps what was asked for last, up to that weight in all. */
export function createLru<T>(mostWeight: number): Lru<T> {
  const kept = new Map<string, { readonly value: T; readonly weight: number }>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.weight ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set: (key, value, weight) => {
      drop(key);
      kept.set(key, { value, weight });
      total += weight;
      for (const oldest of kept.keys()) {
        if (total <= mostWeight || oldest === key) break;
        drop(oldest);
      }
    },
    drop,
  };
}
