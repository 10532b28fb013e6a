import type { CivilDate } from '../../shared/base/civil-date.ts';
import { adherenceOf } from '../../shared/protocols/adherence.ts';
import { courseOf, type ProtocolRun, reductionAt } from '../../shared/protocols/course.ts';
import { nextDueSteps } from '../../shared/protocols/due.ts';
import type { ProtocolVersion } from '../../shared/protocols/protocol.ts';
import type { ProtocolRunShown } from '../../shared/protocols/protocol-run.ts';
import { scheduledSteps } from '../../shared/protocols/schedule.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  type EntryRow,
  type RunRow,
  selectAssessmentActs,
  selectEntries,
  selectRuns,
  selectTreatmentActs,
  type Which,
} from './run-store.ts';
import { selectVersionsOf } from './store.ts';

/** A run with its version and with all that its rules look at. */
export type LoadedRun = {
  readonly row: RunRow;
  readonly version: ProtocolVersion;
  readonly entries: readonly EntryRow[];
  readonly run: ProtocolRun;
};

/** Reads runs in five queries, however many they are; the newest first. */
export async function loadRuns(db: ReadonlyDb, which: Which): Promise<LoadedRun[]> {
  const rows = await selectRuns(db, which);
  if (rows.length === 0) return [];
  const protocolIds = [...new Set(rows.map(({ protocolId }) => protocolId))];
  const versions = new Map(
    (await selectVersionsOf(db, protocolIds)).map((each) => [keyOf(each), each]),
  );
  const entries = Map.groupBy(await selectEntries(db, which), ({ runId }) => runId);
  const assessed = await selectAssessmentActs(db, which);
  const acts = Map.groupBy(
    [...(await selectTreatmentActs(db, which)), ...assessed.acts],
    ({ runId }) => runId,
  );
  const sizes = Map.groupBy(assessed.sizes, ({ runId }) => runId);
  return rows.flatMap((row) => {
    const version = versions.get(keyOf({ ...row, version: row.protocolVersion }));
    if (!version) return [];
    const said = entries.get(row.id) ?? [];
    const run = {
      content: version,
      startedOn: row.startedOn,
      endedOn: row.endedOn,
      acts: (acts.get(row.id) ?? []).map(({ act }) => act),
      sizes: (sizes.get(row.id) ?? []).map(({ size }) => size),
      entries: said,
    };
    return [{ row, version, entries: said, run }];
  });
}

function keyOf(of: { readonly protocolId: string; readonly version: number }): string {
  return `${of.protocolId} ${of.version}`;
}

/** A run as a chart shows it, on the site's day. */
export function shownRun(loaded: LoadedRun, today: CivilDate): ProtocolRunShown {
  const { row, version, run } = loaded;
  const { id, patientId, woundId, startedOn, startedByName, endedOn, ...stop } = row;
  const course = courseOf(run, today);
  return {
    id,
    patientId,
    woundId,
    protocol: version,
    startedOn,
    startedByName,
    endedOn,
    stopReason: stop.stopReason,
    stoppedByName: stop.stoppedByName,
    steps: scheduledSteps(version).map((step) => ({
      ...step,
      reductionPercent:
        step.reviewPoint === null
          ? null
          : (reductionAt(run, step.reviewPoint.week)?.percent ?? null),
    })),
    occurrences: [...course],
    next: endedOn === null ? [...nextDueSteps(course)] : [],
    entries: loaded.entries.map(({ runId: _, ...entry }) => entry),
    adherence: adherenceOf(course),
  };
}
