import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { correctedWoundFields } from '../../shared/wounds/wound.ts';
import { careBeganOn } from '../../shared/wounds/wound-dates.ts';
import { findPatient } from '../patients/actions.ts';
import type { CommandContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { hasRecords, replaceWound, selectWound, updateWound } from './store.ts';
import { boundsOf, woundProblem } from './wound-problem.ts';

type SettlingContext = Pick<CommandContext, 'tx' | 'now'> & { readonly actor: Actor };

/** What somebody wrote of a wound without having seen what stands. */
export type UnseenWound = {
  readonly id: string;
  /** The fields that its author changed, by the names of the contract. */
  readonly said: Readonly<Record<string, unknown>>;
  /** Why it is taken up now, and whose it was. */
  readonly reason: string;
};

const correctedWound = z.object(correctedWoundFields);

const unknownWound = fail('UnknownWound', 'There is no such wound here.');
const struckOut = fail(
  'AlreadyVoided',
  'This wound was struck out. Register it anew if it is there.',
);

async function standingWound(tx: Tx, id: string) {
  const current = await selectWound(tx, id);
  const patient = current && (await findPatient(tx, current.patientId));
  if (!current || !patient) return unknownWound;
  return current.voidedAt === null ? ok({ current, patient }) : struckOut;
}

/** True where it changes nothing but what a correction of a wound can. */
export function isWoundCorrection(said: UnseenWound['said']): boolean {
  return Object.keys(said).every((field) => field in correctedWoundFields);
}

/** Makes it stand by the rules of any correction; what stood before is kept. */
export async function takeOverWound(
  { tx, now, actor }: SettlingContext,
  { id, said, reason }: UnseenWound,
) {
  const found = await standingWound(tx, id);
  if (!found.ok) return found;
  const { current, patient } = found.value;
  const read = correctedWound.safeParse({ ...current, ...said });
  if (!read.success)
    return fail('NotReadable', 'It says something that no wound can say. Correct it by hand.');
  const problem = woundProblem(read.data, careBeganOn(current), await boundsOf(tx, patient, now));
  if (problem) return problem;
  await replaceWound(tx, current, { to: read.data, reason, replacedBy: actor.userId, now });
  return ok(null);
}

/** Keeps it beside what stands, in the wound's history. */
export async function keepBesideWound(
  { tx, now, actor }: SettlingContext,
  { id, said, reason }: UnseenWound,
) {
  const found = await standingWound(tx, id);
  if (!found.ok) return found;
  const beside = { ...found.value.current, ...said };
  await replaceWound(tx, beside, { to: {}, reason, replacedBy: actor.userId, now });
  return ok(null);
}

/** Strikes the wound out, as somebody did who had not seen what stands. */
export async function strikeOutWound(
  { tx, now, actor }: SettlingContext,
  { id, reason }: Pick<UnseenWound, 'id' | 'reason'>,
) {
  const found = await standingWound(tx, id);
  if (!found.ok) return found;
  if (await hasRecords(tx, id))
    return fail(
      'HasRecords',
      'Assessments, treatments or documents speak of this wound. Void them or correct their wound first.',
    );
  const to = { voidedAt: now.toISOString(), voidedBy: actor.userId, voidReason: reason };
  await updateWound(tx, found.value.current, to);
  return ok(null);
}
