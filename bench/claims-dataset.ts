import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CopyFile,
  PRODUCTS,
  type Rows,
  type Sizes,
  writeDataset,
  writeRows,
} from './store-dataset.ts';
import { idOf } from './store-people.ts';

const CODE = 'A6212';
const CLINICIAN = 'clinician';
const clinicianId = idOf('organisation', 1);

const by = idOf('user', 1);

/** Who bills, and what is used: all made up, with the standard's example NPIs. */
function office(): readonly Rows[] {
  return [
    {
      table: 'users',
      columns: 'id, display_name, sign_in_name, role, npi',
      count: 1,
      rowAt: () => [clinicianId, 'Casey Clinician', CLINICIAN, CLINICIAN, '1245319599'],
    },
    {
      table: 'products',
      columns: 'id, sku, name, hcpcs_code, billing_unit, search_text',
      count: PRODUCTS,
      rowAt: (at) => [idOf('product', at), `SKU-${at}`, `Wound dressing ${at}`, CODE, 'each', ''],
    },
    {
      table: 'billing_organisations',
      columns:
        'id, name, npi, ein, address_line, city, state, postal_code, phone, contact_name, ' +
        'submitter_id, receiver_name, receiver_id',
      count: 1,
      rowAt: (at) => [
        idOf('organisation', at),
        'Example Wound Clinic',
        '1234567893',
        '123456789',
        '100 Example Street',
        'Davis',
        'CA',
        '956161234',
        '5305550100',
        'Colleen Marsh',
        'SENDER1',
        'Example Clearinghouse',
        'RECEIVER1',
      ],
    },
  ];
}

/** Where care is given, who pays for whom, and at what charge. */
function payments({ patients }: Sizes): readonly Rows[] {
  return [
    {
      table: 'facilities',
      columns: 'id, name, place_of_service, address_line, city, state, postal_code',
      count: 1,
      rowAt: (at) => [
        idOf('facility', at),
        'Clinic',
        '11',
        '100 Example Street',
        'Davis',
        'CA',
        '956161234',
      ],
    },
    {
      table: 'payers',
      columns: 'id, name, payer_code, filing_code',
      count: 1,
      rowAt: (at) => [idOf('payer', at), 'Example Plan', 'EX001', 'CI'],
    },
    {
      table: 'coverages',
      columns:
        'id, patient_id, payer_id, priority, member_id, relationship_code, starts_on, recorded_by',
      count: patients,
      rowAt: (at) => [
        idOf('coverage', at),
        idOf('patient', at),
        idOf('payer', 0),
        1,
        `MEMBER${at}`,
        '18',
        '2015-01-01',
        by,
      ],
    },
    {
      table: 'fees',
      columns: 'id, procedure_code, unit_cents, effective_from, recorded_by',
      count: 1,
      rowAt: (at) => [idOf('fee', at), CODE, 1050, '2015-01-01', by],
    },
  ];
}

/** Where each was given and by whom, as a biller would have chosen. */
function choices({ records }: Sizes): Rows {
  return {
    table: 'claim_details',
    columns: 'treatment_record_id, facility_id, rendering_user_id, recorded_by',
    count: records,
    rowAt: (at) => [idOf('record', at), idOf('facility', 0), clinicianId, idOf('user', 1)],
  };
}

/** The files of a site whose treatments can all be billed. */
export async function writeBillableDataset(
  folder: string,
  sizes: Sizes,
): Promise<readonly CopyFile[]> {
  const charts = await writeDataset(folder, sizes);
  // Files are named by their table, and both have users.
  const beside = await mkdtemp(join(folder, 'office-'));
  const tables = [...office(), ...payments(sizes), choices(sizes)];
  return [...charts, ...(await writeRows(beside, tables))];
}

export const PAYER_ID = idOf('payer', 0);
