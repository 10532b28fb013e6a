import { NUMBER_KINDS, type NumberKind } from '../../shared/sync/number-leases.ts';
import { MOST_LEASED } from '../../shared/sync/wire.ts';
import { deviceNow } from './device-store.ts';
import { insertLease, type NumbersHeld, selectNumbersHeld } from './number-store.ts';
import type { Exchange } from './push.ts';
import { ServerRefused } from './server-errors.ts';
import { sqlOver } from './sql.ts';

/**
 * How many a device holds at least, so that it bills for weeks without a network: at 50 claims a day, two
 * months with half of its numbers.
 */
const HELD = { claim: 5000, interchange: 1000 } as const;

/** Asked in vain, the next look waits so long. */
const AGAIN_MS = 60_000;

type Asking = Exchange & { readonly newId: () => string };

/** Has this device's control numbers filled up, long before they are used up, at every look at the server. */
export function numberLeasing() {
  let notBeforeMs = 0;
  return async (exchange: Asking): Promise<void> => {
    if (exchange.clock().getTime() < notBeforeMs) return;
    try {
      for (const kind of NUMBER_KINDS) await fillUp(exchange, kind);
    } catch (error) {
      const waitMs = error instanceof ServerRefused ? waitAfter(error) : null;
      if (waitMs === null) throw error;
      notBeforeMs = exchange.clock().getTime() + waitMs;
    }
  };
}

/** What is no reason to stop exchanging records; null for all that is. */
function waitAfter({ refusal }: ServerRefused): number | null {
  if (refusal.code === 'busy') return Math.max(AGAIN_MS, refusal.retryAfterMs);
  // A server of an earlier release gives no numbers.
  return refusal.code === 'notFound' ? AGAIN_MS : null;
}

async function fillUp(exchange: Asking, kind: NumberKind): Promise<void> {
  for (;;) {
    exchange.signal.throwIfAborted();
    const held = await exchange.database.read((db) => selectNumbersHeld(sqlOver(db), kind));
    const count = countFor(held, kind);
    if (count === 0) return;
    await lease(exchange, { kind, count, above: held.greatest });
  }
}

function countFor({ left, wanted }: NumbersHeld, kind: NumberKind): number {
  const least = Math.max(HELD[kind] / 2, wanted ?? 0);
  return left >= least ? 0 : Math.min(MOST_LEASED, Math.max(least - left, HELD[kind]));
}

async function lease(
  { database, server, clock, newId, signal }: Asking,
  asked: { readonly kind: NumberKind; readonly count: number; readonly above: number },
): Promise<void> {
  const { epoch, deviceId } = await database.read((db) => deviceNow(sqlOver(db)));
  const { firstNumber, lastNumber } = await server.leaseNumbers({ ...asked, epoch }, signal);
  await database.transact(async (tx) => {
    const sql = sqlOver(tx);
    // They are the device's that asked; a fork meanwhile has made this computer another.
    if ((await deviceNow(sql)).deviceId !== deviceId) return;
    const leasedAt = clock().toISOString();
    await insertLease(
      sql,
      { kind: asked.kind, firstNumber, lastNumber, deviceId, leasedAt },
      newId,
    );
  });
}
