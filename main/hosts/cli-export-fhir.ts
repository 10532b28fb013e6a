import { createHash } from 'node:crypto';
import { link, open as openFile, rename, rm } from 'node:fs/promises';
import {
  type FhirExported,
  fhirExported,
  type FhirForm,
  type FhirScope,
} from '../../shared/exchange/fhir-contract.ts';
import type { AskedDisclosure } from '../../shared/disclosures/disclosure.ts';
import { answered, type GivenAnswers } from './cli-answers.ts';
import { type CommandLine, expectValue, type OpenCore, withCore } from './cli-core.ts';
import { type ExitCode, misused } from './cli-failure.ts';
import { runJob } from './cli-job.ts';
import { endWithSentences } from './cli-reply.ts';
import { patientOfMrn } from './cli-patient.ts';
import { signIn } from './cli-sign-in.ts';
import { alreadyThere, checkTarget, notWritten, type Target } from './cli-target.ts';

export type FhirExport = Target & {
  /** One chart by its medical record number, or what was done in some days. */
  readonly of: { readonly mrn: string } | { readonly fromOn: string; readonly toOn: string };
  readonly form: FhirForm;
  readonly answers: AskedDisclosure;
};

/** What `export fhir` was told, as it can be meant. */
export function fhirExportOf(
  options: GivenAnswers & {
    readonly patient?: string;
    readonly from?: string;
    readonly to?: string;
    readonly out: string;
    readonly ndjson?: boolean;
    readonly force?: boolean;
  },
): FhirExport {
  const { patient, from, to, out: path, ndjson, force, ...given } = options;
  const form = ndjson ? 'ndjson' : 'bundle';
  const rest = { form, path, mayReplace: force === true, answers: answered(given) } as const;
  if (patient !== undefined && from === undefined && to === undefined)
    return { of: { mrn: patient }, ...rest };
  if (patient !== undefined || from === undefined || to === undefined)
    throw misused('export fhir takes either --patient MRN, or --from and --to.');
  if (to < from) throw misused('--to is before --from.');
  return { of: { fromOn: from, toOn: to }, ...rest };
}

/** Gives charts out as FHIR into a file that only its owner can read: whole, or not at all. */
export async function exportFhir(line: CommandLine, wanted: FhirExport): Promise<ExitCode> {
  await checkTarget(wanted);
  const reply = await withCore(line, async (open) => {
    await signIn(line, open);
    const scope = await scopeOf(open, wanted.of);
    const { form, answers } = wanted;
    const begun = open.client['exchange.exportFhir']({ scope, form, ...answers });
    const made = await runJob(open, line.terminal, begun);
    if (made.ok) await writeFile(open, fhirExported.parse(made.value), wanted);
    return made;
  });
  return endWithSentences(line, reply, (value) => exportText(fhirExported.parse(value), wanted));
}

async function scopeOf(open: OpenCore, of: FhirExport['of']): Promise<FhirScope> {
  if ('fromOn' in of) return of;
  return { patientId: await patientOfMrn(open, of.mrn) };
}

/** Part by part into a file beside it, which takes the name once it is whole and on the disk. */
async function writeFile(open: OpenCore, made: FhirExported, wanted: FhirExport): Promise<void> {
  const { path, mayReplace } = wanted;
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeParts(open, made, beside);
    if (mayReplace) await rename(beside, path);
    // A link is made only where nothing stands.
    else await link(beside, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw alreadyThere(path);
    throw notWritten(path);
  } finally {
    await rm(beside, { force: true });
  }
}

async function writeParts(
  { core, session }: OpenCore,
  { digest, parts }: FhirExported,
  path: string,
): Promise<void> {
  const whole = createHash('sha256');
  const file = await openFile(path, 'wx', 0o600);
  try {
    for (const part of parts) {
      const bytes = expectValue(await core.getBytes(session, part.digest));
      whole.update(bytes);
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (whole.digest('hex') !== digest) throw new Error('The parts are not those of the file');
}

function exportText({ counts, digest }: FhirExported, { path, form }: FhirExport): string {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const kind = form === 'bundle' ? 'one Bundle' : 'a resource a line';
  return [
    `${total} resources are in ${path} (FHIR R4, ${kind}).`,
    ...counts.map(({ resourceType, count }) => `  ${count} ${resourceType}`),
    `The disclosure stands in the log of each chart. SHA-256 ${digest}`,
  ].join('\n');
}
