import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { concernWords } from '../../shared/safety/concern.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { PdfTable } from '../platform/pdf/pdf-rows.ts';
import type { ToldTreatment } from './chart-content.ts';
import type { Showing } from './draw-files.ts';
import { drawMarks, entriesOf, fieldsOf, stateInWords, TREATMENT_KEYS } from './draw-record.ts';
import type { Names } from '../../shared/charts/field-words.ts';

/** All treatments at a glance, the newest first. */
export function drawTreatmentTable(
  pdf: PdfDocument,
  treatments: readonly Pick<ToldTreatment, 'record'>[],
  showing: Pick<Showing, 'turn'>,
): Promise<void> {
  const table: PdfTable = {
    columns: [
      { header: 'Day', share: 1.5 },
      { header: 'Product', share: 3.4 },
      { header: 'Pieces', share: 0.9, align: 'end' },
      { header: 'Applied', share: 1.2, align: 'end' },
      { header: 'Discarded', share: 1.3, align: 'end' },
      { header: 'Lot', share: 1.6 },
      { header: 'Record', share: 2.3 },
    ],
    rows: treatments.map(({ record }) => ({
      isStruck: record.voidedAt !== null,
      tone: record.voidedAt === null ? 'plain' : 'warning',
      cells: [
        dayInWords(record.dateApplied),
        record.productName,
        String(record.quantityUsed),
        record.appliedMm2 === null ? '' : areaInWords(record.appliedMm2),
        record.discardedMm2 === null ? '' : areaInWords(record.discardedMm2),
        record.lotNumber ?? '',
        stateInWords(record),
      ],
    })),
    ifEmpty: 'None.',
  };
  return pdf.longTable(table, () => showing.turn('Pages', 0, treatments.length));
}

/** One treatment with everything that was said of it and became of it. */
export function drawTreatment(pdf: PdfDocument, told: ToldTreatment, names: Names): void {
  const { record, history, versions } = told;
  pdf.heading(`${dayInWords(record.dateApplied)}: ${record.productName}`, 2);
  pdf.keyValues(entriesOf(record, TREATMENT_KEYS, names));
  if (record.discardedMm2 !== null && record.discardedMm2 > 0)
    pdf.paragraph(wasteStatement(record));
  for (const { kind, about, reason } of record.concerns ?? [])
    pdf.paragraph(`${concernWords[kind]}: ${about} Used all the same: ${reason}`);
  const past = versions.map(({ record: before, ...each }) => ({
    ...each,
    before: fieldsOf(before),
  }));
  drawMarks(pdf, { record, history, versions: past, keys: TREATMENT_KEYS }, names);
}

/** What was opened, applied and thrown away, in one sentence. */
export function wasteStatement(record: ToldTreatment['record']): string {
  const { appliedMm2, discardedMm2, discardReason } = record;
  if (appliedMm2 === null || discardedMm2 === null)
    return 'How much was applied and how much was discarded is not recorded.';
  const opened = areaInWords(appliedMm2 + discardedMm2);
  const why = discardReason === null ? '' : ` Reason: ${discardReason}`;
  return `Of ${opened} opened, ${areaInWords(appliedMm2)} were applied and ${areaInWords(discardedMm2)} were discarded.${why}`;
}
