import type { Actor } from '../../shared/base/permission.ts';
import type { ChartRestriction, GlassBreak } from '../../shared/glass/contract.ts';
import { opensByItself } from '../../shared/glass/glass.ts';
import { linkedPatientsOf } from '../patients/link-actions.ts';
import type { ChartGate } from '../platform/closed-charts.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { isAnyRestricted, selectLastWork, selectOpenBreak, selectRestrictions } from './store.ts';

/** These charts and all others of the same persons. */
export async function chartsOfPersons(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<readonly string[]> {
  const linked = await linkedPatientsOf(db, patientIds);
  return [...new Set([...patientIds, ...[...linked.values()].flat()])];
}

/**
 * Whether somebody who may read charts must break the glass for these: one of them, or another chart of
 * the same person, is restricted, and they have not worked there lately. Linked charts are shown together,
 * so that one of them would give away the other.
 */
export const isClosedByRestriction: ChartGate = async (db, { actor, patientIds, now }) => {
  if (!(await isAnyRestricted(db))) return false;
  const charts = await chartsOfPersons(db, patientIds);
  const isRestricted = (await selectRestrictions(db, charts)).length > 0;
  const lastOwnWorkAt = isRestricted ? await selectLastWork(db, actor.userId, charts) : null;
  return !opensByItself({ isRestricted, lastOwnWorkAt, now });
};

/** What a chart says of its own glass to whoever has it open. */
export type GlassOfChart = {
  /** Of this chart, or else of another one of the person; null where none is in force. */
  readonly restriction: ChartRestriction | null;
  /** By whoever reads it now; null where they opened it without. */
  readonly glassBroken: GlassBreak | null;
};

/** `patientIds`: the chart itself first, then the others of its person. */
export async function glassOfChart(
  db: ReadonlyDb,
  patientIds: readonly [string, ...string[]],
  { actor, now }: { readonly actor: Actor; readonly now: Date },
): Promise<GlassOfChart> {
  const [patientId] = patientIds;
  const inForce = await selectRestrictions(db, patientIds);
  const own = inForce.find((each) => each.patientId === patientId);
  const broken = await selectOpenBreak(db, { userId: actor.userId, patientId, now });
  return { restriction: own ?? inForce[0] ?? null, glassBroken: broken ?? null };
}
