import {
  type ChartPart,
  chartPartWords,
  daysInWords,
} from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import type { ChartContent, Wanted } from './chart-content.ts';
import { drawDocuments, drawPhotos, type Showing } from './draw-files.ts';
import {
  drawAllergies,
  drawConditions,
  drawInsurance,
  drawOrders,
  drawPatient,
  nameOf,
} from './draw-lists.ts';
import { drawTreatment, drawTreatmentTable } from './draw-treatments.ts';
import { drawProtocols, drawWound } from './draw-wounds.ts';

/** The whole chart, or the parts that were asked for, in the order in which somebody reads one. */
export async function drawChart(
  pdf: PdfDocument,
  content: ChartContent,
  { wanted, showing }: { readonly wanted: Omit<Wanted, 'patientId'>; readonly showing: Showing },
): Promise<void> {
  pdf.title('Chart', nameOf(content.patient));
  drawCover(pdf, content, wanted);
  pdf.heading('Patient', 1);
  drawPatient(pdf, content);
  const has = (part: ChartPart): boolean => wanted.parts.includes(part);
  for (const part of SECTIONS)
    if (has(part)) {
      pdf.heading(chartPartWords[part], 1);
      await drawPart(pdf, part, { content, showing });
    }
}

const SECTIONS: readonly ChartPart[] = [
  'allergies',
  'conditions',
  'insurance',
  'wounds',
  'treatments',
  'protocols',
  'orders',
  'photos',
  'documents',
];

function drawCover(
  pdf: PdfDocument,
  content: ChartContent,
  wanted: Omit<Wanted, 'patientId'>,
): void {
  const left = SECTIONS.filter((part) => !wanted.parts.includes(part));
  if (content.site.isDemonstration)
    pdf.paragraph('Demonstration: a fictional person. Not a real record.', { isBold: true });
  pdf.keyValues([
    { label: 'From', value: content.site.name },
    { label: 'Days', value: daysInWords(wanted) },
    ...(left.length === 0
      ? [{ label: 'Holds', value: 'The whole chart' }]
      : [{ label: 'Left out', value: left.map((part) => chartPartWords[part]).join(', ') }]),
    { label: 'Times', value: `On the clocks of ${content.names.timeZone}` },
  ]);
  if (wanted.fromOn !== null || wanted.toOn !== null)
    pdf.paragraph(
      'Assessments, treatments, orders, photos and documents are of these days. Lists such as allergies, problems, insurance and wounds are as they stand now.',
      { tone: 'quiet' },
    );
}

type Drawn = { readonly content: ChartContent; readonly showing: Showing };

const RECORDS_PER_TURN = 4;

async function drawPart(
  pdf: PdfDocument,
  part: ChartPart,
  { content, showing }: Drawn,
): Promise<void> {
  const { names } = content;
  if (part === 'allergies') return drawAllergies(pdf, content);
  if (part === 'conditions') return drawConditions(pdf, content);
  if (part === 'insurance') return drawInsurance(pdf, content);
  if (part === 'orders') return drawOrders(pdf, content.orders);
  if (part === 'photos') return drawPhotos(pdf, content.photos, showing);
  if (part === 'documents') return drawDocuments(pdf, content.documents, showing);
  if (part === 'treatments') return drawTreatments(pdf, { content, showing });
  if (content.wounds.length === 0) return pdf.paragraph('None recorded.', { tone: 'quiet' });
  for (const [nth, told] of content.wounds.entries()) {
    await showing.turn('Pages', nth, content.wounds.length);
    if (part === 'wounds') drawWound(pdf, told, names);
    else drawProtocols(pdf, told);
  }
  return undefined;
}

async function drawTreatments(pdf: PdfDocument, { content, showing }: Drawn): Promise<void> {
  const { treatments, names } = content;
  await drawTreatmentTable(pdf, treatments, showing);
  for (const [nth, told] of treatments.entries()) {
    if (nth % RECORDS_PER_TURN === 0) await showing.turn('Pages', nth, treatments.length);
    drawTreatment(pdf, told, names);
  }
}
