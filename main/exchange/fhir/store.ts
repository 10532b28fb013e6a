import type { PatientDevice } from '../../../shared/exchange/patient-device.ts';
import { outcomesAfterInsert, type RowOutcome } from '../../../shared/imports/row-outcome.ts';
import { mrnKey } from '../../../shared/patients/patient.ts';
import type { ReadonlyDb, Tx } from '../../platform/database.ts';

/** Tables whose rows a resource may name by its own id, as one that was exported here does. */
export type NamedTable =
  | 'patients'
  | 'facilities'
  | 'users'
  | 'allergies'
  | 'conditions'
  | 'patientDevices';

/** Those of some ids under which a row stands. */
export async function selectIdsHere(
  db: ReadonlyDb,
  table: NamedTable,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom(table)
    .select('id')
    .where('id', 'in', [...ids])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The MRN keys of these that another patient than theirs has. */
export async function selectTakenMrns(
  db: ReadonlyDb,
  patients: readonly { readonly id: string; readonly mrn: string | null }[],
): Promise<ReadonlySet<string>> {
  const idByKey = new Map(
    patients.flatMap(({ id, mrn }) => {
      const key = mrnKey(mrn);
      return key === null ? [] : [[key, id] as const];
    }),
  );
  if (idByKey.size === 0) return new Set();
  const rows = await db
    .selectFrom('patients')
    .select(['id', 'mrnKey'])
    .where('mrnKey', 'in', [...idByKey.keys()])
    .execute();
  return new Set(
    rows.flatMap(({ id, mrnKey: key }) => (key !== null && idByKey.get(key) !== id ? [key] : [])),
  );
}

const deviceColumns = [
  'id',
  'patientId',
  'name',
  'udi',
  'deviceIdentifier',
  'lotNumber',
  'serialNumber',
  'manufacturedOn',
  'expiresOn',
  'state',
] as const;

/** Adds the devices that are not here yet and leaves the others as they are; one outcome per row. */
export async function insertPatientDevices(
  tx: Tx,
  rows: readonly PatientDevice[],
  importedBy: string,
): Promise<readonly RowOutcome[]> {
  const inserted = await tx
    .insertInto('patientDevices')
    .values(rows.map((row) => ({ ...row, importedBy })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return outcomesAfterInsert(rows, inserted, (ids) =>
    tx.selectFrom('patientDevices').select(deviceColumns).where('id', 'in', ids).execute(),
  );
}

export function selectPatientDevices(db: ReadonlyDb, patientId: string): Promise<PatientDevice[]> {
  return db
    .selectFrom('patientDevices')
    .select(deviceColumns)
    .where('patientId', '=', patientId)
    .orderBy('name')
    .orderBy('id')
    .execute();
}
