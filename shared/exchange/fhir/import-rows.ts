import type {
  ImportedAllergy,
  ImportedFacility,
  ImportedPatient,
  ImportedUser,
} from '../../imports/imported-rows.ts';
import type { Condition } from '../../conditions/condition.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import type { PatientDevice } from '../patient-device.ts';

/** The key of a resource: which row it makes is found when it is written. */
type Keyed<Row extends { readonly id: string }> = Omit<Row, 'id'> & { readonly key: string };
type OfPatient<Row extends { readonly id: string; readonly patientId: string }> = Omit<
  Keyed<Row>,
  'patientId'
> & { readonly patientKey: string };

export type FacilityRow = Keyed<ImportedFacility>;
export type UserRow = Omit<Keyed<ImportedUser>, 'facilityId'> & {
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly npi: string | null;
  readonly taxonomy: string | null;
  /** Of an Organization or a Location. */
  readonly facilityKey: string | null;
};
export type PatientRow = Keyed<ImportedPatient>;
export type AllergyRow = OfPatient<ImportedAllergy>;
export type ConditionRow = OfPatient<
  Pick<Condition, 'id' | 'patientId' | 'diagnosisCode' | 'words' | 'onsetOn' | 'endedOn'>
>;
export type DeviceRow = OfPatient<PatientDevice>;

/** What every resource is judged with. */
export type FhirRules = {
  /** The day at the site when the import began. */
  readonly today: CivilDate;
  /** Which system the files come from, where somebody said so. */
  readonly source: string | null;
};

/** What a resource makes; or why it makes nothing; or why it cannot go in. None repeats its content. */
export type FhirVerdict<Row> =
  | { readonly kind: 'row'; readonly row: Row; readonly warnings: readonly string[] }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'refused'; readonly reason: string };

export function skipped(why: string): { readonly kind: 'skipped'; readonly why: string } {
  return { kind: 'skipped', why };
}

export function refused(reason: string): { readonly kind: 'refused'; readonly reason: string } {
  return { kind: 'refused', reason };
}
