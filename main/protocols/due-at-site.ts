import type { CivilDate } from '../../shared/base/civil-date.ts';
import { courseOf } from '../../shared/protocols/course.ts';
import { nextDueSteps } from '../../shared/protocols/due.ts';
import type { DueAtSite } from '../../shared/protocols/protocol-run.ts';
import { scheduledSteps } from '../../shared/protocols/schedule.ts';
import { locationOf } from '../../shared/wounds/body-site.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { runningNow, selectPlaces } from './run-store.ts';
import { type LoadedRun, loadRuns } from './runs.ts';

/** Every step that is due on the site's day, the longest overdue first; of the living, on wounds that stand. */
export async function dueAtSite(db: ReadonlyDb, today: CivilDate): Promise<DueAtSite[]> {
  const places = new Map(
    (await selectPlaces(db, runningNow)).map(({ runId, ...place }) => [runId, place]),
  );
  const runs = await loadRuns(db, runningNow);
  return runs
    .flatMap((loaded) => {
      const place = places.get(loaded.row.id);
      if (!place || place.isVoided || !place.isAlive) return [];
      const {
        isAlive: _,
        isVoided: _voided,
        bodySite,
        laterality,
        bodyView,
        siteDetail,
        ...whose
      } = place;
      const woundLocation = locationOf({ bodySite, laterality, bodyView, siteDetail });
      return dueOf(loaded, today).map((due) => ({ ...whose, woundLocation, ...due }));
    })
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

function dueOf({ row, version, run }: LoadedRun, today: CivilDate) {
  const steps = new Map(scheduledSteps(version).map((step) => [step.id, step]));
  return nextDueSteps(courseOf(run, today)).flatMap((due) => {
    const step = steps.get(due.stepId);
    if (!due.isDue || !step) return [];
    const { instruction, kind } = step;
    const of = { protocolRunId: row.id, patientId: row.patientId, woundId: row.woundId };
    return [{ ...of, protocolTitle: version.title, ...due, instruction, kind }];
  });
}

function sortKey({ overdueSince, dueOn, patientLastName, protocolRunId }: DueAtSite): string {
  return `${overdueSince ?? dueOn} ${patientLastName} ${protocolRunId}`;
}
