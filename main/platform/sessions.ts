import type { Actor } from '../../shared/base/permission.ts';
import type { Session } from './core.ts';

/** Who is signed in where. Lives in memory only: once the program ends, the PIN is asked for again. */
export type Sessions = {
  readonly actorOf: (session: Session) => Actor | null;
  readonly begin: (session: Session, actor: Actor) => void;
  readonly end: (session: Session) => void;
  readonly endAllOf: (userId: string) => void;
  readonly endAll: () => void;
};

/** One session by its key, and who is signed in there; null for nobody any more. */
export type SessionChange = { readonly key: string; readonly actor: Actor | null };

/** What outlives the core's thread, so that nobody signs in again because it was started again. */
export type KeptSessions = {
  /**
   * Who was signed in when the last thread ended; for the first that asks. Records that are opened
   * later in the place of these know nobody yet.
   */
  readonly take: () => readonly SessionChange[];
  readonly changed: (change: SessionChange) => void;
};

const notKept: KeptSessions = { take: () => [], changed: () => undefined };

export function sessionKey({ host, key }: Session): string {
  return `${host} ${key}`;
}

export function createSessions(kept: KeptSessions = notKept): Sessions {
  const actors = new Map<string, Actor>();
  for (const { key, actor } of kept.take()) if (actor) actors.set(key, actor);
  function end(key: string): void {
    if (actors.delete(key)) kept.changed({ key, actor: null });
  }
  return {
    actorOf: (session) => actors.get(sessionKey(session)) ?? null,
    begin: (session, actor) => {
      const key = sessionKey(session);
      actors.set(key, actor);
      kept.changed({ key, actor });
    },
    end: (session) => end(sessionKey(session)),
    endAllOf: (userId) => {
      for (const [key, actor] of actors) if (actor.userId === userId) end(key);
    },
    endAll: () => {
      for (const key of actors.keys()) end(key);
    },
  };
}
