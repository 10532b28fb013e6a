import { type GivenOut, givenOut } from '../../shared/disclosures/contract.ts';
import type { AskedDisclosure, ChartPart } from '../../shared/disclosures/disclosure.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import type { ExitCode } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { patientOfMrn } from './cli-patient.ts';
import { signIn } from './cli-sign-in.ts';
import { checkTarget, type Target, writeTarget } from './cli-target.ts';

/** A path that ends with `.pdf` gets the pages alone; any other the ZIP. */
export type ChartExport = Target & {
  /** A chart by its medical record number, or the audit packet of one record. */
  readonly of:
    | {
        readonly mrn: string;
        readonly parts: readonly ChartPart[];
        readonly fromOn: string | null;
        readonly toOn: string | null;
        /** Whether other charts of the same person go along. */
        readonly withLinked: boolean;
      }
    | { readonly treatmentRecordId: string };
  readonly answers: AskedDisclosure;
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
    const patientId = await patientOfMrn(open, mrn);
    return client['disclosures.chart']({ patientId, ...answers, parts: [...parts], ...days });
  }
  const { treatmentRecordId } = of;
  const { patientId } = expectValue(await client['treatments.get']({ treatmentRecordId }));
  return client['disclosures.defencePacket']({ patientId, treatmentRecordId, ...answers });
}

async function writeFile(
  { core, session }: OpenCore,
  made: GivenOut,
  wanted: ChartExport,
): Promise<void> {
  const { digest } = isPdf(wanted.path) ? made.pdf : made.zip;
  const bytes = expectValue(await core.getBytes(session, digest));
  await writeTarget(wanted, bytes, 'The disclosure stands in the log all the same.');
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
