import type { CivilDate } from '../base/civil-date.ts';
import { billingColumns, type BillingLine, type ColumnKind } from '../billing/billing-line.ts';

/** A treatment with all that a column of the export may show. Areas are whole mm². */
export type ExportedLine = BillingLine & {
  readonly recordVersion: number;
  /** The wound's surface as last measured up to the day of the treatment. */
  readonly woundMm2: number | null;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
  readonly lotNumber: string | null;
  readonly expiresOn: CivilDate | null;
  readonly serialNumber: string | null;
  /** The scans of the label, each as it came. */
  readonly labelScans: readonly string[] | null;
  readonly performedByName: string | null;
  readonly performedByNpi: string | null;
  readonly signedByName: string | null;
  readonly signedAt: string | null;
  readonly cosignedByName: string | null;
  readonly cosignedAt: string | null;
  readonly doctorNotes: string | null;
};

/** What a cell holds: text, a number, or nothing. */
export type CellValue = string | number | null;

export type LineColumn = {
  /** The machine form's header. Other programs rely on it: it never changes. */
  readonly key: string;
  /** The header that people read. */
  readonly header: string;
  readonly kind: ColumnKind;
  /** False for what is chosen on purpose: more of a chart than billing needs. */
  readonly isUsual: boolean;
  readonly cellOf: (line: ExportedLine) => CellValue;
};

/** Goes up when a column changes its meaning or goes away; new columns leave it as it is. */
export const LINE_SCHEMA_VERSION = 1;

const MM2_PER_CM2 = 100;
const inCm2 = (mm2: number | null): number | null => (mm2 === null ? null : mm2 / MM2_PER_CM2);

type Further = Pick<LineColumn, 'cellOf'> & { readonly isUsual?: boolean };

function further(
  [key, header]: readonly [key: string, header: string],
  kind: ColumnKind,
  { cellOf, isUsual = false }: Further,
): LineColumn {
  return { key, header, kind, isUsual, cellOf };
}

const furtherColumns: readonly LineColumn[] = [
  further(['wound_area_cm2', 'Wound area (cm²)'], 'value', {
    cellOf: ({ woundMm2 }) => inCm2(woundMm2),
    isUsual: true,
  }),
  further(['applied_cm2', 'Applied (cm²)'], 'value', {
    cellOf: ({ appliedMm2 }) => inCm2(appliedMm2),
    isUsual: true,
  }),
  further(['discarded_cm2', 'Discarded (cm²)'], 'value', {
    cellOf: ({ discardedMm2 }) => inCm2(discardedMm2),
    isUsual: true,
  }),
  further(['lot_number', 'Lot'], 'code', { cellOf: ({ lotNumber }) => lotNumber, isUsual: true }),
  further(['expires_on', 'Expires on'], 'value', { cellOf: ({ expiresOn }) => expiresOn }),
  further(['serial_number', 'Serial'], 'code', { cellOf: ({ serialNumber }) => serialNumber }),
  further(['udi', 'UDI as scanned'], 'code', {
    cellOf: ({ labelScans }) => labelScans?.join(' ') ?? null,
  }),
  further(['performed_by_name', 'Performed by'], 'text', {
    cellOf: ({ performedByName }) => performedByName,
    isUsual: true,
  }),
  further(['performed_by_npi', 'Performed by NPI'], 'code', {
    cellOf: ({ performedByNpi }) => performedByNpi,
    isUsual: true,
  }),
  further(['signed_by_name', 'Signed by'], 'text', { cellOf: ({ signedByName }) => signedByName }),
  further(['signed_at', 'Signed at (UTC)'], 'value', { cellOf: ({ signedAt }) => signedAt }),
  further(['cosigned_by_name', 'Co-signed by'], 'text', {
    cellOf: ({ cosignedByName }) => cosignedByName,
  }),
  further(['cosigned_at', 'Co-signed at (UTC)'], 'value', {
    cellOf: ({ cosignedAt }) => cosignedAt,
  }),
  further(['notes', 'Notes'], 'text', { cellOf: ({ doctorNotes }) => doctorNotes }),
];

/** Where somebody lives is for claims, and seldom for a list. */
const UNUSUAL: readonly (keyof BillingLine)[] = [
  'patientId',
  'patientAddressLine',
  'patientCity',
  'patientState',
  'patientPostalCode',
];

/** Every column that can be chosen, in the order in which a file has them. New ones go to the end. */
export const lineColumns: readonly LineColumn[] = [
  ...billingColumns.map(({ field, ...column }) => ({
    ...column,
    isUsual: !UNUSUAL.includes(field),
    cellOf: (line: ExportedLine): CellValue => line[field],
  })),
  ...furtherColumns,
];

/** The keys of the columns that stand ticked to begin with: no notes, no addresses. */
export const usualColumns: readonly string[] = lineColumns
  .filter(({ isUsual }) => isUsual)
  .map(({ key }) => key);

/** The columns of some keys, in the order of the file whatever the order of the keys. */
export function columnsOf(keys: readonly string[]): readonly LineColumn[] {
  return lineColumns.filter(({ key }) => keys.includes(key));
}
