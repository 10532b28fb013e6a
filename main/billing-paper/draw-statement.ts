import { moneyInWords } from '../../shared/base/money-words.ts';
import type {
  Charge,
  ItemizedStatement,
} from '../../shared/billing/statement/itemized-statement.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';

const NOT_YET = 'Not yet billed';

function chargeCells(charge: Charge): readonly string[] {
  const { servedOn, code, words, diagnoses, providerName, units, chargeCents } = charge;
  const billed = charge.billedOn === null ? NOT_YET : `Billed on ${charge.billedOn}`;
  return [
    servedOn,
    [code, words].filter((part) => part !== '').join('\n'),
    diagnoses.join(', '),
    providerName,
    `${charge.payerName}\n${billed}, ${charge.controlNumber}`,
    String(units),
    moneyInWords(chargeCents),
  ];
}

/** All charges with who was billed, then the sums. */
export function drawStatement(pdf: PdfDocument, statement: ItemizedStatement): void {
  const { charges, totals, totalCents } = statement;
  pdf.heading('Charges', 2);
  pdf.table({
    columns: [
      { header: 'Date', share: 1.5 },
      { header: 'Service', share: 2.6 },
      { header: 'Diagnoses', share: 1.6 },
      { header: 'Provider', share: 1.8 },
      { header: 'Billed to', share: 2.6 },
      { header: 'Units', share: 0.9, align: 'end' },
      { header: 'Charge', share: 1.5, align: 'end' },
    ],
    rows: charges.map((charge) => ({ cells: chargeCells(charge) })),
    ifEmpty: 'There are no charges in these days.',
  });
  pdf.heading('Sums', 2);
  pdf.table({
    columns: [
      { header: 'Payer', share: 4 },
      { header: 'Billed', share: 2, align: 'end' },
      { header: NOT_YET, share: 2, align: 'end' },
    ],
    rows: totals.map(({ payerName, billedCents, notYetBilledCents }) => ({
      cells: [payerName, moneyInWords(billedCents), moneyInWords(notYetBilledCents)],
    })),
    ifEmpty: 'None.',
  });
  pdf.paragraph(`All charges ${moneyInWords(totalCents)}`, { isBold: true });
  pdf.paragraph(
    'These are charges before anybody paid. What a payer allows, what it paid and what is left for the patient stand in the letters of the payer, not here. This is not a bill.',
    { isSmall: true, tone: 'quiet' },
  );
}
