import type { Handlers } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import type { glassOperations } from '../../shared/glass/contract.ts';
import { GLASS_OPEN_MS, needsNote } from '../../shared/glass/glass.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { chartsOfPersons, isClosedByRestriction } from './actions.ts';
import { insertBreaks, insertRestriction, liftRestrictions, selectRestrictions } from './store.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

export const glassHandlers: Handlers<typeof glassOperations, Contexts> = {
  async 'charts.breakGlass'({ patientId, reason, note }, { tx, actor, now, newId, session }) {
    if (!(await findPatient(tx, patientId))) return unknownPatient;
    if (needsNote(reason) && note === null)
      return fail('NoteNeeded', 'Say in a few words why you open this chart.');
    const asked = { actor, patientIds: [patientId], now };
    if (isAllowed('charts.read', actor) && !(await isClosedByRestriction(tx, asked)))
      return fail('GlassNotNeeded', 'This chart is open to you; no glass was broken. Open it.');
    const [brokenAt, endsAt] = [now, new Date(now.getTime() + GLASS_OPEN_MS)];
    const broken = {
      reason,
      note,
      brokenAt: brokenAt.toISOString(),
      endsAt: endsAt.toISOString(),
    };
    const patientIds = await chartsOfPersons(tx, [patientId]);
    await insertBreaks(
      tx,
      patientIds.map((id) => ({ id: newId(), patientId: id, userId: actor.userId, ...broken })),
    );
    session.openCharts({ patientIds, from: brokenAt, until: endsAt });
    return ok({ ...broken, patientIds: [...patientIds] });
  },
  async 'charts.restrict'({ patientId, reason }, { tx, actor, now, newId }) {
    if (!(await findPatient(tx, patientId))) return unknownPatient;
    if ((await selectRestrictions(tx, [patientId])).length > 0)
      return fail('AlreadyRestricted', 'This chart is restricted already. Look at it anew.');
    await insertRestriction(tx, {
      id: newId(),
      patientId,
      reason,
      restrictedBy: actor.userId,
      restrictedAt: now.toISOString(),
    });
    const [set] = await selectRestrictions(tx, [patientId]);
    if (!set) throw new Error('A restriction that was just set is gone');
    return ok(set);
  },
  async 'charts.liftRestriction'({ patientId }, { tx, actor, now }) {
    if (!(await findPatient(tx, patientId))) return unknownPatient;
    const lifted = { liftedBy: actor.userId, liftedAt: now.toISOString() };
    return (await liftRestrictions(tx, patientId, lifted))
      ? ok({})
      : fail('NotRestricted', 'This chart is not restricted any more. Look at it anew.');
  },
};
