import { patientSearchColumns } from '../patients/patient.ts';
import type { Values } from './row-key.ts';

/** What some columns of a table follow from, and how. */
export type DerivedColumns = {
  readonly names: readonly string[];
  /** The derived columns of a whole row. */
  readonly of: (row: Values) => Values;
};

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const patients: DerivedColumns = {
  names: ['mrn_key', 'search_text'],
  of: (row) => {
    const { searchText, mrnKey } = patientSearchColumns({
      firstName: textOf(row['first_name']),
      lastName: textOf(row['last_name']),
      mrn: typeof row['mrn'] === 'string' ? row['mrn'] : null,
    });
    return { search_text: searchText, mrn_key: mrnKey };
  },
};

/** By table: the columns that are computed again when two people's values have come together in a row. */
export const derivedColumns: ReadonlyMap<string, DerivedColumns> = new Map([
  ['patients', patients],
]);
