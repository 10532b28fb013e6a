import { z } from 'zod';
import type { Actor } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { type CareEpisode, careEpisode, correctedWoundFields } from '../../shared/wounds/wound.ts';
import { careBeganOn } from '../../shared/wounds/wound-dates.ts';
import { findPatient } from '../patients/actions.ts';
import type { CommandContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';
import { type Deciding, endCare, reopenCare, statusAfter } from './care.ts';
import { checkEpisodeDates } from './correct-episode.ts';
import {
  endEpisode,
  hasRecords,
  replaceWound,
  selectWound,
  updateEpisodeDates,
  updateWound,
} from './store.ts';
import { boundsOf, woundProblem } from './wound-problem.ts';

type SettlingContext = Pick<CommandContext, 'tx' | 'now' | 'newId'> & { readonly actor: Actor };

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
const careNotReadable = fail(
  'NotReadable',
  'It says something of the days of care that cannot be. Correct them by hand.',
);
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

/** What somebody wrote of the days of care: an end, a new episode, or other days of one. */
export type UnseenCare = {
  readonly woundId: string;
  readonly episodes: readonly {
    readonly id: string;
    readonly isNew: boolean;
    readonly said: Readonly<Record<string, unknown>>;
  }[];
  readonly reason: string;
};

/** Ends care, opens the wound again or says the days anew, by the rules of each. */
export async function takeOverCare(context: SettlingContext, unseen: UnseenCare) {
  const { tx, now, actor, newId } = context;
  const found = await standingWound(tx, unseen.woundId);
  if (!found.ok) return found;
  const { current: wound, patient } = found.value;
  const deciding = { wound, bounds: await boundsOf(tx, patient, now), by: actor.userId };
  // An end names the episode that it ends; what was held with it may name no other.
  const [episode] = unseen.episodes;
  if (!episode || unseen.episodes.length > 1) return careNotReadable;
  const standing = wound.episodes.find(({ id }) => id === episode.id);
  const read = careEpisode.safeParse({
    ...(standing ?? notEnded),
    ...episode.said,
    id: episode.id,
  });
  if (!read.success) return careNotReadable;
  const { startedOn, endedOn, endReason } = read.data;
  if (episode.isNew) return reopenCare(tx, deciding, { id: newId(), startedOn });
  if (standing?.endedOn === null && endedOn !== null && endReason !== null)
    return endCare(tx, deciding, { endedOn, endReason });
  return correctCare(context, deciding, { ...read.data, reason: unseen.reason });
}

const notEnded = { endedOn: null, endReason: null };

type Corrected = CareEpisode & { readonly reason: string };

async function correctCare(
  { tx, now }: SettlingContext,
  { wound, bounds, by }: Deciding,
  { id, startedOn, endedOn, endReason, reason }: Corrected,
) {
  const asked = { episodeId: id, startedOn, endedOn };
  const checked = await checkEpisodeDates(tx, { wound, asked, bounds });
  if (!checked.ok) return checked;
  await updateEpisodeDates(tx, id, { startedOn, endedOn });
  if (endedOn !== null) await endEpisode(tx, id, { endedOn, endReason, endedBy: by });
  const { statusOn } = checked.value;
  const isNewest = id === wound.episodes[0]?.id;
  const status = isNewest && endedOn !== null ? statusAfter(endReason) : wound.status;
  await replaceWound(tx, wound, { to: { statusOn, status }, reason, replacedBy: by, now });
  return ok(null);
}
