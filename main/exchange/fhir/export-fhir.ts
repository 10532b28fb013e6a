import { setImmediate } from 'node:timers/promises';
import { fail, ok } from '../../../shared/base/result.ts';
import type { FhirForm, FhirScope } from '../../../shared/exchange/fhir-contract.ts';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import { findPatient } from '../../patients/actions.ts';
import type { JobContext } from '../../platform/context.ts';
import { upsertStoredFile } from '../../platform/stored-files.ts';
import { chartPages } from './chart-resources.ts';
import { countRecords } from './chart-store.ts';
import { fileForm, putParts, type WrittenParts } from './export-file.ts';
import { createJudge, type FhirProblem, type Judge } from './judge.ts';
import { FHIR_EXPORT, selectNeededDigests } from './export-store.ts';

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

type Wanted = { readonly scope: FhirScope; readonly form: FhirForm };

type Writing = {
  readonly wanted: Wanted;
  readonly job: JobContext;
  readonly judge: Judge;
  readonly total: number;
  readonly counts: Map<string, number>;
};

/** Writes charts as FHIR R4, whole or not at all: one that was stopped begins anew. */
export async function exportFhir(wanted: Wanted, job: JobContext, definitionsFile: string) {
  const { scope } = wanted;
  const patient =
    'patientId' in scope ? await job.read((db) => findPatient(db, scope.patientId)) : null;
  if (patient === undefined) return fail('UnknownPatient', 'There is no such patient.');
  const total = await job.read((db) => countRecords(db, scope));
  if (total === 0 && patient === null)
    return fail('NothingToExport', 'Nothing was recorded in these days.');
  const judge = await createJudge(definitionsFile);
  const counts = new Map<string, number>();
  const stored: string[] = [];
  const release = job.files.holdDeletions();
  try {
    const pieces = written({ wanted, job, judge, total, counts });
    const onPart = (digest: string) => void stored.push(digest);
    const file = await putParts(job.files, pieces, { partBytes: PART_BYTES, onPart });
    await keep(job, file, total);
    const counted = [...counts].map(([resourceType, count]) => ({ resourceType, count }));
    return ok({ ...file, parts: [...file.parts], counts: counted });
  } catch (error) {
    release();
    await forget(job, stored);
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
  const { wanted, job, judge, total, counts } = writing;
  const form = fileForm(wanted.form, job.now);
  const encoder = new TextEncoder();
  let done = 0;
  let before = form.begin;
  for await (const { resources, records } of chartPages(job, wanted.scope)) {
    const texts: string[] = [];
    for (const [at, resource] of resources.entries()) {
      if (at % RESOURCES_PER_TURN === 0) await setImmediate();
      const problem = judge(resource);
      if (problem !== null) throw new NotValid(resource, problem);
      counts.set(resource.resourceType, (counts.get(resource.resourceType) ?? 0) + 1);
      texts.push(before, form.write(resource));
      before = form.between;
    }
    if (texts.length > 0) yield encoder.encode(texts.join(''));
    done += records;
    await job.chunk(async () => ({ cursor: null, done, total, label: 'Records' }));
  }
  yield encoder.encode(form.end);
}

async function keep(job: JobContext, { parts }: WrittenParts, total: number): Promise<void> {
  await job.chunk(async ({ tx, now }) => {
    const storedAt = now.toISOString();
    for (const part of parts) await upsertStoredFile(tx, { ...part, ...FHIR_EXPORT, storedAt });
    return { cursor: null, done: total, total, label: 'File' };
  });
}

/** Parts of an export that came to nothing, unless they are needed for something else. */
async function forget(job: JobContext, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  const isNeeded = async (digest: string) =>
    (await job.read((db) => selectNeededDigests(db, [digest]))).has(digest);
  await job.files.deleteUnreferenced(isNeeded, digests);
}
