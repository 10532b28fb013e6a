import type { Actor } from '../../shared/base/permission.ts';
import { fail } from '../../shared/base/result.ts';
import { attestationOf } from '../../shared/signing/attestation.ts';
import type { Signature } from '../../shared/signing/contract.ts';
import {
  isLateEntry,
  LEAST_LATE_ENTRY_HOURS,
  type Occurred,
} from '../../shared/signing/late-entry.ts';
import type { AmendmentKind, RecordKind } from '../../shared/signing/record-state.ts';
import { signedAmendmentText } from '../../shared/signing/signed-content.ts';
import type { CommandContext } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { findUser } from '../staff/actions.ts';
import { digestOfText } from './digest.ts';
import { asksForCosignature } from './correction-cosignature.ts';
import { selectSettings } from './settings-store.ts';
import {
  insertAmendment,
  insertSignatures,
  recordColumns,
  selectNewestCorrection,
  updateSigning,
} from './signature-store.ts';

const HOUR_MS = 3_600_000;

/** Says whether what was done then and recorded at `recordedAt` is a late entry at this site. */
export async function isEnteredLate(
  db: ReadonlyDb,
  occurred: Occurred,
  recordedAt: Date,
): Promise<boolean> {
  // Every save asks, and nearly all of them need no look at the database for the answer.
  if (isWithinAnyWindow(occurred, recordedAt)) return false;
  const { lateEntryHours } = await selectSettings(db);
  const recorded = { on: await todayAtSite(db, recordedAt), at: recordedAt };
  return isLateEntry(occurred, recorded, lateEntryHours);
}

function isWithinAnyWindow({ on, at }: Occurred, recordedAt: Date): boolean {
  if (at !== null) return recordedAt.getTime() - Date.parse(at) <= LEAST_LATE_ENTRY_HOURS * HOUR_MS;
  // A site's day is one after UTC's at most, and nothing of the day before is ever late.
  return on >= recordedAt.toISOString().slice(0, 10);
}

type SigningContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

/** What somebody signs: the words are the newest of their meaning, the digest is of this text. */
type SignedThing = {
  readonly kind: RecordKind;
  readonly recordId: string;
  readonly meaning: Signature['meaning'];
  readonly amendmentId: string | null;
  readonly text: string;
};

/** Writes down that whoever acts signed these, with name and credential as they are now. */
export async function addSignatures(
  { tx, now, newId, actor }: SigningContext,
  things: readonly SignedThing[],
): Promise<void> {
  const signer = await findUser(tx, actor.userId);
  if (!signer) throw new Error('Whoever signs is not among the users');
  await insertSignatures(
    tx,
    things.map(({ kind, recordId, meaning, amendmentId, text }) => ({
      id: newId(),
      ...recordColumns(kind, recordId),
      meaning,
      amendmentId,
      signedBy: signer.id,
      signerName: signer.displayName,
      signerCredential: signer.credential,
      signedAt: now.toISOString(),
      attestation: attestationOf(meaning),
      contentDigest: digestOfText(text),
    })),
  );
}

/** An amendment as its author gives it. `content` is whole, by the fields of its kind of record. */
export type NewAmendment = {
  readonly kind: AmendmentKind;
  readonly reason: string;
  readonly note: string | null;
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly supersedes: string | null;
};

/**
 * Adds an amendment to a signed record, signed by whoever makes it; a correction is shown from then on.
 * Answers its id.
 */
export async function addAmendment(
  context: SigningContext,
  record: { readonly kind: RecordKind; readonly id: string },
  { kind, reason, note, content, supersedes }: NewAmendment,
): Promise<string> {
  const { tx, now, newId, actor } = context;
  const id = newId();
  const said = {
    id,
    kind,
    reason,
    note,
    supersedes: kind === 'correction' ? supersedes : null,
    amendedBy: actor.userId,
    amendedAt: now.toISOString(),
  };
  const needsCosignature =
    content !== null && (await asksForCosignature({ tx, actor }, record, content));
  const contentText = content && JSON.stringify(content);
  await insertAmendment(tx, {
    ...said,
    needsCosignature,
    ...recordColumns(record.kind, record.id),
    content: contentText,
  });
  // As it is read back: what is signed is what is kept.
  const kept: unknown = contentText && JSON.parse(contentText);
  const text = signedAmendmentText({
    ...said,
    needsCosignature,
    recordId: record.id,
    content: kept,
  });
  const of = { kind: record.kind, recordId: record.id, amendmentId: id };
  await addSignatures(context, [{ ...of, meaning: 'amender', text }]);
  return id;
}

/** The correction by which a signed record is shown, or null for the original. */
export function newestCorrectionOf(
  db: ReadonlyDb,
  { kind, id }: { readonly kind: RecordKind; readonly id: string },
): Promise<string | null> {
  return selectNewestCorrection(db, kind, id);
}

type AmendableRecord = {
  readonly id: string;
  readonly signedAt: string | null;
  readonly voidedAt: string | null;
};

/** Why nobody can amend this record so, or null; `stale` when another correction is shown meanwhile. */
export async function amendmentProblem(
  db: ReadonlyDb,
  { recordKind, ...current }: AmendableRecord & { readonly recordKind: RecordKind },
  given: Pick<NewAmendment, 'kind' | 'note' | 'supersedes'> & { readonly hasContent: boolean },
) {
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This record was voided. It cannot be amended; record it anew.');
  if (current.signedAt === null)
    return fail('NotSigned', 'This record is not signed yet. Correct it instead of amending it.');
  const isCorrection = given.kind === 'correction';
  if (isCorrection !== given.hasContent)
    return fail(
      'NothingSaid',
      isCorrection
        ? 'A correction says in content what each field should be.'
        : 'Only a correction changes fields. Choose that kind, or leave content out.',
    );
  if (!isCorrection && given.note === null)
    return fail('NothingSaid', 'This amendment says nothing. Write it in the note.');
  const newest = await selectNewestCorrection(db, recordKind, current.id);
  return newest === given.supersedes ? null : ('stale' as const);
}

type VoidableRecord = { readonly recordedBy: string; readonly voidedAt: string | null };

/** Why this person cannot void this record, or null: its recorder can, and whoever may co-sign. */
export function voidingProblem(record: VoidableRecord, actor: Actor) {
  if (record.voidedAt !== null) return fail('AlreadyVoided', 'This record is voided already.');
  if (record.recordedBy !== actor.userId && !actor.permissions.includes('records.cosign'))
    return fail(
      'NotYours',
      'Only whoever recorded this, a clinician or an administrator can void it. Ask one of them.',
    );
  return null;
}

/** Strikes a record out. */
export function voidRecord(
  { tx, now, actor }: { readonly tx: Tx; readonly now: Date; readonly actor: Actor },
  record: { readonly kind: RecordKind; readonly id: string },
  reason: string,
): Promise<void> {
  const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
  return updateSigning(tx, record.kind, { ids: [record.id], to });
}
