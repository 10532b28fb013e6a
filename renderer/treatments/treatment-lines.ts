import type { z } from 'zod';
import { type TreatmentRecord, treatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { apart } from '../../shared/base/apart.ts';
import { concernWords } from '../../shared/safety/concern.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { formatCivilDate, formatCount, formatInstant } from '../ui/format.ts';
import { FIELD_LABELS, scansInWords } from './treatment-words.ts';

type Line = { readonly key: string; readonly label: string; readonly value: string };

const contentShape = treatmentRecord.partial();
type Content = z.output<typeof contentShape>;

function productLine(content: Content): string {
  const { productName = '', orderNumber } = content;
  return orderNumber === undefined ? productName : `${apart(productName)} (order ${orderNumber})`;
}

function areaLine(areaMm2: number | null | undefined): string {
  return areaMm2 === null || areaMm2 === undefined ? '' : areaInWords(areaMm2);
}

function dateLine(date: string | null | undefined): string {
  return date ? formatCivilDate(date) : '';
}

/** What it was made ready with, as a tissue trace asks for it. */
function reconstitutionLines(content: Content): readonly Line[] {
  return [
    {
      key: 'reconstitution',
      label: FIELD_LABELS.reconstitutionMaterial,
      value: content.reconstitutionMaterial ?? '',
    },
    {
      key: 'reconstitutionLot',
      label: FIELD_LABELS.reconstitutionLot,
      value: content.reconstitutionLot ?? '',
    },
    {
      key: 'reconstitutionExpires',
      label: FIELD_LABELS.reconstitutionExpiresOn,
      value: dateLine(content.reconstitutionExpiresOn),
    },
  ];
}

function whenLine({ dateApplied, appliedAt }: Content, timeZone: string): string {
  if (appliedAt) return formatInstant(appliedAt, timeZone);
  return dateApplied === undefined ? '' : formatCivilDate(dateApplied);
}

/**
 * All that is said of a treatment, in reading order, from a record or from a correction of it; a part
 * of which nothing is said has an empty value.
 */
export function treatmentLines(content: unknown, timeZone: string): readonly Line[] {
  const read: Content = contentShape.safeParse(content).data ?? {};
  const { quantityUsed, expiresOn } = read;
  return [
    { key: 'product', label: FIELD_LABELS.line, value: productLine(read) },
    {
      key: 'quantity',
      label: FIELD_LABELS.quantityUsed,
      value: quantityUsed === undefined ? '' : formatCount(quantityUsed),
    },
    { key: 'when', label: FIELD_LABELS.dateApplied, value: whenLine(read, timeZone) },
    { key: 'where', label: FIELD_LABELS.woundLocation, value: read.woundLocation ?? '' },
    { key: 'diagnosis', label: FIELD_LABELS.diagnosis, value: read.diagnosis ?? '' },
    {
      key: 'procedure',
      label: FIELD_LABELS.procedurePerformed,
      value: read.procedurePerformed ?? '',
    },
    { key: 'notes', label: FIELD_LABELS.doctorNotes, value: read.doctorNotes ?? '' },
    { key: 'overuse', label: FIELD_LABELS.overuseReason, value: read.overuseReason ?? '' },
    { key: 'performer', label: FIELD_LABELS.performedBy, value: read.performedByName ?? '' },
    { key: 'applied', label: FIELD_LABELS.appliedArea, value: areaLine(read.appliedMm2) },
    { key: 'discarded', label: FIELD_LABELS.discardedArea, value: areaLine(read.discardedMm2) },
    { key: 'discardReason', label: FIELD_LABELS.discardReason, value: read.discardReason ?? '' },
    { key: 'lot', label: FIELD_LABELS.lotNumber, value: read.lotNumber ?? '' },
    { key: 'serial', label: FIELD_LABELS.serialNumber, value: read.serialNumber ?? '' },
    {
      key: 'expires',
      label: FIELD_LABELS.expiresOn,
      value: dateLine(expiresOn),
    },
    { key: 'scans', label: FIELD_LABELS.labelScans, value: scansInWords(read.labelScans ?? []) },
    ...reconstitutionLines(read),
  ];
}

/** What is said of a treatment, and what spoke against it with why it was done all the same. */
export function saidLines(record: TreatmentRecord, timeZone: string): readonly Line[] {
  const concerns = record.concerns.map((concern) => ({
    key: `concern ${concern.kind} ${concern.about}`,
    label: concernWords[concern.kind],
    value: `${concern.about} – ${FIELD_LABELS.concernReasons.toLowerCase()}: ${concern.reason}`,
  }));
  const said = treatmentLines(record, timeZone).filter(({ value }) => value !== '');
  return [...said, ...concerns];
}

export type Named = {
  /** As it is shown now, with the names of its people. */
  readonly record: TreatmentRecord;
  readonly orders: readonly { readonly id: string; readonly orderNumber: string }[];
  readonly timeZone: string;
};

/**
 * Reads versions of one record to compare them. A correction holds no names: those of its order and
 * performer are found around it.
 */
export function linesOfVersions({ record, orders, timeZone }: Named) {
  return (content: unknown): readonly Line[] => {
    const read: Content = contentShape.safeParse(content).data ?? {};
    const order = orders.find(({ id }) => id === read.orderId);
    const performer = read.performedBy === record.performedBy ? record.performedByName : 'another';
    return treatmentLines(
      {
        ...read,
        orderNumber: read.orderNumber ?? order?.orderNumber,
        performedByName: read.performedBy === null ? null : (read.performedByName ?? performer),
      },
      timeZone,
    );
  };
}
