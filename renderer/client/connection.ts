/**
 * `connecting` and `connected` at the start; `lost` while trying to get back what was there;
 * `refused` when this tab needs a fresh launch address.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'refused';

/** Shaped for `useSyncExternalStore`. */
export type Connection = {
  readonly get: () => ConnectionState;
  /** Calls `listener` after each change until the returned function is called. */
  readonly subscribe: (listener: () => void) => () => void;
};

export type MutableConnection = Connection & { readonly set: (state: ConnectionState) => void };

export function newConnection(initial: ConnectionState): MutableConnection {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
