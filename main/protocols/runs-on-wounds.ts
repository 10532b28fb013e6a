import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { protocolOperations } from '../../shared/protocols/contract.ts';
import { courseOf } from '../../shared/protocols/course.ts';
import { isOpen } from '../../shared/protocols/due.ts';
import { scheduledSteps } from '../../shared/protocols/schedule.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { openEpisodeOf, woundOf } from '../wounds/actions.ts';
import { dueAtSite } from './due-at-site.ts';
import { deviationOf, startProblem } from './protocol-problem.ts';
import { insertEntry, insertRuns, runById, runsOfWound, selectRuns, stopRun } from './run-store.ts';
import { loadRuns, shownRun } from './runs.ts';
import { selectProtocol, selectProtocols } from './store.ts';

type RunHandlers = Pick<
  Handlers<typeof protocolOperations, Contexts>,
  | 'protocols.start'
  | 'protocols.stop'
  | 'protocols.deviate'
  | 'protocols.review'
  | 'protocols.ofWound'
  | 'protocols.dueToday'
  | 'protocols.dueCount'
>;

const unknownWound = fail('UnknownWound', 'There is no such wound here.');
const notInCare = fail(
  'WoundNotOpen',
  'This wound is not in care. Reopen it first if it is open again.',
);

async function asShown(db: ReadonlyDb, id: string, now: Date) {
  const [loaded] = await loadRuns(db, runById(id));
  if (!loaded) throw new Error('A protocol on a wound that was just changed is gone');
  return ok(shownRun(loaded, await todayAtSite(db, now)));
}

async function runningById(db: ReadonlyDb, id: string) {
  const [loaded] = await loadRuns(db, runById(id));
  if (!loaded) return fail('UnknownRun', 'There is no such protocol on a wound here.');
  return loaded.row.endedOn === null
    ? ok(loaded)
    : fail('NotRunning', `This protocol ended on ${loaded.row.endedOn} already.`);
}

type About = {
  readonly protocolRunId: string;
  readonly stepId: string;
  readonly dueOn: string;
};

/** The step of a running protocol and its due day, when something can still be said about it. */
async function openOccurrence(db: ReadonlyDb, about: About, now: Date) {
  const found = await runningById(db, about.protocolRunId);
  if (!found.ok) return found;
  const { run, version } = found.value;
  const step = scheduledSteps(version).find(({ id }) => id === about.stepId);
  if (!step) return fail('UnknownStep', 'The protocol has no such step.');
  const today = await todayAtSite(db, now);
  const occurrence = courseOf(run, today).find(
    ({ stepId, dueOn }) => stepId === step.id && dueOn === about.dueOn,
  );
  if (!occurrence || occurrence.opensOn > today)
    return fail('NotDue', `This step is not due on ${about.dueOn}, or not yet. Check the day.`);
  if (occurrence.state === 'deviated')
    return fail('AlreadyDeviated', 'A reason was given for that day already.');
  if (!isOpen(occurrence) && occurrence.state !== 'missed')
    return fail('AlreadyDone', `This step was done on ${occurrence.fulfilledOn}.`);
  return ok({ step, occurrence, today });
}

export const runHandlers: RunHandlers = {
  async 'protocols.start'({ woundId, protocolId, seen, startedOn }, { tx, now, newId, actor }) {
    const wound = await woundOf(tx, woundId);
    if (!wound) return unknownWound;
    const episode = openEpisodeOf(wound);
    if (!episode) return notInCare;
    const problem = startProblem(episode, startedOn, await todayAtSite(tx, now));
    if (problem) return problem;
    const protocol = await selectProtocol(tx, protocolId);
    if (!protocol) return fail('UnknownProtocol', 'There is no such protocol here.');
    if (protocol.retiredAt !== null)
      return fail('Retired', 'This protocol is retired. Choose another.');
    if (protocol.version !== seen)
      return failWith('Stale', 'A newer version was written meanwhile. Read it first.', protocol);
    if (!protocol.etiologies.includes(wound.etiology))
      return fail('OtherEtiology', 'This protocol is not for this kind of wound. Choose another.');
    const runs = await selectRuns(tx, runsOfWound(woundId));
    if (runs.some(({ endedOn }) => endedOn === null))
      return fail('AlreadyRunning', 'A protocol runs on this wound already. Stop it first.');
    const id = newId();
    const of = { patientId: wound.patientId, woundId, episodeId: episode.id };
    const started = { protocolId, protocolVersion: seen, startedOn, startedBy: actor.userId };
    await insertRuns(tx, [{ id, ...of, ...started }]);
    return asShown(tx, id, now);
  },
  async 'protocols.stop'({ protocolRunId, reason }, { tx, now, actor }) {
    const found = await runningById(tx, protocolRunId);
    if (!found.ok) return found;
    const stoppedOn = await todayAtSite(tx, now);
    await stopRun(tx, protocolRunId, { stoppedOn, stoppedBy: actor.userId, stopReason: reason });
    return asShown(tx, protocolRunId, now);
  },
  async 'protocols.deviate'({ reason, usedProductId, ...about }, { tx, now, newId, actor }) {
    const found = await openOccurrence(tx, about, now);
    if (!found.ok) return found;
    const deviated = await deviationOf(tx, found.value.step, usedProductId);
    if (!deviated.ok) return deviated;
    const said = { enteredOn: found.value.today, words: reason, recordedBy: actor.userId };
    const row = {
      id: newId(),
      ...about,
      kind: 'deviation',
      recordedAt: now.toISOString(),
    } as const;
    await insertEntry(tx, { ...row, ...said, ...deviated.value });
    return asShown(tx, about.protocolRunId, now);
  },
  async 'protocols.review'({ finding, ...about }, { tx, now, newId, actor }) {
    const found = await openOccurrence(tx, about, now);
    if (!found.ok) return found;
    const { step, occurrence, today } = found.value;
    if (step.kind !== 'review')
      return fail('NotAReview', 'This step asks for a record, not for a review. Record it.');
    if (occurrence.state === 'missed')
      return fail('NotDue', 'That day is past and the next one has come. Review for that one.');
    const said = { enteredOn: today, words: finding, recordedBy: actor.userId };
    const row = { id: newId(), ...about, kind: 'review', recordedAt: now.toISOString() } as const;
    await insertEntry(tx, { ...row, ...said });
    return asShown(tx, about.protocolRunId, now);
  },
  async 'protocols.ofWound'({ woundId }, { db, now }) {
    const wound = await woundOf(db, woundId);
    if (!wound) return unknownWound;
    const today = await todayAtSite(db, now);
    const runs = (await loadRuns(db, runsOfWound(woundId))).map((run) => shownRun(run, today));
    const running = runs.find(({ endedOn }) => endedOn === null) ?? null;
    const mayStart = running === null && openEpisodeOf(wound) !== undefined;
    const all = mayStart ? await selectProtocols(db, { includeRetired: false }) : [];
    return ok({
      patientId: wound.patientId,
      running,
      earlier: runs.filter((run) => run !== running),
      startable: all.filter(({ etiologies }) => etiologies.includes(wound.etiology)),
    });
  },
  async 'protocols.dueToday'({ limit }, { db, now }) {
    const due = await dueAtSite(db, await todayAtSite(db, now));
    return ok({ due: due.slice(0, limit), total: due.length });
  },
  async 'protocols.dueCount'(_input, { db, now }) {
    return ok({ count: (await dueAtSite(db, await todayAtSite(db, now))).length });
  },
};
