import { fail, failWith } from '../../shared/base/result.ts';
import type { SignableRecord } from './record-store.ts';

/** A record as the contract asks for it, with what was found under its id. */
export type AskedRecord = { readonly seen: number; readonly found: SignableRecord | undefined };

const unknownRecord = fail(
  'UnknownRecord',
  'A record that was chosen is not here any more. Open the list again.',
);
const alreadyVoided = fail(
  'AlreadyVoided',
  'A record that was chosen is voided. Open the list again, and sign the others.',
);
const alreadySigned = fail(
  'AlreadySigned',
  'A record that was chosen is signed already. Open the list again, and sign the others.',
);

function stale(records: readonly SignableRecord[]) {
  return failWith(
    'Stale',
    'Somebody changed a record after you saw it. Read it again, then sign it.',
    { ids: records.map(({ id }) => id) },
  );
}

/** Those of the asked that are here; undefined when one is not. */
function foundOf(asked: readonly AskedRecord[]): readonly SignableRecord[] | undefined {
  const found = asked.flatMap((each) => each.found ?? []);
  return found.length === asked.length ? found : undefined;
}

function changedSince(asked: readonly AskedRecord[]): readonly SignableRecord[] {
  return asked.flatMap(({ seen, found }) => (found && found.version !== seen ? [found] : []));
}

function isBy(record: SignableRecord, userId: string): boolean {
  return record.recordedBy === userId || record.performedBy === userId;
}

/** Why this person cannot sign all of these; null when they can. Nothing is signed in part. */
export function problemOfSigning(asked: readonly AskedRecord[], userId: string) {
  const records = foundOf(asked);
  if (!records) return unknownRecord;
  if (records.some(({ voidedAt }) => voidedAt !== null)) return alreadyVoided;
  if (records.some(({ signedAt }) => signedAt !== null)) return alreadySigned;
  if (records.some(({ isImported }) => isImported))
    return fail(
      'ImportedRecord',
      'A record that was chosen comes from another system, where it was signed. It is not signed here.',
    );
  if (records.some((record) => !isBy(record, userId)))
    return fail(
      'NotYours',
      'A record that was chosen was neither recorded nor done by you. Whoever did either signs it.',
    );
  const changed = changedSince(asked);
  return changed.length > 0 ? stale(changed) : null;
}

/** Why this person cannot co-sign all of these; null when they can. */
export function problemOfCosigning(asked: readonly AskedRecord[], userId: string) {
  const records = foundOf(asked);
  if (!records) return unknownRecord;
  if (records.some(({ voidedAt }) => voidedAt !== null)) return alreadyVoided;
  if (records.some(({ signedAt }) => signedAt === null))
    return fail(
      'NotSigned',
      'A record that was chosen is not signed by its author yet. It is co-signed after that.',
    );
  if (records.some(({ cosignedAt }) => cosignedAt !== null)) return alreadySigned;
  if (records.some((record) => record.signedBy === userId || isBy(record, userId)))
    return fail('OwnRecord', 'A record that was chosen is your own. Somebody else co-signs it.');
  const changed = changedSince(asked);
  return changed.length > 0 ? stale(changed) : null;
}
