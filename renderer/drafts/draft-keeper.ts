import type { Draft } from '../../shared/drafts/contract.ts';

type Content = Draft['content'];

/** Where the keeping of a draft stands, for the line that says so. */
export type DraftState =
  | { readonly kind: 'none' }
  /** Something typed is not on the disk yet. */
  | { readonly kind: 'waiting' }
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
  const desk: Desk = {
    wanted: kept?.content ?? null,
    stored: textOf(kept?.content ?? null),
    savedAt: kept?.savedAt ?? '',
    isFinished: false,
  };
  const enqueue = oneAtATime();
  let callOff: () => void = () => undefined;
  const flush = () => {
    callOff();
    return enqueue(async () => show(await store(desk, effects)));
  };
  return {
    ...state,
    keep(content) {
      if (desk.isFinished || textOf(content) === textOf(desk.wanted)) return;
      desk.wanted = content;
      show({ kind: 'waiting' });
      callOff();
      callOff = effects.later(() => void flush(), KEEP_AFTER_MS);
    },
    flush,
    finish() {
      desk.isFinished = true;
      callOff();
      return enqueue(effects.discard);
    },
  };
}

/** What the keeper has in hand: what was typed last, and what of it is on the disk. */
type Desk = {
  wanted: Content | null;
  stored: string | null;
  savedAt: string;
  isFinished: boolean;
};

/** Brings the newest to the disk, unless it is there; returns where the draft stands then. */
async function store(desk: Desk, effects: DraftEffects): Promise<DraftState> {
  const content = desk.wanted;
  const text = textOf(content);
  if (desk.isFinished || text === desk.stored) return whereItStands(desk);
  if (content === null) await effects.discard();
  else {
    const reply = await effects.save(content);
    if ('message' in reply) return { kind: 'failed', message: reply.message };
    desk.savedAt = reply.savedAt;
  }
  desk.stored = text;
  return whereItStands(desk);
}

function whereItStands({ wanted, stored, savedAt }: Desk): DraftState {
  if (textOf(wanted) !== stored) return { kind: 'waiting' };
  return stored === null ? { kind: 'none' } : { kind: 'kept', savedAt };
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
