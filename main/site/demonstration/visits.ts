import { addDays } from '../../../shared/base/civil-date.ts';
import { locationOf } from '../../../shared/wounds/body-site.ts';
import type { Course } from './course.ts';
import { footUlcers } from './foot-ulcers.ts';
import { legUlcers } from './leg-ulcers.ts';
import { otherWounds } from './other-wounds.ts';
import { pressureInjuries } from './pressure-injuries.ts';

/** Every wound; a patient has one at most. */
export const courses: readonly Course[] = [
  ...legUlcers,
  ...footUlcers,
  ...pressureInjuries,
  ...otherWounds,
];

/** Where the wound of a course is. */
export function placeOf({ place: [bodySite, laterality, bodyView, siteDetail] }: Course) {
  return { bodySite, laterality, bodyView, siteDetail: siteDetail ?? null };
}

const FIRST_VISIT_MINUTE = 9 * 60;
const LAST_VISIT_MINUTE = 16 * 60;
// Shares no factor with the length of the day, so that visits spread over it.
const MINUTES_BETWEEN = 37;

/** Every visit, the oldest first, each at its own time of the day. */
export function visitsUntil(today: string) {
  return courses
    .flatMap((course) => course.visits.map((visit) => ({ course, visit })))
    .toSorted((one, other) => other.visit[0] - one.visit[0])
    .map(({ course, visit: [daysAgo, by, care, note, found] }, index) => ({
      course,
      by,
      care,
      note,
      found,
      on: addDays(today, -daysAgo),
      minuteOfDay:
        FIRST_VISIT_MINUTE + ((index * MINUTES_BETWEEN) % (LAST_VISIT_MINUTE - FIRST_VISIT_MINUTE)),
    }));
}

/** Every use of a product at every visit, the oldest first. */
export function usesUntil(today: string) {
  return visitsUntil(today).flatMap(({ course, by, care, note, on, minuteOfDay }) =>
    care.uses.map(([productId, quantityUsed]) => ({
      mrn: course.mrn,
      by,
      productId,
      quantityUsed,
      dateApplied: on,
      minuteOfDay,
      diagnosis: course.diagnosis,
      procedurePerformed: care.procedure,
      woundLocation: locationOf(placeOf(course)),
      doctorNotes: note,
      overuseReason: care.overuseReason ?? null,
    })),
  );
}
