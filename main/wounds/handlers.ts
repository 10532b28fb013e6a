import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { woundOperations } from '../../shared/wounds/contract.ts';
import type { Wound } from '../../shared/wounds/wound.ts';
import { careBeganOn } from '../../shared/wounds/wound-dates.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { endCare, reopenCare } from './care.ts';
import { checkEpisodeDates } from './correct-episode.ts';
import {
  hasRecords,
  insertEpisodes,
  insertWounds,
  nextWoundNumber,
  replaceWound,
  selectWound,
  selectWoundsOf,
  selectWoundVersions,
  updateEpisodeDates,
  updateWound,
} from './store.ts';
import { boundsOf, woundProblem } from './wound-problem.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');
const unknownWound = fail('UnknownWound', 'There is no such wound here.');

async function asSaved(tx: Tx, id: string) {
  const saved = await selectWound(tx, id);
  if (!saved) throw new Error('A wound that was just saved is gone');
  return ok(saved);
}

/** The wound that somebody saw, with its patient, when it is still as they saw it. */
async function woundAsSeen(db: ReadonlyDb, woundId: string, seen: number) {
  const current = await selectWound(db, woundId);
  const patient = current && (await findPatient(db, current.patientId));
  if (!current || !patient) return unknownWound;
  if (current.voidedAt !== null)
    return fail('AlreadyVoided', 'This wound was struck out. Register it anew if it is there.');
  if (current.version !== seen)
    return failWith('Stale', 'Somebody else changed this wound meanwhile.', current);
  return ok({ current, patient });
}

export const woundHandlers: Handlers<typeof woundOperations, Contexts> = {
  async 'wounds.register'({ careStartedOn: typedStart, ...typed }, { tx, now, newId, actor }) {
    const patient = await findPatient(tx, typed.patientId);
    if (!patient) return unknownPatient;
    const bounds = await boundsOf(tx, patient, now);
    const startedOn = typedStart ?? bounds.today;
    const problem = woundProblem(typed, startedOn, bounds);
    if (problem) return problem;
    const id = newId();
    const woundNumber = await nextWoundNumber(tx, patient.id);
    const by = actor.userId;
    await insertWounds(tx, [{ id, ...typed, woundNumber, statusOn: startedOn, recordedBy: by }]);
    await insertEpisodes(tx, [{ id: newId(), woundId: id, startedOn, startedBy: by }]);
    return asSaved(tx, id);
  },
  async 'wounds.correct'({ woundId, seen, reason, ...typed }, { tx, now, actor }) {
    const found = await woundAsSeen(tx, woundId, seen);
    if (!found.ok) return found;
    const { current, patient } = found.value;
    const problem = woundProblem(typed, careBeganOn(current), await boundsOf(tx, patient, now));
    if (problem) return problem;
    await replaceWound(tx, current, { to: typed, reason, replacedBy: actor.userId, now });
    return asSaved(tx, woundId);
  },
  async 'wounds.close'({ woundId, seen, ...end }, { tx, now, actor }) {
    const found = await woundAsSeen(tx, woundId, seen);
    if (!found.ok) return found;
    const { current: wound, patient } = found.value;
    const bounds = await boundsOf(tx, patient, now);
    const ended = await endCare(tx, { wound, bounds, by: actor.userId }, end);
    return ended.ok ? asSaved(tx, woundId) : ended;
  },
  async 'wounds.reopen'({ woundId, seen, startedOn }, { tx, now, newId, actor }) {
    const found = await woundAsSeen(tx, woundId, seen);
    if (!found.ok) return found;
    const { current: wound, patient } = found.value;
    const deciding = { wound, bounds: await boundsOf(tx, patient, now), by: actor.userId };
    const opened = await reopenCare(tx, deciding, { id: newId(), startedOn });
    return opened.ok ? asSaved(tx, woundId) : opened;
  },
  async 'wounds.correctEpisode'({ woundId, seen, reason, ...asked }, { tx, now, actor }) {
    const found = await woundAsSeen(tx, woundId, seen);
    if (!found.ok) return found;
    const { current, patient } = found.value;
    const bounds = await boundsOf(tx, patient, now);
    const checked = await checkEpisodeDates(tx, { wound: current, asked, bounds });
    if (!checked.ok) return checked;
    const { episodeId, ...dates } = asked;
    await updateEpisodeDates(tx, episodeId, dates);
    await replaceWound(tx, current, {
      to: { statusOn: checked.value.statusOn },
      reason,
      replacedBy: actor.userId,
      now,
    });
    return asSaved(tx, woundId);
  },
  async 'wounds.void'({ woundId, seen, reason }, { tx, now, actor }) {
    const found = await woundAsSeen(tx, woundId, seen);
    if (!found.ok) return found;
    if (await hasRecords(tx, woundId))
      return fail(
        'HasRecords',
        'Assessments, treatments or documents speak of this wound. Void them or correct their wound first.',
      );
    const voidedAt = now.toISOString();
    await updateWound(tx, found.value.current, {
      voidedAt,
      voidedBy: actor.userId,
      voidReason: reason,
    });
    return asSaved(tx, woundId);
  },
  async 'wounds.list'({ patientId }, { db }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    return ok(await selectWoundsOf(db, patientId));
  },
  async 'wounds.get'({ woundId }, { db }) {
    const found = await selectWound(db, woundId);
    return found ? ok(found) : unknownWound;
  },
  async 'wounds.versions'({ woundId }, { db }) {
    if (!(await selectWound(db, woundId))) return unknownWound;
    const versions = await selectWoundVersions(db, woundId);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- replaceWound wrote it, and dispatch checks it again
    return ok(versions.map((each) => ({ ...each, wound: each.wound as Wound })));
  },
};
