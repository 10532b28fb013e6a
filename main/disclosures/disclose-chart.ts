import { z } from 'zod';
import type { FailuresOf } from '../../shared/base/contract.ts';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { disclosureOperations } from '../../shared/disclosures/contract.ts';
import { disclosureProblem } from '../../shared/disclosures/disclosure.ts';
import { printedPicture } from '../attachments/actions.ts';
import type { PdfLayout } from '../platform/pdf/pdf-sheet.ts';
import { readPdfFonts } from '../platform/pdf-fonts.ts';
import { type AttachedFiles, attachedFiles } from './attached-files.ts';
import { type ChartContent, readChart } from './chart-content.ts';
import type { ChartReads, DisclosureJob } from './chart-reads.ts';
import { drawChart } from './draw-chart.ts';
import type { Showing } from './draw-files.ts';
import { whoIs } from './draw-lists.ts';
import { instantInWords } from '../../shared/charts/field-words.ts';
import { giveOut, givenOutOf } from './give-out.ts';
import { type LinkedPart, readLinkedParts } from './linked-charts.ts';

type Op = (typeof disclosureOperations)['disclosures.chart'];

export const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

/** What handlers of this slice are made with. */
export type DisclosureParts = {
  readonly reads: ChartReads;
  /** Where the fonts are that PDFs carry. */
  readonly fontsFolder: () => string;
};

/** What a job that is resumed goes on from: only one whose disclosure is written down does not begin anew. */
const writtenCursor = z.object({
  disclosureId: z.uuid(),
  name: z.string(),
  byteLengths: z.object({ pdf: z.int(), zip: z.int() }),
  missing: z.array(z.string()),
});

export function writtenBefore({ cursor }: DisclosureJob) {
  return writtenCursor.safeParse(cursor).data ?? null;
}

/** Writes a chart into its two files, and down that it was given out. */
export async function discloseChart(
  asked: z.output<Op['input']>,
  job: DisclosureJob,
  parts: DisclosureParts,
): Promise<Result<z.input<Op['output']>, FailuresOf<Op>>> {
  const written = writtenBefore(job);
  if (written) return ok(await givenOutOf(job, written));
  const problem = disclosureProblem(asked);
  if (problem) return fail('BasisNoteMissing', problem.words);
  if (asked.fromOn !== null && asked.toOn !== null && asked.toOn < asked.fromOn)
    return fail('ImpossibleDays', 'The last day is before the first. Check both days.');
  const content = await readChart(job, parts.reads, asked);
  if (content === null) return unknownPatient;
  const { linkedCharts } = asked.withLinked ? content : { linkedCharts: [] };
  const linked = await readLinkedParts(job, parts.reads, { linkedCharts, wanted: asked });
  const own = attachedFiles(content);
  // Loaded when it is needed: the maker of PDFs is larger than all the rest.
  const { createPdfDocument } = await import('../platform/pdf/pdf-document.ts');
  const pdf = await createPdfDocument(await layoutOf(job, content, { what: 'Chart', parts }));
  await drawChart(pdf, content, { wanted: asked, showing: showingOf(job, content, own), linked });
  const { fromOn, toOn } = asked;
  const about = {
    kind: 'chart',
    treatmentRecordId: null,
    parts: asked.parts,
    fromOn,
    toOn,
  } as const;
  const made = { asked, about, name: 'chart', pdf: await pdf.finish() };
  return ok(await giveOut(job, { ...made, ...withLinked(content, own, linked) }));
}

/** The files of a chart and of those that go along, and whose these are. */
function withLinked(content: ChartContent, own: AttachedFiles, linked: readonly LinkedPart[]) {
  const all = [own, ...linked.map(({ files }) => files)];
  return {
    linkedPatientIds: linked.map((part) => part.content.patient.id),
    attached: {
      pathOf: new Map(all.flatMap(({ pathOf }) => [...pathOf])),
      all: all.flatMap((files) => files.all),
    },
    told: [...toldOf(content), ...linked.flatMap((part) => toldOf(part.content, part.folder))],
  };
}

/** What the pages of a chart show, and how they give others a turn. */
export function showingOf(
  job: DisclosureJob,
  { names }: Pick<ChartContent, 'names'>,
  files: Showing['files'],
): Showing {
  return {
    names,
    files,
    pictureOf: (digest) => printedPicture(job.files, digest),
    turn: (label, done, total) => job.chunk(async () => ({ cursor: null, label, done, total })),
  };
}

/** Whom the pages are about, what they are, and who made them when. */
export async function layoutOf(
  { now, actor }: Pick<DisclosureJob, 'now' | 'actor'>,
  { patient, site, names }: Pick<ChartContent, 'patient' | 'site' | 'names'>,
  { what, parts }: { readonly what: string; readonly parts: DisclosureParts },
): Promise<PdfLayout> {
  const made = `Made ${instantInWords(now.toISOString(), names.timeZone)} by ${actor.displayName}`;
  return {
    fonts: await readPdfFonts(parts.fontsFolder()),
    facts: { title: what, madeAt: now },
    header: { who: whoIs(patient), what: `${what} · ${site.name}` },
    footer: `Confidential health information · ${made} with Caretrail`,
  };
}

/** The same as the pages say, for programs. */
function toldOf(content: ChartContent, folder = ''): readonly (readonly [string, unknown])[] {
  const { site: _, names: __, ...parts } = content;
  return Object.entries(parts).map(([part, value]) => [`${folder}data/${part}.json`, value]);
}
