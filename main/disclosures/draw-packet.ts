import { areaReductionPercent, daysBetween } from '../../shared/assessments/area-reduction.ts';
import { areaInWords, changeInWords } from '../../shared/base/size-words.ts';
import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import { photosOf } from './attached-files.ts';
import { captionOf, drawDocuments, drawPhotos, type Showing } from './draw-files.ts';
import { drawInsurance, drawOrders, drawPatient, nameOf } from './draw-lists.ts';
import {
  fieldLabel,
  fieldValue,
  instantInWords,
  inWords,
} from '../../shared/charts/field-words.ts';
import { drawTreatment, drawTreatmentTable, wasteStatement } from './draw-treatments.ts';
import { drawAssessment, drawCourse, drawProtocols, sizeInWords } from './draw-wounds.ts';
import { drawOtherCharts } from './linked-charts.ts';
import type { PacketContent } from './packet-content.ts';

/** What an auditor asks about one application, in the order in which they ask. */
export async function drawPacket(
  pdf: PdfDocument,
  content: PacketContent,
  showing: Showing,
): Promise<void> {
  const { told, wound, names } = content;
  const { record } = told;
  pdf.title(
    'Audit packet',
    `${record.productName}, ${dayInWords(record.dateApplied)}, ${nameOf(content.patient)}`,
  );
  if (content.site.isDemonstration)
    pdf.paragraph('Demonstration: a fictional person. Not a real record.', { isBold: true });
  drawSummary(pdf, content);
  drawOtherCharts(pdf, { all: content.linkedCharts, included: [] });
  pdf.heading('Patient and insurance on that day', 1);
  drawPatient(pdf, content);
  drawInsurance(pdf, content);
  pdf.heading('The record', 1);
  drawTreatment(pdf, told, names);
  pdf.heading('The product', 1);
  drawProduct(pdf, content);
  pdf.heading('Size before and after', 1);
  await drawBeforeAndAfter(pdf, content, showing);
  pdf.heading('Care before the application', 1);
  await drawCareBefore(pdf, content, showing);
  if (wound !== null) {
    pdf.heading('Protocols and deviations', 1);
    drawProtocols(pdf, wound);
  }
  pdf.heading('The order', 1);
  drawOrders(pdf, content.orders);
  pdf.heading('Photos', 1);
  await drawPhotos(pdf, content.photos, showing);
  pdf.heading('Documents', 1);
  await drawDocuments(pdf, content.documents, showing);
  pdf.heading('Who did or saw what of this record', 1);
  drawTrail(pdf, content);
}

function drawSummary(
  pdf: PdfDocument,
  { told, product, names, before, after }: PacketContent,
): void {
  const { record, history } = told;
  const said = (key: keyof typeof record) => ({
    label: fieldLabel(key),
    value: fieldValue(key, record[key], names),
  });
  const signed = history.signatures.map(({ meaning, signerName, signerCredential, signedAt }) => {
    const who = [signerName, signerCredential].filter((part) => part !== null).join(', ');
    return `${inWords(meaning)}: ${who}, ${instantInWords(signedAt, names.timeZone)}`;
  });
  const size = (assessed: PacketContent['before']) =>
    assessed === null
      ? ''
      : `${areaInWords(assessed.record.areaMm2 ?? 0)} on ${dayInWords(assessed.record.assessedOn)}`;
  pdf.keyValues([
    { label: 'Record', value: record.id },
    said('dateApplied'),
    { label: 'Product', value: `${record.productName} (${record.productId})` },
    { label: 'HCPCS', value: product?.hcpcsCode ?? '' },
    said('lotNumber'),
    said('serialNumber'),
    said('expiresOn'),
    said('labelScans'),
    { label: 'Opened, applied, discarded', value: wasteStatement(record) },
    said('woundId'),
    { label: 'Size before', value: size(before) },
    { label: 'Size after', value: size(after) },
    { label: 'Performed by', value: record.performedByName ?? record.recordedByName },
    {
      label: 'Recorded by',
      value: `${record.recordedByName}, ${instantInWords(record.createdAt, names.timeZone)}`,
    },
    { label: 'Signatures', value: signed.join('\n') },
    { label: 'Amendments', value: String(history.amendments.length) },
  ]);
}

function drawProduct(pdf: PdfDocument, { product, told }: PacketContent): void {
  if (product === null)
    return pdf.paragraph(`${told.record.productId} is not in the catalogue any more.`);
  return pdf.keyValues([
    { label: 'Name', value: product.name },
    { label: 'Maker', value: product.maker ?? '' },
    { label: 'HCPCS', value: product.hcpcsCode ?? '' },
    { label: 'Class', value: product.productClass === null ? '' : inWords(product.productClass) },
    {
      label: 'Area of a piece',
      value: product.packageMm2 === null ? '' : areaInWords(product.packageMm2),
    },
    {
      label: 'Device identifiers',
      value: product.identifiers
        .map(({ issuer, deviceIdentifier }) => `${issuer.toUpperCase()} ${deviceIdentifier}`)
        .join('\n'),
    },
  ]);
}

