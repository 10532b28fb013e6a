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

/** A record to co-sign, with the correction by which it is shown, as they were found. */
export type AskedToCosign = AskedRecord & {
  /** How many amendments whoever co-signs saw. */
  readonly amendmentCount: number;
  readonly amended: {
    readonly count: number;
    /** Null while nothing is corrected. */
    readonly correction: ShownCorrection | null;
  };
};

export type ShownCorrection = {
  readonly id: string;
  readonly amendedBy: string;
  readonly needsCosignature: boolean;
  readonly isCosigned: boolean;
  /** What a signature covers. */
  readonly text: string;
};

function isCosigned({ found, amended }: AskedToCosign): boolean {
  const { correction } = amended;
  if (correction?.needsCosignature === true) return correction.isCosigned;
  return (found?.cosignedAt ?? null) !== null;
}

/** Somebody's own is what they signed, recorded, did, or corrected so that another has to sign it. */
function isOwn({ found, amended }: AskedToCosign, userId: string): boolean {
  const { correction } = amended;
  if (correction?.needsCosignature === true && correction.amendedBy === userId) return true;
  return found !== undefined && (found.signedBy === userId || isBy(found, userId));
}

/** Why this person cannot co-sign all of these; null when they can. */
export function problemOfCosigning(asked: readonly AskedToCosign[], userId: string) {
  const records = foundOf(asked);
  if (!records) return unknownRecord;
  if (records.some(({ voidedAt }) => voidedAt !== null)) return alreadyVoided;
  if (records.some(({ signedAt }) => signedAt === null))
    return fail(
      'NotSigned',
      'A record that was chosen is not signed by its author yet. It is co-signed after that.',
    );
  if (asked.some(isCosigned)) return alreadySigned;
  if (asked.some((each) => isOwn(each, userId)))
    return fail('OwnRecord', 'A record that was chosen is your own. Somebody else co-signs it.');
  const amendedSince = asked.filter((each) => each.amendmentCount !== each.amended.count);
  const changed = new Set([
    ...changedSince(asked),
    ...amendedSince.flatMap(({ found }) => found ?? []),
  ]);
  return changed.size > 0 ? stale([...changed]) : null;
}
