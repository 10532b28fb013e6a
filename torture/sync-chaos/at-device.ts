import { randomUUID } from 'node:crypto';
import type { Core, Session } from '../../main/platform/core.ts';
import type { Database } from '../../main/platform/database.ts';
import { rowsOf, sqlOver } from '../../main/sync/sql.ts';
import { createClient } from '../../shared/base/contract.ts';
import { operations } from '../../shared/operations.ts';
import type { SavedLedger } from './ledger.ts';

export type ChaosDevice = {
  readonly core: Core;
  readonly database: Database;
  /** Writes down what should never happen; it stays after a kill. */
  readonly report: (incident: string) => void;
  readonly ledger: SavedLedger;
  /** Whether somebody works at it. */
  isAtWork: boolean;
};

export const PIN = '314159';
/** What an administrator gives somebody new. */
export const GIVEN_PIN = '161803';
/** One of them is the same person at several computers. */
export const CLINICIANS = ['Cleo Clinician', 'Carl Clinician', 'Cora Clinician'] as const;

export function clientOf({ core }: Pick<ChaosDevice, 'core'>, session: Session) {
  return createClient(operations, (name, input) => core.dispatch(session, name, input), randomUUID);
}

export type ChaosClient = ReturnType<typeof clientOf>;

/** What a reply that must be a success says. */
export function valueOf<Value>(
  reply:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly failure: unknown },
): Value {
  if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply.failure)}`);
  return reply.value;
}

/** A client for somebody of that name, signed in; null where nobody of that name is here yet. */
export async function signedIn(device: ChaosDevice, displayName: string) {
  const client = clientOf(device, { host: 'command-line', key: randomUUID() });
  const tiles = valueOf(await client['session.tiles']({}));
  const tile = tiles.find((each) => each.displayName === displayName);
  if (!tile) return null;
  valueOf(await client['session.signIn']({ userId: tile.userId, pin: PIN }));
  return client;
}

/**
 * Rows read, when nobody works at the device, without having the loop look at the server: asking how it
 * stands must not be what moves it.
 */
export function quietly<Row>(
  device: ChaosDevice,
  text: string,
  params: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return device.database.turn(
    (turn) => turn.read((db) => rowsOf<Row>(sqlOver(db), text, params)),
    // Behind people who never rest it would have to wait for ever.
    device.isAtWork ? 'query' : 'maintenance',
  );
}
