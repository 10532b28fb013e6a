import type { Schema } from '../main/platform/schema.ts';
import type { CoreEvent } from '../shared/base/bridge.ts';
import { importReport, type SourceFile } from '../shared/imports/contract.ts';
import { allRows, type TestCore, valueOf } from './core.ts';
import type { SourceFolder } from './synthea-source.ts';

export type JobEvent = Extract<CoreEvent, { type: 'job' }>;

const IMPORTED_TABLES = [
  'facilities',
  'users',
  'patients',
  'allergies',
  'products',
  'orders',
  'orderLines',
  'treatmentRecords',
] as const satisfies readonly (keyof Schema)[];

/** Stores the files through the byte port; what an import is called with. */
export function storeFolder(app: TestCore, folder: SourceFolder): Promise<SourceFile[]> {
  return Promise.all(
    Object.entries(folder).map(async ([name, content]) => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      const stored = await app.core.putBytes(app.administrator, 'import-source', bytes);
      return { name, digest: valueOf(stored).digest };
    }),
  );
}

/** Resolves with the event that ends the running job; `onStep` sees those before it. */
export function endOfJob(app: TestCore, onStep: (event: JobEvent) => void = () => undefined) {
  return new Promise<JobEvent>((resolve) => {
    const stop = app.core.onEvent((event) => {
      if (event.type !== 'job') return;
      if (event.state === 'running') return onStep(event);
      stop();
      resolve(event);
    });
  });
}

/** Imports a Synthea folder to its end; the job's reply. */
export async function importFolder(app: TestCore, folder: SourceFolder) {
  const files = await storeFolder(app, folder);
  const ended = endOfJob(app);
  const { jobId } = valueOf(await app.client['imports.synthea']({ files }));
  await ended;
  return resultOf(app, jobId);
}

export async function importHcpcs(app: TestCore, content: string | Uint8Array) {
  const [file = { name: '', digest: '' }] = await storeFolder(app, { 'hcpcs.csv': content });
  const ended = endOfJob(app);
  const { jobId } = valueOf(await app.client['imports.hcpcs']({ file }));
  await ended;
  return resultOf(app, jobId);
}

export async function resultOf(app: TestCore, jobId: string): Promise<unknown> {
  return valueOf(await app.client['jobs.get']({ jobId })).result;
}

/** The report in the reply of a job that must have succeeded. */
export function reportIn(result: unknown) {
  return importReport.parse((result as { value?: unknown } | null)?.value);
}

/** Every row that an import may write, by table. */
export async function tables(app: TestCore) {
  const entries = await Promise.all(
    IMPORTED_TABLES.map(async (table) => [table, await allRows(app.database, table)] as const),
  );
  return Object.fromEntries(entries.map(([table, rows]) => [table, rows.toSorted(byContent)]));
}

function byContent(one: object, other: object): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

/** What a database holds but for when it was written and who set it up. */
export async function contents(app: TestCore): Promise<object> {
  const withoutTimes = JSON.stringify(await tables(app), (key, value: unknown) =>
    ['createdAt', 'updatedAt', 'recordedAt'].includes(key) ? undefined : value,
  );
  return JSON.parse(withoutTimes.replaceAll(app.administratorId, 'administrator')) as object;
}
