/** Gets the failure's code and the operation's wire name. */
type Listener = (code: string, name: string) => void;

/** Who wants to know of failures, and how they are told. */
export type FailureWatch = {
  readonly tell: Listener;
  /** Calls `listener` for each failure until the returned function is called. */
  readonly subscribe: (listener: Listener) => () => void;
};

export function newFailureWatch(): FailureWatch {
  const listeners = new Set<Listener>();
  return {
    tell(code, name) {
      for (const listener of listeners) listener(code, name);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The code of a reply that is a failure, or null. */
export function failureCodeOf(reply: unknown): string | null {
  if (typeof reply !== 'object' || reply === null || !('failure' in reply)) return null;
  const { failure } = reply;
  if (typeof failure !== 'object' || failure === null || !('code' in failure)) return null;
  return typeof failure.code === 'string' ? failure.code : null;
}
