import type { RecordsPlace } from './records-place.ts';
import { type AuditEntry, insertAuditEvents } from './platform/audit.ts';
import type { RecordsCore } from './platform/create-core.ts';
import type { Database, Tx } from './platform/database.ts';
import type { OpenRecords, PinReset, StoreEvent } from './platform/gate/gate-effects.ts';
import { resetAdministratorPin } from './staff/actions.ts';

/** Writes down what was asked at the gate of records that are open. */
export function auditStoreEvent(
  place: RecordsPlace,
  database: Database,
  event: StoreEvent,
): Promise<void> {
  return database.transact((tx) => insertAuditEvents(tx, [auditEntry(place, event)]));
}

/**
 * Sets an administrator's PIN for whoever showed the passphrase, and writes it down, both or neither.
 * Whoever was signed in under the PIN before is so no more.
 */
export function resetPin(
  place: RecordsPlace,
  { database, endSessionsOf }: Pick<RecordsCore, 'endSessionsOf'> & { readonly database: Database },
  reset: PinReset,
): ReturnType<OpenRecords['resetPin']> {
  return database.turn(async ({ transact }) => {
    const outcome = await transact((tx) => resetAndAudit(place, tx, reset));
    if (outcome === 'done') endSessionsOf(reset.userId);
    return outcome;
  }, 'command');
}

async function resetAndAudit(
  place: RecordsPlace,
  tx: Tx,
  { session, userId, newPin }: PinReset,
): ReturnType<OpenRecords['resetPin']> {
  const outcome = await resetAdministratorPin(tx, { userId, newPin }, place.pinCost);
  if (outcome !== 'done') return outcome;
  const entry = auditEntry(place, { session, operation: 'store.regainAccess' });
  const subject = { entityType: 'user', entityId: userId };
  await insertAuditEvents(tx, [{ ...entry, subject }]);
  return outcome;
}

function auditEntry(
  { newId, clock }: RecordsPlace,
  { session, operation, failureCode }: StoreEvent,
): AuditEntry {
  return {
    id: newId(),
    occurredAt: clock(),
    host: session.host,
    userId: null,
    operation,
    kind: 'command',
    outcome: failureCode === undefined ? 'ok' : 'refused',
    failureCode,
    subject: { entityType: 'store' },
  };
}
