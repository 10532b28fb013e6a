import { type CallEntry, standingInWords, stateInWords } from '../../shared/recalls/call-list.ts';
import type {
  TracedPatient,
  TracedTreatment,
  UsedOnPatient,
  UsedPack,
} from '../../shared/recalls/trace.ts';
import type { SheetColumn } from './sheet-csv.ts';

const MM2_PER_CM2 = 100;

function cm2(mm2: number | null): number | null {
  return mm2 === null ? null : mm2 / MM2_PER_CM2;
}

/** A person beside one of their records. */
export type CallRow = { readonly entry: CallEntry; readonly treatment: TracedTreatment };

type Of<Row, Thing> = (row: Row) => Thing;

function personColumns<Row>(of: Of<Row, TracedPatient>): readonly SheetColumn<Row>[] {
  return [
    { header: 'Last name', kind: 'text', cell: (row) => of(row).lastName },
    { header: 'First name', kind: 'text', cell: (row) => of(row).firstName },
    { header: 'Date of birth', kind: 'value', cell: (row) => of(row).birthOn },
    { header: 'MRN', kind: 'code', cell: (row) => of(row).mrn },
    { header: 'Phone', kind: 'code', cell: (row) => of(row).phone },
    { header: 'Deceased on', kind: 'value', cell: (row) => of(row).deceasedOn },
  ];
}

function useColumns<Row>(of: Of<Row, UsedPack>): readonly SheetColumn<Row>[] {
  return [
    { header: 'Date applied', kind: 'value', cell: (row) => of(row).dateApplied },
    { header: 'SKU', kind: 'code', cell: (row) => of(row).productId },
    { header: 'Product', kind: 'text', cell: (row) => of(row).productName },
    { header: 'Lot', kind: 'code', cell: (row) => of(row).lotNumber },
    { header: 'Serial', kind: 'code', cell: (row) => of(row).serialNumber },
    { header: 'Expiry date', kind: 'value', cell: (row) => of(row).expiresOn },
    { header: 'Wound', kind: 'text', cell: (row) => of(row).woundLocation },
    { header: 'Pieces', kind: 'value', cell: (row) => of(row).quantityUsed },
    { header: 'Applied cm2', kind: 'value', cell: (row) => cm2(of(row).appliedMm2) },
    { header: 'Discarded cm2', kind: 'value', cell: (row) => cm2(of(row).discardedMm2) },
    { header: 'Recorded by', kind: 'text', cell: (row) => of(row).recordedByName },
    {
      header: 'Performed by',
      kind: 'text',
      cell: (row) => of(row).performedByName ?? of(row).recordedByName,
    },
    { header: 'Record', kind: 'text', cell: (row) => stateInWords(of(row)) },
  ];
}

/** One line for each record, beside whom it is about, with room for what was done. */
export const callColumns: readonly SheetColumn<CallRow>[] = [
  { header: 'Call', kind: 'text', cell: ({ entry }) => (entry.isToCall ? 'Yes' : 'Look first') },
  ...personColumns<CallRow>(({ entry }) => entry.patient),
  { header: 'Why listed', kind: 'text', cell: ({ treatment }) => standingInWords(treatment) },
  ...useColumns<CallRow>(({ treatment }) => treatment),
  { header: 'Said before', kind: 'code', cell: ({ treatment }) => saidBefore(treatment) },
  { header: 'Called on', kind: 'text', cell: () => null },
  { header: 'Reached', kind: 'text', cell: () => null },
  { header: 'Notes', kind: 'text', cell: () => null },
];

function saidBefore({ saidBefore: before }: TracedTreatment): string | null {
  if (before === null) return null;
  return [before.lotNumber, before.serialNumber].filter((text) => text !== null).join(' / ');
}

export type UsedRow = { readonly patient: TracedPatient; readonly use: UsedOnPatient };

/** One line for each thing that was used on one person. */
export const usedColumns: readonly SheetColumn<UsedRow>[] = [
  ...personColumns<UsedRow>(({ patient }) => patient),
  ...useColumns<UsedRow>(({ use }) => use),
  { header: 'Order', kind: 'code', cell: ({ use }) => use.orderNumber },
  { header: 'Donor', kind: 'code', cell: ({ use }) => use.donorNumber },
  {
    header: 'Reconstituted with',
    kind: 'text',
    cell: ({ use }) => use.reconstitutionMaterial,
  },
  { header: 'Its lot', kind: 'code', cell: ({ use }) => use.reconstitutionLot },
  { header: 'Its expiry date', kind: 'value', cell: ({ use }) => use.reconstitutionExpiresOn },
];
