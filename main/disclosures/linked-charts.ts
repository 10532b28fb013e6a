import { civilDateAt } from '../../shared/base/civil-date.ts';
import { dayInWords } from '../../shared/disclosures/disclosure.ts';
import type { PdfDocument } from '../platform/pdf/pdf-document.ts';
import { whereRegistered } from '../sync/actions.ts';
import { attachedFiles, type AttachedFiles } from './attached-files.ts';
import { type ChartContent, type LinkedHead, readChart, type Wanted } from './chart-content.ts';
import { type ChartReads, type DisclosureJob, readInTurn } from './chart-reads.ts';
import { selectRegistration } from './store.ts';

/** Another chart of the same person that goes out as a part of its own. */
export type LinkedPart = {
  readonly content: ChartContent;
  /** Who linked it with the chart that was asked for, and why; null by way of a third chart. */
  readonly link: LinkedHead['link'];
  readonly registered: Awaited<ReturnType<typeof selectRegistration>> & {
    /** On which computer, in words. */
    readonly where: string;
  };
  /** Where its files stand in the ZIP; ends with a slash. */
  readonly folder: string;
  readonly files: AttachedFiles;
};

/** Reads the other charts of the person as the one that was asked for, each in short turns. */
export async function readLinkedParts(
  job: DisclosureJob,
  reads: ChartReads,
  { linkedCharts, wanted }: Pick<ChartContent, 'linkedCharts'> & { readonly wanted: Wanted },
): Promise<readonly LinkedPart[]> {
  const parts: LinkedPart[] = [];
  for (const [nth, { patient, link }] of linkedCharts.entries()) {
    const patientId = patient.id;
    const content = await readChart(job, reads, { ...wanted, patientId });
    // Gone since the first one was read.
    if (content === null) continue;
    const at = { label: 'Patient', done: nth, total: linkedCharts.length };
    const registered = await readInTurn(job, at, async ({ db }) => ({
      ...(await selectRegistration(db, patientId)),
      where: await whereRegistered(db, patientId),
    }));
    const folder = `linked-chart-${nth + 1}/`;
    parts.push({ content, link, registered, folder, files: attachedFiles(content, folder) });
  }
  return parts;
}

/** A chart by its number, as covers name it. */
export function numberOf({ mrn }: LinkedHead['patient']): string {
  return mrn === null ? 'a chart without MRN' : `MRN ${mrn}`;
}

type Heads = readonly Pick<LinkedHead, 'patient'>[];

const numbersOf = (heads: Heads): string =>
  heads.map(({ patient }) => numberOf(patient)).join(', ');

/** What the cover says of the other charts of the person; nothing where there are none. */
export function drawOtherCharts(
  pdf: PdfDocument,
  { all, included }: { readonly all: Heads; readonly included: Heads },
): void {
  const ids = new Set(included.map(({ patient }) => patient.id));
  const left = all.filter(({ patient }) => !ids.has(patient.id));
  if (included.length > 0)
    pdf.paragraph(
      `This person has more than one chart here. Also in this file, each as a part of its own at the end: ${numbersOf(included)}.`,
      { isBold: true },
    );
  if (left.length > 0)
    pdf.paragraph(
      `NOT IN THIS FILE: this person has another chart here, ${numbersOf(left)}. Its allergies, treatments and everything else in it are left out.`,
      { isBold: true, tone: 'warning' },
    );
}

/** Whose number a linked chart has, where it was registered, and who says that it is the same person's. */
export function drawLinkedCover(pdf: PdfDocument, { content, link, registered }: LinkedPart): void {
  const { names, linkedCharts } = content;
  const day = (instant: string) => dayInWords(civilDateAt(new Date(instant), names.timeZone));
  const by = registered.byName === null ? '' : ` by ${registered.byName}`;
  pdf.keyValues([
    { label: 'Number', value: numberOf(content.patient) },
    { label: 'Same person as', value: numbersOf(linkedCharts) },
    {
      label: 'Registered',
      value: `${day(registered.registeredAt)}${by}, on ${registered.where}`,
    },
    {
      label: 'Linked',
      value:
        link === null
          ? 'By way of a third chart'
          : `${day(link.saidAt)} by ${link.saidByName}: ${link.reason}`,
    },
  ]);
}
