import { fail } from '../../shared/base/result.ts';
import { bodySiteOf, placeProblem, type WoundPlace } from '../../shared/wounds/body-site.ts';
import { diagnosisSideProblem } from '../../shared/wounds/diagnosis-side.ts';
import { type DateBounds, woundDatesProblem } from '../../shared/wounds/wound-dates.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';

export type TypedWound = WoundPlace & {
  readonly diagnosisCode: string | null;
  readonly onsetOn: string | null;
};

/** What bounds the days of a patient's wound. */
export async function boundsOf(db: ReadonlyDb, patient: Patient, now: Date): Promise<DateBounds> {
  const { birthOn, deceasedOn } = patient;
  return { birthOn, deceasedOn, today: await todayAtSite(db, now) };
}

/** What the list of sites, the code and the calendar say against a wound; null when nothing does. */
export function woundProblem(typed: TypedWound, careStartedOn: string, bounds: DateBounds) {
  const site = bodySiteOf(typed.bodySite);
  if (!site)
    return fail('UnknownBodySite', 'There is no such body site. Choose one from the list.');
  const sideProblem =
    placeProblem(site, typed) ?? diagnosisSideProblem(typed.diagnosisCode, typed.laterality);
  if (sideProblem !== null) return fail('SideDisagrees', sideProblem);
  const dateProblem = woundDatesProblem({ onsetOn: typed.onsetOn, careStartedOn }, bounds);
  return dateProblem === null ? null : fail('ImpossibleDate', dateProblem);
}