async function drawBeforeAndAfter(
  pdf: PdfDocument,
  { before, after, wound, photos, told, names }: PacketContent,
  showing: Showing,
): Promise<void> {
  if (wound === null) return pdf.paragraph('The record names no wound.');
  const sizes = [before, after].flatMap((each) => each?.record ?? []);
  pdf.table({
    columns: [
      { header: '', share: 1, isBold: true },
      { header: 'Assessed', share: 2 },
      { header: 'Length × width × depth', share: 3 },
      { header: 'Area', share: 1.5, align: 'end' },
      { header: 'Measured by', share: 2 },
    ],
    rows: sizes.map((record) => ({
      cells: [
        record.id === before?.record.id ? 'Before' : 'After',
        `${dayInWords(record.assessedOn)} (${daysFrom(told.record.dateApplied, record.assessedOn)})`,
        sizeInWords(record),
        areaInWords(record.areaMm2 ?? 0),
        record.method === null ? '' : inWords(record.method),
      ],
    })),
    ifEmpty: 'No size was measured before or after.',
  });
  if (before && after) pdf.paragraph(changeBetween(before.record, after.record), { isBold: true });
  const pairs = [before, after].flatMap((each, index) => {
    const photo =
      each && photosOf({ photos }, each.record.id).find(({ voidedAt }) => voidedAt === null);
    return photo ? [{ photo, side: index === 0 ? 'Before' : 'After' }] : [];
  });
  const pictures = await Promise.all(
    pairs.map(async ({ photo, side }) => ({
      bytes: await showing.pictureOf(photo.digest),
      caption: `${side}: ${captionOf(photo, showing)}`,
    })),
  );
  await pdf.pictures({ pictures, perRow: 2 });
  for (const each of [before, after]) if (each) drawAssessment(pdf, each, names);
  pdf.heading('All sizes of the wound', 2);
  return drawCourse(pdf, wound.assessments);
}

function daysFrom(day: string, on: string): string {
  const days = daysBetween(day, on);
  if (days === 0) return 'the same day';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days < 0 ? 'before' : 'after'}`;
}

type Sized = NonNullable<PacketContent['before']>['record'];

function changeBetween(before: Sized, after: Sized): string {
  if (before.method !== after.method) return 'Measured in two ways: the change is not counted.';
  const reduction = areaReductionPercent(before.areaMm2 ?? 0, after.areaMm2 ?? 0);
  return reduction === null ? '' : `Change of the area: ${changeInWords(reduction)}`;
}

async function drawCareBefore(
  pdf: PdfDocument,
  { earlier, coverage, told }: PacketContent,
  showing: Showing,
): Promise<void> {
  const before = earlier.filter(({ id }) => id !== told.record.id);
  if (coverage !== null) {
    const { conservative, applications } = coverage.clock;
    const { firstOn, untilOn, weeks, weeksWithTreatment } = conservative;
    pdf.keyValues([
      {
        label: 'Conservative care',
        value:
          firstOn === null
            ? 'None is documented here before the first skin substitute'
            : `${dayInWords(firstOn)} to ${dayInWords(untilOn)}: ${weeks} whole weeks, with a treatment documented in ${weeksWithTreatment} of them`,
      },
      {
        label: 'Skin substitutes',
        value: applications
          .filter(({ on }) => on <= told.record.dateApplied)
          .map(({ on, productNames }) => `${dayInWords(on)}: ${productNames.join(', ')}`)
          .join('\n'),
      },
      ...(coverage.rule === null ? [] : [{ label: 'Rule looked at', value: coverage.rule.title }]),
    ]);
    for (const { words } of coverage.advice) pdf.paragraph(`• ${words}`);
  }
  await drawTreatmentTable(
    pdf,
    before.map((record) => ({ record })),
    showing,
  );
}

function drawTrail(pdf: PdfDocument, { trail, names }: PacketContent): void {
  pdf.table({
    columns: [
      { header: 'When', share: 2.2 },
      { header: 'Who', share: 2.5 },
      { header: 'What', share: 3 },
      { header: 'From', share: 1.6 },
      { header: 'Outcome', share: 1.2 },
    ],
    rows: trail.map(({ occurredAt, userName, operation, host, outcome }) => ({
      cells: [
        instantInWords(occurredAt, names.timeZone),
        userName ?? 'Not signed in',
        operation,
        host,
        inWords(outcome),
      ],
    })),
    ifEmpty: 'Nothing is in the trail of this computer.',
  });
}
