import { AsyncResource } from 'node:async_hooks';

/** What a turn is for: it says who goes first and how long it may take. */
export const turnKinds = ['command', 'query', 'chunk', 'maintenance', 'opening'] as const;
export type TurnKind = (typeof turnKinds)[number];

/** Is told of every turn, in whose asynchronous context it then is. */
export type TurnWatch = {
  readonly began: (kind: TurnKind) => void;
  readonly ended: (kind: TurnKind) => void;
};

/**
 * Runs pieces of work one after another. Commands go before all that still wait and maintenance after
 * all of it, each in the order in which it came: a save must not stand behind lists and imports.
 */
export type Turns = <T>(work: () => Promise<T>, kind?: TurnKind) => Promise<T>;

const unwatched: TurnWatch = { began: () => undefined, ended: () => undefined };

export function createTurns(watch: TurnWatch = unwatched): Turns {
  const urgent: (() => Promise<void>)[] = [];
  const others: (() => Promise<void>)[] = [];
  const last: (() => Promise<void>)[] = [];
  let isBusy = false;
  function queueOf(kind: TurnKind) {
    if (kind === 'command') return urgent;
    return kind === 'maintenance' ? last : others;
  }
  function next(): void {
    const work = urgent.shift() ?? others.shift() ?? last.shift();
    isBusy = work !== undefined;
    void work?.().finally(next);
  }
  return (work, kind = 'chunk') =>
    new Promise((resolve, reject) => {
      const piece = async (): Promise<void> => {
        watch.began(kind);
        try {
          resolve(await work());
        } catch (error) {
          reject(error);
        } finally {
          watch.ended(kind);
        }
      };
      // Whoever began the last turn must not be taken for whoever asked for this one.
      queueOf(kind).push(AsyncResource.bind(piece));
      if (!isBusy) next();
    });
}
