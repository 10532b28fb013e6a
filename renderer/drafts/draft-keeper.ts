import type { Draft } from '../../shared/drafts/contract.ts';

type Content = Draft['content'];

/** Where the keeping of a draft stands, for the line that says so. */
export type DraftState =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly savedAt: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What a keeper needs of the world. `later` calls once after `ms` and returns how to call it off. */
export type DraftEffects = {
  readonly save: (
    content: Content,
  ) => Promise<{ readonly savedAt: string } | { readonly message: string }>;
  readonly discard: () => Promise<void>;
  readonly later: (call: () => void, ms: number) => () => void;
};

export type DraftKeeper = {
  readonly get: () => DraftState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Keeps this soon; null when nothing is typed any more. */
  readonly keep: (content: Content | null) => void;
  /** Keeps at once what is still waiting. */
  readonly flush: () => Promise<void>;
  /** Forgets the draft and keeps nothing from now on: what was typed is saved, or given up. */
  readonly finish: () => Promise<void>;
};

/** Milliseconds after the last keystroke. */
export const KEEP_AFTER_MS = 400;

/**
 * Keeps what is being typed, a moment after the last keystroke, one save at a time and always the
 * newest: an older one can never come after a newer, nor any after `finish`.
 */
export function newDraftKeeper(
  effects: DraftEffects,
  kept: { readonly content: Content; readonly savedAt: string } | null = null,
): DraftKeeper {
  const [state, show] = observed<DraftState>(
    kept ? { kind: 'kept', savedAt: kept.savedAt } : { kind: 'none' },
  );
  let stored = textOf(kept?.content ?? null);
  let wanted: Content | null = kept?.content ?? null;
  const enqueue = oneAtATime();
  let callOff: () => void = () => undefined;
  let isFinished = false;

  async function store(): Promise<void> {
    const content = wanted;
    const text = textOf(content);
    if (isFinished || text === stored) return;
    if (content === null) {
      await effects.discard();
      stored = null;
      show({ kind: 'none' });
      return;
    }
    const reply = await effects.save(content);
    if ('message' in reply) return show({ kind: 'failed', message: reply.message });
    stored = text;
    show({ kind: 'kept', savedAt: reply.savedAt });
  }
  const flush = () => {
    callOff();
    return enqueue(store);
  };
  return {
    ...state,
    keep(content) {
      if (isFinished || textOf(content) === textOf(wanted)) return;
      wanted = content;
      callOff();
      callOff = effects.later(() => void flush(), KEEP_AFTER_MS);
    },
    flush,
    finish() {
      isFinished = true;
      callOff();
      return enqueue(effects.discard);
    },
  };
}

/** A value that tells its listeners when it changes, shaped for `useSyncExternalStore`. */
function observed<Value>(first: Value) {
  const listeners = new Set<() => void>();
  let value = first;
  const set = (next: Value) => {
    value = next;
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  };
  return [{ get: () => value, subscribe }, set] as const;
}

function textOf(content: Content | null): string | null {
  return content === null ? null : JSON.stringify(content);
}

/** Runs tasks after each other; a task that nothing stands before starts at once, within the call. */
function oneAtATime(): (task: () => Promise<void>) => Promise<void> {
  let tasks = 0;
  let last: Promise<void> = Promise.resolve();
  return (task) => {
    const begun = tasks === 0 ? task() : last.then(task);
    tasks += 1;
    last = begun.finally(() => {
      tasks -= 1;
    });
    return last;
  };
}
