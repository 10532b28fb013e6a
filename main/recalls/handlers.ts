import type { Handlers } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { recallOperations } from '../../shared/recalls/contract.ts';
import type { Contexts } from '../platform/context.ts';
import { insertDrill, selectDrill, selectDrills, updateDrill } from './drill-store.ts';
import { exportCalls, exportUsed } from './export-lists.ts';
import { quarantine } from './quarantine.ts';
import { findTrace, tracePacks, unknownProduct } from './trace-packs.ts';
import { usedOn } from './used-on.ts';

export const recallDrillHandlers: Handlers<typeof recallOperations, Contexts> = {
  async 'recalls.trace'(asked, { db, actor }) {
    return tracePacks(db, asked, { mayReadCharts: isAllowed('charts.read', actor) });
  },

  async 'recalls.usedOn'({ patientId }, { db }) {
    return usedOn(db, patientId);
  },

  async 'recalls.recordDrill'({ isExercise, answeredMs, ...asked }, { tx, now, newId, actor }) {
    // Counted here: what is written down is what the records say, not what a screen said.
    const found = await findTrace(tx, { ...asked, includesUnsaid: false });
    if (found === null) return unknownProduct;
    const { counts } = found;
    const drill = await insertDrill(tx, {
      id: newId(),
      asked: JSON.stringify(asked),
      isExercise,
      askedBy: actor.userId,
      askedAt: now.toISOString(),
      answeredMs,
      patientCount: counts.patients,
      treatmentCount: counts.treatments,
      piecesLeft: counts.piecesLeft,
    });
    return ok(drill);
  },

  async 'recalls.finishDrill'({ drillId, note }, { tx, now, actor }) {
    const drill = await selectDrill(tx, drillId);
    if (!drill) return fail('UnknownDrill', 'There is no such drill here.');
    if (drill.finishedAt !== null)
      return failWith('AlreadyFinished', 'Somebody closed it before.', drill);
    const finished = { finishedAt: now.toISOString(), finishedBy: actor.userId, note };
    return ok(await updateDrill(tx, drillId, finished));
  },

  async 'recalls.drills'({ limit }, { db }) {
    return ok(await selectDrills(db, limit));
  },

  async 'recalls.quarantine'(asked, context) {
    return quarantine(asked, context);
  },

  async 'recalls.exportCalls'(asked, job) {
    return exportCalls(asked, job);
  },

  async 'recalls.exportUsed'({ patientId }, job) {
    return exportUsed(patientId, job);
  },
};
