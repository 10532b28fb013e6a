import { setImmediate } from 'node:timers/promises';
import type { Actor } from '../../../shared/base/permission.ts';
import { fail, ok } from '../../../shared/base/result.ts';
import { type AskedDisclosure, disclosureProblem } from '../../../shared/disclosures/disclosure.ts';
import {
  type FhirExported,
  fhirExported,
  type FhirForm,
  type FhirScope,
} from '../../../shared/exchange/fhir-contract.ts';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { logFhirFile } from '../../disclosures/actions.ts';
import { findPatient } from '../../patients/actions.ts';
import type { JobContext } from '../../platform/context.ts';
import { deleteUnnamed, upsertStoredFile } from '../../platform/stored-files.ts';
import { chartPages } from './chart-resources.ts';
import { countRecords } from './chart-store.ts';
import { fileForm, putParts } from './export-file.ts';
import { asItMayBeWritten, createJudge, type FhirProblem, type Judge } from './judge.ts';
import { FHIR_EXPORT } from './export-store.ts';

/** What one computer hands to another at once, whatever its memory. */
const PART_BYTES = 32 * 1024 * 1024;

/** Judging so many takes about 10 ms; then others get their turn. */
const RESOURCES_PER_TURN = 30;

/** Stops an export: what it names tells where to look without telling what stands there. */
class NotValid extends Error {
  readonly resource: FhirResource;
  readonly problem: FhirProblem;
  constructor(resource: FhirResource, problem: FhirProblem) {
    super('A resource that is not valid');
    this.resource = resource;
    this.problem = problem;
  }
}

type Wanted = AskedDisclosure & { readonly scope: FhirScope; readonly form: FhirForm };

type ExportJob = JobContext & { readonly actor: Actor };

type Writing = {
  readonly wanted: Wanted;
  readonly job: JobContext;
  readonly judge: Judge;
  readonly total: number;
  readonly counts: Map<string, number>;
  /** Whose charts are in it. */
  readonly patientIds: string[];
};

/**
 * Writes charts as FHIR R4, and down of each that it was given out: whole or not at all. One that was stopped
 * begins anew, unless all of that was done.
 */
export async function exportFhir(wanted: Wanted, job: ExportJob, definitionsFile: string) {
  const { scope } = wanted;
  const before = fhirExported.safeParse(job.cursor);
  if (before.success) return ok(before.data);
  const unsaid = disclosureProblem(wanted);
  if (unsaid) return fail('BasisNoteMissing', unsaid.words);
  const patient =
    'patientId' in scope ? await job.read((db) => findPatient(db, scope.patientId)) : null;
  if (patient === undefined) return fail('UnknownPatient', 'There is no such patient.');
  const total = await job.read((db) => countRecords(db, scope));
  if (total === 0 && patient === null)
    return fail('NothingToExport', 'Nothing was recorded in these days.');
  const judge = await createJudge(definitionsFile);
  const counts = new Map<string, number>();
  const patientIds: string[] = [];
  const stored: string[] = [];
  const release = job.files.holdDeletions();
  try {
    const pieces = written({ wanted, job, judge, total, counts, patientIds });
    const onPart = (digest: string) => void stored.push(digest);
    const file = await putParts(job.files, pieces, { partBytes: PART_BYTES, onPart });
    const counted = [...counts].map(([resourceType, count]) => ({ resourceType, count }));
    const exported = { ...file, parts: [...file.parts], counts: counted };
    await keep(job, exported, { wanted, patientIds, total });
    return ok(exported);
  } catch (error) {
    release();
    // Parts of an export that came to nothing, unless something else needs them.
    await deleteUnnamed({ database: job, files: job.files }, stored);
    if (!(error instanceof NotValid)) throw error;
    const { resource, problem } = error;
    return fail(
      'NotValid',
      `Nothing was written: ${resource.resourceType} ${resource.id} is not what FHIR asks. ${problem.field} ${problem.rule}.`,
    );
  } finally {
    release();
  }
}

/** The file piece by piece; every resource is judged before its piece is given away. */
async function* written(writing: Writing): AsyncGenerator<Uint8Array> {
  const { wanted, job, judge, total, counts, patientIds } = writing;
  const form = fileForm(wanted.form, job.now);
  const encoder = new TextEncoder();
  let done = 0;
  let before = form.begin;
  for await (const { resources, records } of chartPages(job, wanted.scope)) {
    const texts: string[] = [];
    for (const [at, stating] of resources.entries()) {
      if (at % RESOURCES_PER_TURN === 0) await setImmediate();
      const { resource, problem } = asItMayBeWritten(stating, judge);
      if (problem !== null) throw new NotValid(resource, problem);
      counts.set(resource.resourceType, (counts.get(resource.resourceType) ?? 0) + 1);
      if (resource.resourceType === 'Patient') patientIds.push(resource.id);
      texts.push(before, form.write(resource));
      before = form.between;
    }
    if (texts.length > 0) yield encoder.encode(texts.join(''));
    done += records;
    await job.chunk(async () => ({ cursor: null, done, total, label: 'Records' }));
  }
  yield encoder.encode(form.end);
}

async function keep(
  job: ExportJob,
  exported: FhirExported,
  { wanted, patientIds, total }: Pick<Writing, 'wanted' | 'patientIds' | 'total'>,
): Promise<void> {
  const { digest, parts } = exported;
  const { scope, ...asked } = wanted;
  const days = 'patientId' in scope ? { fromOn: null, toOn: null } : scope;
  await job.chunk(async (context) => {
    const storedAt = context.now.toISOString();
    for (const part of parts)
      await upsertStoredFile(context.tx, { ...part, ...FHIR_EXPORT, storedAt });
    const disclosedBy = job.actor.userId;
    await logFhirFile(context, { asked, patientIds, digest, disclosedBy, ...days });
    return { cursor: exported, done: total, total, label: 'File' };
  });
}
