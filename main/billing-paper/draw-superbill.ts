import { moneyInWords } from '../../shared/base/money-words.ts';
import {
  addressInLines,
  einInWords,
  listedName,
  phoneInWords,
  spokenName,
} from '../../shared/billing/statement/claim-words.ts';
import type { Superbill } from '../../shared/billing/statement/superbill.ts';
import type { PdfDocument, PdfEntry } from '../platform/pdf/pdf-document.ts';

const SEX_WORDS = { F: 'Female', M: 'Male', U: 'Not said' } as const;

function whoEntries({ claim, patient }: Superbill): readonly PdfEntry[] {
  const { subscriber, dependent, payer } = claim;
  const insured = dependent === null ? [] : [{ label: 'Insured', value: listedName(subscriber) }];
  return [
    { label: 'Patient', value: listedName(patient) },
    { label: 'Born on', value: patient.birthOn },
    { label: 'Sex', value: SEX_WORDS[patient.sex] },
    { label: 'Address', value: addressInLines(patient.address).join('\n') },
    { label: 'MRN', value: claim.mrn ?? '' },
    { label: 'Payer', value: payer.name },
    ...insured,
    { label: 'Member id', value: subscriber.memberId },
    { label: 'Group number', value: subscriber.groupNumber ?? '' },
    { label: 'Prior authorization', value: claim.priorAuthorization ?? 'None' },
  ];
}

function careEntries({ claim, servedOn }: Superbill): readonly PdfEntry[] {
  const { billing, rendering, referring, facility, placeOfService } = claim;
  const place = facility ?? billing;
  const referred =
    referring === null
      ? []
      : [{ label: 'Referred by', value: `${spokenName(referring)}, NPI ${referring.npi}` }];
  return [
    { label: 'Date of service', value: servedOn },
    { label: 'Provider', value: `${spokenName(rendering)}, NPI ${rendering.npi}` },
    ...referred,
    {
      label: 'Place of service',
      value: [`${placeOfService}, ${place.name}`, ...addressInLines(place.address)].join('\n'),
    },
    { label: 'Account', value: claim.controlNumber },
  ];
}

/** Who bills, as the head of a letter. */
export function drawBiller(pdf: PdfDocument, { billing }: Superbill['claim']): void {
  pdf.paragraph(billing.name, { isBold: true });
  const numbers = `NPI ${billing.npi}, EIN ${einInWords(billing.ein)}, phone ${phoneInWords(billing.phone)}`;
  pdf.paragraph([...addressInLines(billing.address), numbers].join('\n'), { isSmall: true });
}

function drawCharges(pdf: PdfDocument, { lines, totalCents }: Superbill): void {
  pdf.heading('Services', 2);
  pdf.table({
    columns: [
      { header: 'Code', share: 2.2, isBold: true },
      { header: 'What', share: 4 },
      { header: 'Diagnoses', share: 1.4 },
      { header: 'Units', share: 1, align: 'end' },
      { header: 'Charge', share: 1.6, align: 'end' },
    ],
    rows: lines.map((line) => ({
      cells: [
        line.code,
        line.words,
        line.diagnoses,
        String(line.units),
        moneyInWords(line.chargeCents),
      ],
    })),
  });
  pdf.paragraph(`Total charge ${moneyInWords(totalCents)}`, { isBold: true });
}

/** One visit, beginning a page of its own. */
export function drawSuperbill(pdf: PdfDocument, superbill: Superbill): void {
  pdf.newPage();
  pdf.title('Superbill');
  drawBiller(pdf, superbill.claim);
  pdf.heading('Patient and insurance', 2);
  pdf.keyValues(whoEntries(superbill));
  pdf.heading('Visit', 2);
  pdf.keyValues(careEntries(superbill));
  pdf.heading('Diagnoses (ICD-10-CM)', 2);
  pdf.table({
    columns: [
      { header: '', share: 0.6 },
      { header: 'Code', share: 2, isBold: true },
      { header: 'What', share: 7 },
    ],
    rows: superbill.diagnoses.map(({ letter, code, words }) => ({ cells: [letter, code, words] })),
  });
  drawCharges(pdf, superbill);
}
