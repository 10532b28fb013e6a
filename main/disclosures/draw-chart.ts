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
import { drawLinkedCover, drawOtherCharts, type LinkedPart, numberOf } from './linked-charts.ts';
import { drawTreatment, drawTreatmentTable } from './draw-treatments.ts';
import { drawProtocols, drawWound } from './draw-wounds.ts';

/** The whole chart, or the parts that were asked for, in the order in which somebody reads one. */
export async function drawChart(
  pdf: PdfDocument,
  content: ChartContent,
  drawing: { readonly wanted: Asked; readonly showing: Showing; readonly linked: LinkedParts },
): Promise<void> {
  const { wanted, showing, linked } = drawing;
  pdf.title('Chart', nameOf(content.patient));
  drawCover(pdf, content, wanted);
  const included = linked.map((part) => part.content);
  drawOtherCharts(pdf, { all: content.linkedCharts, included });
  await drawSections(pdf, wanted, { content, showing });
  for (const part of linked) {
    pdf.newPage();
    pdf.title(`Linked chart, ${numberOf(part.content.patient)}`, nameOf(part.content.patient));
    drawLinkedCover(pdf, part);
    const { names } = part.content;
    const files = { ...showing, names, files: part.files };
    await drawSections(pdf, wanted, { content: part.content, showing: files });
  }
}

type Asked = Omit<Wanted, 'patientId'>;
type LinkedParts = readonly LinkedPart[];

async function drawSections(pdf: PdfDocument, { parts }: Asked, drawn: Drawn): Promise<void> {
  pdf.heading('Patient', 1);
  drawPatient(pdf, drawn.content);
  for (const part of SECTIONS)
    if (parts.includes(part)) {
      pdf.heading(chartPartWords[part], 1);
      await drawPart(pdf, part, drawn);
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

function drawCover(pdf: PdfDocument, content: ChartContent, wanted: Asked): void {
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
