import { civilDateAt } from '../../shared/base/civil-date.ts';
import type { GivenOut } from '../../shared/disclosures/contract.ts';
import {
  answersIn,
  type AskedDisclosure,
  type Disclosure,
} from '../../shared/disclosures/disclosure.ts';
import { headForExport } from '../audit/actions.ts';
import type { ChunkContext } from '../platform/context.ts';
import type { MadePdf } from '../platform/pdf/pdf-sheet.ts';
import { deleteUnnamed } from '../platform/stored-files.ts';
import type { AttachedFiles } from './attached-files.ts';
import type { DisclosureJob } from './chart-reads.ts';
import {
  insertDisclosures,
  keepFiles,
  type KeptFile,
  selectDisclosure,
  selectSite,
} from './store.ts';
import { type ZipContents, type ZipEntry, zipStream } from './zip-stream.ts';

/** What is to be given out, once its pages are made. */
export type ToGiveOut = {
  readonly asked: AskedDisclosure & { readonly patientId: string };
  /** Whose charts go along in the same files: of each it is written down. */
  readonly linkedPatientIds: readonly string[];
  readonly about: Pick<Disclosure, 'kind' | 'treatmentRecordId' | 'parts' | 'fromOn' | 'toOn'>;
  /** What its files are called, without the day. */
  readonly name: string;
  readonly pdf: MadePdf;
  readonly attached: AttachedFiles;
  /** Files for programs: a path and what stands in it. */
  readonly told: readonly (readonly [path: string, value: unknown])[];
};

/**
 * Stores both files and writes the disclosure down in the one transaction that lets anybody fetch them.
 * One that stops before that leaves nothing.
 */
export async function giveOut(job: DisclosureJob, wanted: ToGiveOut): Promise<GivenOut> {
  const contents: ZipContents = { files: [], missing: [] };
  const stored: string[] = [];
  const written: Written[] = [];
  const release = job.files.holdDeletions();
  try {
    const { bytes } = wanted.pdf;
    const pdf = { digest: await job.files.put(bytes), byteLength: bytes.byteLength };
    stored.push(pdf.digest);
    const head = await headForExport(job);
    const told = [...wanted.told, ['audit-head.json', head] as const];
    const zip = await job.files.putStream(zipOf(job, { ...wanted, told }, contents));
    stored.push(zip.digest);
    await job.chunk(async (context) => {
      const made = await writeDown(context, { ...wanted, contents, files: { pdf, zip }, job });
      written.push(made);
      return { cursor: made, done: 1, total: 1, label: 'Written down' };
    });
  } finally {
    release();
    const database = { read: job.read };
    if (written.length === 0) await deleteUnnamed({ database, files: job.files }, stored);
  }
  const [made] = written;
  if (made === undefined) throw new Error('A disclosure that was not written down');
  return givenOutOf(job, made);
}

type Writing = ToGiveOut & {
  readonly job: DisclosureJob;
  readonly contents: ZipContents;
  readonly files: { readonly pdf: KeptFile; readonly zip: KeptFile };
};

async function writeDown(
  { tx, now, newId }: ChunkContext,
  { asked, about, name, job, contents, files: { pdf, zip }, ...made }: Writing,
): Promise<Written> {
  const disclosureId = newId();
  await keepFiles(tx, [pdf, zip], now);
  const charts = [
    { id: disclosureId, patientId: asked.patientId },
    ...made.linkedPatientIds.map((patientId) => ({ id: newId(), patientId })),
  ];
  await insertDisclosures(tx, charts, {
    ...about,
    ...answersIn(asked),
    pdfDigest: pdf.digest,
    zipDigest: zip.digest,
    pageCount: made.pdf.pageCount,
    fileCount: contents.files.length,
    missingCount: contents.missing.length,
    disclosedBy: job.actor.userId,
    disclosedAt: now.toISOString(),
  });
  return {
    disclosureId,
    name,
    byteLengths: { pdf: pdf.byteLength, zip: zip.byteLength },
    missing: contents.missing.map(({ path }) => path),
  };
}

export type Written = {
  readonly disclosureId: string;
  readonly name: string;
  readonly byteLengths: { readonly pdf: number; readonly zip: number };
  readonly missing: readonly string[];
};

/** What a job answers whose disclosure is written down. */
export async function givenOutOf(job: DisclosureJob, written: Written): Promise<GivenOut> {
  const { disclosureId, name, byteLengths, missing } = written;
  return job.read(async (db) => {
    const disclosure = await selectDisclosure(db, disclosureId);
    if (!disclosure) throw new Error('A disclosure that was just written is not there');
    const { timeZone } = await selectSite(db);
    const day = civilDateAt(new Date(disclosure.disclosedAt), timeZone);
    const file = (digest: string | null, byteLength: number, extension: string) => {
      if (digest === null) throw new Error('A disclosure of pages that has none');
      return { digest, byteLength, fileName: `caretrail-${name}-${day}.${extension}` };
    };
    return {
      disclosure,
      pdf: file(disclosure.pdfDigest, byteLengths.pdf, 'pdf'),
      zip: file(disclosure.zipDigest, byteLengths.zip, 'zip'),
      missing: [...missing],
    };
  });
}

function zipOf(job: DisclosureJob, wanted: ToGiveOut, contents: ZipContents) {
  const encoder = new TextEncoder();
  const entries: ZipEntry[] = [
    {
      path: `${wanted.name}.pdf`,
      isText: false,
      digest: null,
      open: async () => [wanted.pdf.bytes],
    },
    ...wanted.told.map(([path, value]) => ({
      path,
      isText: true,
      digest: null,
      open: async () => [encoder.encode(`${JSON.stringify(value, null, 2)}\n`)],
    })),
    ...wanted.attached.all.map(({ path, digest }) => ({
      path,
      digest,
      isText: false,
      open: () => storedBytes(job, digest),
    })),
  ];
  return zipStream(
    {
      entries,
      madeAt: job.now,
      onFile: (nth, count) =>
        job.chunk(async () => ({ cursor: null, done: nth, total: count, label: 'Files' })),
      closing: [
        ({ files, missing }) => [
          'manifest.json',
          `${JSON.stringify({ madeAt: job.now, files, missing }, null, 2)}\n`,
        ],
        // `sha256sum --check` reads it.
        ({ files }) => [
          'SHA256SUMS',
          files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''),
        ],
      ],
    },
    contents,
  );
}

/** Whole, so that one that was altered is found before anything of it goes out. */
async function storedBytes({ files }: DisclosureJob, digest: string) {
  try {
    const bytes = await files.get(digest);
    return bytes && [bytes];
  } catch {
    return null;
  }
}
