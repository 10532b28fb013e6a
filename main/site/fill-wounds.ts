import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { addPastAssessments, type PastAssessment } from '../assessments/actions.ts';
import type { Tx } from '../platform/database.ts';
import { signPastRecords } from '../signing/past-actions.ts';
import { addWounds, type NewEpisode } from '../wounds/actions.ts';
import type { Course } from './demonstration/course.ts';
import { contentOf } from './demonstration/found.ts';
import { newIds, type Ids } from './demonstration/ids.ts';
import type { DemonstrationMrn } from './demonstration/patients.ts';
import { people, type PersonKey } from './demonstration/people.ts';
import { instantAt } from './demonstration/visit-time.ts';
import { courses, placeOf, visitsUntil } from './demonstration/visits.ts';
import { SIGNED_AFTER_MS, UNSIGNED_DAYS } from './sign-demonstration.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  readonly today: CivilDate;
  readonly timeZone: string;
  readonly patientId: Ids<DemonstrationMrn>;
  readonly userId: Ids<PersonKey>;
};

/**
 * Registers each fictional wound with its episodes, and assesses it at every visit at which somebody
 * measured it. Returns the wound of each patient that has one.
 */
export async function fillWounds(filling: Filling): Promise<Ids<string>> {
  const byMrn = Object.fromEntries(courses.map((course) => [course.mrn, course]));
  const woundId = newIds(byMrn, filling.newId);
  const episodes = courses.flatMap((course) => episodesOf(course, woundId(course.mrn), filling));
  await addWounds(
    filling.tx,
    courses.map((course) => woundOf(course, woundId(course.mrn), filling)),
    episodes,
  );
  const assessments = assessmentsOf(filling, { woundId, episodes });
  await addPastAssessments(
    filling.tx,
    assessments.map(({ by: _, ...assessment }) => assessment),
  );
  await signAll(filling, assessments);
  return woundId;
}

/** Whoever assessed a wound signed that, but for the last days. */
function signAll(
  filling: Filling,
  assessments: readonly (PastAssessment & { readonly by: PersonKey })[],
): Promise<void> {
  const signedUntil = addDays(filling.today, -UNSIGNED_DAYS);
  const signings = assessments.flatMap(({ id, by, recordedBy, recordedAt, content }) =>
    recordedAt === null || content.assessedOn > signedUntil
      ? []
      : [
          {
            recordId: id,
            signer: { ...people[by], id: recordedBy },
            signedAt: new Date(recordedAt.getTime() + SIGNED_AFTER_MS),
          },
        ],
  );
  return signPastRecords(filling, 'assessment', signings);
}

function firstVisitOf({ visits }: Course) {
  const [first] = visits;
  if (!first) throw new Error('A wound of the demonstration has no visit');
  return { daysAgo: first[0], by: first[1] };
}

function statusOf({ end, ...course }: Course, today: CivilDate) {
  const since = end?.reopenedDaysAgo ?? end?.daysAgo ?? firstVisitOf(course).daysAgo;
  const isOpen = end === undefined || end.reopenedDaysAgo !== undefined;
  const ended = end?.reason === 'healed' ? ('healed' as const) : ('closed' as const);
  return { status: isOpen ? ('open' as const) : ended, statusOn: addDays(today, -since) };
}

function woundOf(course: Course, id: string, { today, patientId, userId }: Filling) {
  return {
    id,
    patientId: patientId(course.mrn),
    woundNumber: 1,
    ...placeOf(course),
    etiology: course.etiology,
    etiologyDetail: course.etiologyDetail ?? null,
    diagnosisCode: course.diagnosisCode,
    onsetOn: addDays(today, -course.onsetDaysAgo),
    isOnsetEstimated: course.isOnsetEstimated ?? false,
    ...statusOf(course, today),
    recordedBy: userId(firstVisitOf(course).by),
  };
}

function episodesOf(course: Course, woundId: string, filling: Filling): NewEpisode[] {
  const { end } = course;
  const { today, newId, userId } = filling;
  const first = firstVisitOf(course);
  const startedBy = userId(first.by);
  const begin = (daysAgo: number) => ({
    id: newId(),
    woundId,
    startedOn: addDays(today, -daysAgo),
    startedBy,
    endedOn: null,
    endReason: null,
    endedBy: null,
  });
  if (!end) return [begin(first.daysAgo)];
  const ended = {
    ...begin(first.daysAgo),
    endedOn: addDays(today, -end.daysAgo),
    endReason: end.reason,
    endedBy: startedBy,
  };
  return end.reopenedDaysAgo === undefined ? [ended] : [ended, begin(end.reopenedDaysAgo)];
}

function assessmentsOf(
  { newId, today, timeZone, patientId, userId }: Filling,
  { woundId, episodes }: { readonly woundId: Ids<string>; readonly episodes: NewEpisode[] },
) {
  return visitsUntil(today).flatMap(({ course, found, by, on, minuteOfDay }) => {
    if (!found) return [];
    const id = woundId(course.mrn);
    const episode = episodes.findLast((each) => each.woundId === id && each.startedOn <= on);
    if (!episode)
      throw new Error('A wound of the demonstration is assessed before its care begins');
    return {
      id: newId(),
      patientId: patientId(course.mrn),
      woundId: id,
      episodeId: episode.id,
      content: contentOf(found, on),
      by,
      recordedBy: userId(by),
      // It may be too early in the day for a fixed time to have come.
      recordedAt: on < today ? instantAt(on, minuteOfDay, timeZone) : null,
    };
  });
}
