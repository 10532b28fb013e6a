import { addDays } from '../../../shared/base/civil-date.ts';
import type { Course } from './course.ts';
import { footUlcers } from './foot-ulcers.ts';
import { legUlcers } from './leg-ulcers.ts';
import { otherWounds } from './other-wounds.ts';
import { pressureInjuries } from './pressure-injuries.ts';

const courses: readonly Course[] = [
  ...legUlcers,
  ...footUlcers,
  ...pressureInjuries,
  ...otherWounds,
];

const FIRST_VISIT_MINUTE = 9 * 60;
const LAST_VISIT_MINUTE = 16 * 60;
// Shares no factor with the length of the day, so that visits spread over it.
const MINUTES_BETWEEN = 37;

/** Every use of a product at every visit, the oldest first. */
export function usesUntil(today: string) {
  return courses
    .flatMap((course) => course.visits.map((visit) => ({ course, visit })))
    .toSorted((one, other) => other.visit[0] - one.visit[0])
    .flatMap(({ course, visit: [daysAgo, by, care, note] }, index) =>
      care.uses.map(([productId, quantityUsed]) => ({
        mrn: course.mrn,
        by,
        productId,
        quantityUsed,
        dateApplied: addDays(today, -daysAgo),
        minuteOfDay:
          FIRST_VISIT_MINUTE +
          ((index * MINUTES_BETWEEN) % (LAST_VISIT_MINUTE - FIRST_VISIT_MINUTE)),
        diagnosis: course.diagnosis,
        procedurePerformed: care.procedure,
        woundLocation: course.woundLocation,
        doctorNotes: note,
        overuseReason: care.overuseReason ?? null,
      })),
    );
}
