import { judgeAllergy, judgeCondition } from '../../../shared/exchange/fhir/import-chart.ts';
import { judgeDevice } from '../../../shared/exchange/fhir/import-devices.ts';
import { judgePatient, judgePractitioner } from '../../../shared/exchange/fhir/import-people.ts';
import { judgeLocation, judgeOrganization } from '../../../shared/exchange/fhir/import-places.ts';
import type { Directory } from '../../../shared/exchange/fhir/directory.ts';
import type { FhirRules, FhirVerdict } from '../../../shared/exchange/fhir/import-rows.ts';
import type { Json } from '../../../shared/exchange/fhir/source-resource.ts';
import type { Tx } from '../../platform/database.ts';
import {
  conditionWriter,
  deviceWriter,
  facilityWriter,
  type Writer,
  writeAllergies,
  writePatients,
  type Written,
  writeUsers,
} from './import-writers.ts';

/** What is known when resources are judged and written. */
export type StageParts = {
  readonly rules: FhirRules;
  readonly directory: Directory;
  readonly importedBy: string;
};

/** A resource that was judged: what came of it, or a row that waits to be written. */
export type Judged =
  | Exclude<FhirVerdict<never>, { readonly kind: 'row' }>
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly warnings: readonly string[];
      /** Its place among the rows that are written together. */
      readonly row: unknown;
    };

/** Resources of one type, which need what the stages before them wrote. */
export type Stage = {
  readonly resourceType: string;
  /** What people read while it goes on. */
  readonly label: string;
  readonly judge: (json: Json, key: string) => Judged;
  readonly write: (tx: Tx, rows: readonly Judged[]) => Promise<readonly Written[]>;
};

function stage<Row extends { readonly key: string }>(
  words: { readonly resourceType: string; readonly label: string },
  judge: (json: Json, key: string) => FhirVerdict<Row>,
  write: Writer<Row>,
): Stage {
  // Rows of other stages never come here: each is kept under what judged it.
  const rows = new WeakMap<object, Row>();
  return {
    ...words,
    judge(json, key) {
      const verdict = judge(json, key);
      if (verdict.kind !== 'row') return verdict;
      const judged: Judged = { ...verdict, key };
      rows.set(judged, verdict.row);
      return judged;
    },
    write: (tx, judged) =>
      write(
        tx,
        judged.flatMap((each) => rows.get(each) ?? []),
      ),
  };
}

/** The stages in the order in which one needs the other. */
export function importStages({ rules, directory, importedBy }: StageParts): readonly Stage[] {
  return [
    stage(
      { resourceType: 'Organization', label: 'Organizations' },
      judgeOrganization,
      facilityWriter('facility'),
    ),
    stage(
      { resourceType: 'Location', label: 'Locations' },
      (json, key) => judgeLocation(json, key, directory),
      facilityWriter('location'),
    ),
    stage(
      { resourceType: 'Practitioner', label: 'Practitioners' },
      (json, key) => judgePractitioner(json, key, directory),
      writeUsers,
    ),
    stage(
      { resourceType: 'Patient', label: 'Patients' },
      (json, key) => judgePatient(json, key, rules),
      writePatients,
    ),
    stage(
      { resourceType: 'AllergyIntolerance', label: 'Allergies' },
      (json, key) => judgeAllergy(json, key, rules),
      writeAllergies,
    ),
    stage(
      { resourceType: 'Condition', label: 'Conditions' },
      (json, key) => judgeCondition(json, key, rules),
      conditionWriter(importedBy),
    ),
    stage(
      { resourceType: 'Device', label: 'Devices' },
      (json, key) => judgeDevice(json, key, rules),
      deviceWriter(importedBy),
    ),
  ];
}

/** The types that an import writes. */
export const IMPORTED_TYPES: readonly string[] = [
  'Organization',
  'Location',
  'Practitioner',
  'Patient',
  'AllergyIntolerance',
  'Condition',
  'Device',
];
