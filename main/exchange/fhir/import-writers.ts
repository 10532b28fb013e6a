import type {
  AllergyRow,
  ConditionRow,
  DeviceRow,
  FacilityRow,
  PatientRow,
  UserRow,
} from '../../../shared/exchange/fhir/import-rows.ts';
import { isUuidText } from '../../../shared/exchange/fhir/source-resource.ts';
import type { RowOutcome } from '../../../shared/imports/row-outcome.ts';
import { mrnKey } from '../../../shared/patients/patient.ts';
import { insertImportedAllergies } from '../../allergies/import-actions.ts';
import { insertImportedConditions } from '../../conditions/import-actions.ts';
import { insertImportedFacilities } from '../../facilities/import-actions.ts';
import { idOfSource } from '../../imports/source-id.ts';
import { insertImportedPatients } from '../../patients/import-actions.ts';
import type { Tx } from '../../platform/database.ts';
import { insertImportedUsers } from '../../staff/import-actions.ts';
import { insertPatientDevices, type NamedTable, selectIdsHere, selectTakenMrns } from './store.ts';

/** What became of a row, and what is to be looked at though it went in. */
export type Written =
  | { readonly outcome: RowOutcome; readonly warnings: readonly string[] }
  | { readonly outcome: 'refused'; readonly reason: string };

export type Writer<Row> = (tx: Tx, rows: readonly Row[]) => Promise<readonly Written[]>;

const written = (outcome: RowOutcome): Written => ({ outcome, warnings: [] });

/**
 * The id that each key stands for: the same for the same resource always, and the row's own where a
 * resource comes back that was exported here.
 */
function idsOf(tx: Tx, table: NamedTable, kind: string) {
  return async (keys: readonly string[]) => {
    const here = await selectIdsHere(tx, table, keys.filter(isUuidText));
    return (key: string): string => (here.has(key) ? key : idOfSource(kind, key));
  };
}

/** Writes rows of places; `kind` keeps what an organization and a location make apart. */
export function facilityWriter(kind: 'facility' | 'location'): Writer<FacilityRow> {
  return async (tx, rows) => {
    const find = idsOf(tx, 'facilities', kind);
    const idOf = await find(rows.map(({ key }) => key));
    const columns = rows.map(({ key, ...row }) => ({ id: idOf(key), ...row }));
    return (await insertImportedFacilities(tx, columns)).map(written);
  };
}

/** The facility that a key means, whether an organization or a location made it. */
async function facilitiesOf(tx: Tx, keys: readonly string[]) {
  const candidates = (key: string) => [
    ...(isUuidText(key) ? [key] : []),
    idOfSource('facility', key),
    idOfSource('location', key),
  ];
  const here = await selectIdsHere(tx, 'facilities', keys.flatMap(candidates));
  return (key: string | null) =>
    key === null ? null : (candidates(key).find((id) => here.has(id)) ?? null);
}

export const writeUsers: Writer<UserRow> = async (tx, rows) => {
  const find = idsOf(tx, 'users', 'user');
  const idOf = await find(rows.map(({ key }) => key));
  const facilityOf = await facilitiesOf(
    tx,
    rows.flatMap(({ facilityKey }) => facilityKey ?? []),
  );
  const columns = rows.map(({ key, facilityKey, ...row }) => ({
    id: idOf(key),
    facilityId: facilityOf(facilityKey),
    ...row,
  }));
  return (await insertImportedUsers(tx, columns)).map(written);
};

const TAKEN =
  'has the medical record number of somebody else here; look whether they are one person';

export const writePatients: Writer<PatientRow> = async (tx, rows) => {
  const find = idsOf(tx, 'patients', 'patient');
  const idOf = await find(rows.map(({ key }) => key));
  const columns = rows.map(({ key, ...row }) => ({ id: idOf(key), ...row }));
  const taken = await selectTakenMrns(tx, columns);
  const outcomes = await insertImportedPatients(tx, columns);
  return columns.map(({ mrn }, at) => {
    const warnings = taken.has(mrnKey(mrn) ?? '') ? [TAKEN] : [];
    return { outcome: outcomes[at] ?? 'unchanged', warnings };
  });
};

type OfPatient = { readonly key: string; readonly patientKey: string };
type Placed<Row extends OfPatient> = Omit<Row, keyof OfPatient> & {
  readonly id: string;
  readonly patientId: string;
};

const NOBODY = 'its patient is not here and not among these files';

/** Writes rows of charts; those of a patient who is not here are refused. */
function chartWriter<Row extends OfPatient>(
  table: NamedTable,
  kind: string,
  insert: (tx: Tx, rows: readonly Placed<Row>[]) => Promise<readonly RowOutcome[]>,
): Writer<Row> {
  return async (tx, rows) => {
    const idOf = await idsOf(tx, table, kind)(rows.map(({ key }) => key));
    const findPatients = idsOf(tx, 'patients', 'patient');
    const patientOf = await findPatients(rows.map(({ patientKey }) => patientKey));
    const patientIds = rows.map(({ patientKey }) => patientOf(patientKey));
    const here = await selectIdsHere(tx, 'patients', patientIds);
    const placed = rows.flatMap(({ key, patientKey, ...row }) => {
      const patientId = patientOf(patientKey);
      return here.has(patientId) ? [{ id: idOf(key), patientId, ...row }] : [];
    });
    const outcomes = placed.length === 0 ? [] : await insert(tx, placed);
    const byId = new Map(placed.map(({ id }, at) => [id, outcomes[at] ?? 'unchanged']));
    return rows.map(({ key, patientKey }): Written => {
      if (!here.has(patientOf(patientKey))) return { outcome: 'refused', reason: NOBODY };
      return written(byId.get(idOf(key)) ?? 'unchanged');
    });
  };
}

export const writeAllergies: Writer<AllergyRow> = chartWriter(
  'allergies',
  'allergy',
  insertImportedAllergies,
);

export function conditionWriter(recordedBy: string): Writer<ConditionRow> {
  return chartWriter('conditions', 'condition', (tx, rows) =>
    insertImportedConditions(tx, rows, recordedBy),
  );
}

export function deviceWriter(importedBy: string): Writer<DeviceRow> {
  return chartWriter('patientDevices', 'device', (tx, rows) =>
    insertPatientDevices(tx, rows, importedBy),
  );
}
