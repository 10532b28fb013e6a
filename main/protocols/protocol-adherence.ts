import type { CivilDate } from '../../shared/base/civil-date.ts';
import { addAdherence, adherenceOf, noAdherence } from '../../shared/protocols/adherence.ts';
import { courseOf } from '../../shared/protocols/course.ts';
import type { ProtocolVersion } from '../../shared/protocols/protocol.ts';
import { scheduledSteps } from '../../shared/protocols/schedule.ts';
import type { LoadedRun } from './runs.ts';

/** How due steps were met over runs of a protocol. `versions` come newest first. */
export function adherenceOfRuns(
  runs: readonly LoadedRun[],
  versions: readonly ProtocolVersion[],
  today: CivilDate,
) {
  const courses = runs.map(({ run }) => courseOf(run, today));
  const byStep = Map.groupBy(courses.flat(), ({ stepId }) => stepId);
  const instructions = new Map(
    versions
      .toReversed()
      .flatMap((version) =>
        scheduledSteps(version).map((step) => [step.id, step.instruction] as const),
      ),
  );
  return {
    runCount: runs.length,
    runningCount: runs.filter(({ row }) => row.endedOn === null).length,
    stoppedCount: runs.filter(({ row }) => row.stopReason !== null).length,
    total: courses.map(adherenceOf).reduce(addAdherence, noAdherence),
    steps: [...instructions].map(([stepId, instruction]) => ({
      stepId,
      instruction,
      adherence: adherenceOf(byStep.get(stepId) ?? []),
    })),
  };
}
