import { relationshipNames } from '../../shared/payers/coverage.ts';
import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { ChartContent } from './chart-content.ts';
import { entriesOf } from './draw-record.ts';
import { instantInWords, inWords } from '../../shared/charts/field-words.ts';

/** First name first, as a letter says it. */
export function nameOf({ firstName, lastName }: ChartContent['patient']): string {
  return `${firstName} ${lastName}`;
}

/** Two identifiers, for the head of every page. */
export function whoIs(patient: ChartContent['patient']): string {
  const mrn = patient.mrn === null ? 'no MRN' : `MRN ${patient.mrn}`;
  return `${nameOf(patient)} · born ${dayInWords(patient.birthOn)} · ${mrn}`;
}

export function drawPatient(
  pdf: PdfDocument,
  { patient, names }: Pick<ChartContent, 'patient' | 'names'>,
): void {
  const { addressLine, city, state, postalCode } = patient;
  const place = [city, [state, postalCode].filter((part) => part !== null).join(' ')];
  const address = [addressLine, ...place].filter((part) => part !== null && part !== '').join(', ');
  pdf.keyValues([
    { label: 'Name', value: nameOf(patient) },
    { label: 'Born', value: dayInWords(patient.birthOn) },
    { label: 'MRN', value: patient.mrn ?? '' },
    ...entriesOf(patient, ['sex'], names),
    { label: 'Address', value: address },
    { label: 'Phone', value: patient.phone ?? '' },
    ...entriesOf(patient, ['deceasedOn'], names),
  ]);
}

const NONE = 'None recorded.';

export function drawAllergies(pdf: PdfDocument, { allergies, names }: ChartContent): void {
  pdf.table({
    columns: [
      { header: 'To', share: 3, isBold: true },
      { header: 'Kind', share: 1.5 },
      { header: 'Reaction', share: 3 },
      { header: 'Severity', share: 1.3 },
      { header: 'Recorded', share: 2.2 },
    ],
    rows: allergies.map(({ substance, kind, reaction, severity, recordedAt }) => ({
      cells: [
        substance,
        inWords(kind),
        reaction ?? '',
        severity === null ? '' : inWords(severity),
        instantInWords(recordedAt, names.timeZone),
      ],
    })),
    ifEmpty: NONE,
  });
}

export function drawConditions(pdf: PdfDocument, { conditions }: ChartContent): void {
  pdf.table({
    columns: [
      { header: 'ICD-10-CM', share: 1.4, isBold: true },
      { header: 'Condition', share: 4 },
      { header: 'Since', share: 1.5 },
      { header: 'Until', share: 1.5 },
      { header: 'Recorded by', share: 2.4 },
    ],
    rows: conditions.map((each) => ({
      isStruck: each.voidedAt !== null,
      tone: each.voidedAt === null ? 'plain' : 'warning',
      cells: [
        each.diagnosisCode ?? '',
        each.words,
        each.onsetOn === null ? '' : dayInWords(each.onsetOn),
        each.endedOn === null ? '' : dayInWords(each.endedOn),
        each.recordedByName + voidedWords(each),
      ],
    })),
    ifEmpty: NONE,
  });
}

type Voidable = { readonly voidedAt: string | null; readonly voidReason: string | null };

/** Added to what stands in a table, in case the line through it is not seen. */
export function voidedWords({ voidedAt, voidReason }: Voidable): string {
  return voidedAt === null ? '' : ` (VOIDED: ${voidReason ?? 'no reason given'})`;
}

export function drawInsurance(
  pdf: PdfDocument,
  { coverages }: Pick<ChartContent, 'coverages'>,
): void {
  pdf.table({
    columns: [
      { header: 'Payer', share: 3, isBold: true },
      { header: 'Turn', share: 0.7, align: 'end' },
      { header: 'Member id', share: 2 },
      { header: 'Group', share: 1.4 },
      { header: 'Subscriber', share: 2.4 },
      { header: 'Days', share: 2.4 },
    ],
    rows: coverages.map((each) => ({
      isStruck: each.voidedAt !== null,
      tone: each.voidedAt === null ? 'plain' : 'warning',
      cells: [
        each.payerName + voidedWords(each),
        String(each.priority),
        each.memberId,
        each.groupNumber ?? '',
        subscriberOf(each),
        spanInWords(each.startsOn, each.endsOn),
      ],
    })),
    ifEmpty: NONE,
  });
  for (const { payerName, authorizations } of coverages)
    for (const { authorizationNumber, startsOn, endsOn } of authorizations)
      pdf.paragraph(
        `Prior authorization ${authorizationNumber} of ${payerName}: ${spanInWords(startsOn, endsOn)}.`,
      );
}

function subscriberOf(coverage: ChartContent['coverages'][number]): string {
  const { subscriberFirstName, subscriberLastName, relationshipCode } = coverage;
  const name = [subscriberFirstName, subscriberLastName].filter((part) => part !== null).join(' ');
  return [name, relationshipNames[relationshipCode]].filter((part) => part !== '').join(', ');
}

function spanInWords(startsOn: string, endsOn: string | null): string {
  const start = dayInWords(startsOn);
  return endsOn === null ? `Since ${start}` : `${start} to ${dayInWords(endsOn)}`;
}

export function drawOrders(pdf: PdfDocument, orders: ChartContent['orders']): void {
  pdf.table({
    columns: [
      { header: 'Order', share: 1.6, isBold: true },
      { header: 'Ordered', share: 1.5 },
      { header: 'By', share: 2 },
      { header: 'Products', share: 4.6 },
      { header: 'Status', share: 2 },
    ],
    rows: orders.map((order) => ({
      cells: [
        order.orderNumber,
        dayInWords(order.orderedOn),
        order.orderedByName,
        order.lines
          .map(
            ({ productName, productId, quantityOrdered, quantityUsed }) =>
              `${productName} (${productId}): ${quantityOrdered} ordered, ${quantityUsed} used`,
          )
          .join('\n'),
        [inWords(order.status), ...(order.isUnplanned ? ['made for what was used'] : [])].join(
          ', ',
        ) + (order.cancelReason === null ? '' : ` (${order.cancelReason})`),
      ],
    })),
    ifEmpty: 'None.',
  });
}
