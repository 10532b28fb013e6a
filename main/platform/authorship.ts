import type { Actor } from '../../shared/base/permission.ts';
import type { Turn, Tx } from './database.ts';

/** Writes into a transaction whose changes it will hold; null where nobody is signed in. */
export type Authorship = (tx: Tx, userId: string | null) => Promise<void>;

export const noAuthorship: Authorship = async () => undefined;

/** The turn, each of whose transactions is known to be that person's. */
export function signedTurn(authorship: Authorship, turn: Turn, actor: Actor | null): Turn {
  return {
    ...turn,
    transact: (work) =>
      turn.transact(async (tx) => {
        await authorship(tx, actor?.userId ?? null);
        return work(tx);
      }),
  };
}
