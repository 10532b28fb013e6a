import type { Actor } from '../../shared/base/permission.ts';
import type { Session } from './core.ts';

/** Who is signed in where. Lives in memory only: a restart asks for the PIN again. */
export type Sessions = {
  readonly actorOf: (session: Session) => Actor | null;
  readonly begin: (session: Session, actor: Actor) => void;
  readonly end: (session: Session) => void;
  readonly endAllOf: (userId: string) => void;
};

export function createSessions(): Sessions {
  const actors = new Map<string, Actor>();
  const keyOf = ({ host, key }: Session): string => `${host} ${key}`;
  return {
    actorOf: (session) => actors.get(keyOf(session)) ?? null,
    begin: (session, actor) => void actors.set(keyOf(session), actor),
    end: (session) => void actors.delete(keyOf(session)),
    endAllOf: (userId) => {
      for (const [key, actor] of actors) if (actor.userId === userId) actors.delete(key);
    },
  };
}
