import { access, constants, open as openFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type GivenOut, givenOut } from '../../shared/disclosures/contract.ts';
import type { AskedDisclosure, ChartPart } from '../../shared/disclosures/disclosure.ts';
import { mrnKey } from '../../shared/patients/patient.ts';
import { savePrivately } from '../platform/private-file.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused, refused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { signIn } from './cli-sign-in.ts';
import { shellWord } from './cli-text.ts';

export type ChartExport = {
  /** A chart by its medical record number, or the audit packet of one record. */
  readonly of:
    | {
        readonly mrn: string;
        readonly parts: readonly ChartPart[];
        readonly fromOn: string | null;
        readonly toOn: string | null;
      }
    | { readonly treatmentRecordId: string };
  readonly answers: AskedDisclosure;
  /** Ends with `.pdf` for the pages alone; else the ZIP goes there. */
  readonly path: string;
  readonly mayReplace: boolean;
};

/** Gives a chart or a packet out into a file that only its owner can read: whole, or not at all. */
export async function exportChart(line: CommandLine, wanted: ChartExport): Promise<ExitCode> {
  await checkTarget(wanted);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const made = await runJob(open, line.terminal, begun(open, wanted));
    if (made.ok) await writeFile(open, givenOut.parse(made.value), wanted);
    return made;
  });
  return endWithSentences(line, reply, (value) => exportText(givenOut.parse(value), wanted));
}

async function begun(open: OpenCore, { of, answers }: ChartExport) {
  const { client } = open;
  if ('mrn' in of) {
    const { mrn, parts, ...days } = of;
    const patientId = await patientOf(open, mrn);
    return client['disclosures.chart']({ patientId, ...answers, parts: [...parts], ...days });
  }
  const { treatmentRecordId } = of;
  const { patientId } = expectValue(await client['treatments.get']({ treatmentRecordId }));
  return client['disclosures.defencePacket']({ patientId, treatmentRecordId, ...answers });
}

async function patientOf({ client }: OpenCore, typed: string): Promise<string> {
  const key = mrnKey(typed);
  const patients = expectValue(await client['patients.find']({ text: typed, limit: 200 }));
  const found = patients.filter(({ mrn }) => key !== null && mrnKey(mrn) === key);
  const [only] = found;
  if (only === undefined) throw refused('Nobody here has that medical record number.');
  if (found.length > 1) throw refused('Several people here have that medical record number.');
  return only.id;
}

async function checkTarget({ path, mayReplace }: ChartExport): Promise<void> {
  const standing = await stat(path).catch(() => null);
  if (standing?.isDirectory()) throw misused(`${shellWord(path)} is a folder.`);
  if (standing && !mayReplace) throw alreadyThere(path);
  await access(dirname(path), constants.W_OK).catch(() => {
    throw refused(`The folder of ${shellWord(path)} cannot be written to.`);
  });
}

function alreadyThere(path: string) {
  return refused(`${shellWord(path)} is already there; --force replaces it.`);
}

async function writeFile(
  { core, session }: OpenCore,
  made: GivenOut,
  { path, mayReplace }: ChartExport,
): Promise<void> {
  const { digest } = isPdf(path) ? made.pdf : made.zip;
  const bytes = expectValue(await core.getBytes(session, digest));
  if (!mayReplace) await claim(path);
  try {
    await savePrivately(path, bytes);
  } catch {
    if (!mayReplace) await rm(path, { force: true });
    throw refused(
      `${shellWord(path)} could not be written. The disclosure stands in the log all the same.`,
    );
  }
}

// An empty file made exclusively holds the name until the whole one takes its place.
async function claim(path: string): Promise<void> {
  try {
    await (await openFile(path, 'wx', 0o600)).close();
  } catch {
    throw alreadyThere(path);
  }
}

function isPdf(path: string): boolean {
  return path.toLowerCase().endsWith('.pdf');
}

function exportText({ disclosure, pdf, zip, missing }: GivenOut, { path }: ChartExport): string {
  const { pageCount, fileCount } = disclosure;
  const what = isPdf(path) ? `${pageCount} pages` : `${fileCount} files`;
  return [
    `${what} are in ${path}, and the disclosure stands in the log.`,
    ...missing.map((name) => `Missing on this computer: ${name}`),
    `SHA-256 ${isPdf(path) ? pdf.digest : zip.digest}`,
  ].join('\n');
}
