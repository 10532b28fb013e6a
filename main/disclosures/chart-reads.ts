import type { Handlers } from '../../shared/base/contract.ts';
import type { Actor } from '../../shared/base/permission.ts';
import type { Failure, Result } from '../../shared/base/result.ts';
import type { Operations } from '../../shared/operations.ts';
import type { Contexts, JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** The queries that screens show a chart by: what is given out says the same as they do. */
export type ChartReads = Pick<
  Handlers<Operations, Contexts>,
  | 'patients.getChart'
  | 'conditions.list'
  | 'coverages.list'
  | 'wounds.list'
  | 'assessments.list'
  | 'assessments.versions'
  | 'treatments.list'
  | 'treatments.get'
  | 'treatments.versions'
  | 'signing.history'
  | 'orders.list'
  | 'photos.list'
  | 'documents.list'
  | 'protocols.ofWound'
  | 'coverage.ofWound'
>;

/** What a read answers when it goes well. */
export type ReadOf<Name extends keyof ChartReads> = Extract<
  Awaited<ReturnType<ChartReads[Name]>>,
  { readonly ok: true }
>['value'];

export type DisclosureJob = JobContext & { readonly actor: Actor };

/** What a handler of a query gets. */
export type Reading = { readonly db: ReadonlyDb; readonly actor: Actor; readonly now: Date };

/** The value of a read that only a bug can refuse. */
export async function valueOf<T>(reply: Promise<Result<T, Failure>>): Promise<T> {
  const answered = await reply;
  if (answered.ok) return answered.value;
  throw new Error(`A chart could not be read: ${answered.failure.code}`);
}

/** Where a job is. */
export type Pace = { readonly label: string; readonly done: number; readonly total: number };

/** Reads in a short turn of its own, and says how far the job is. Throws when the job is to stop. */
export async function readInTurn<T>(
  job: DisclosureJob,
  pace: Pace,
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  const read: T[] = [];
  await job.chunk(async ({ tx, now }) => {
    read.push(await work({ db: tx, actor: job.actor, now }));
    return { cursor: null, ...pace };
  });
  const [value] = read;
  if (read.length === 0) throw new Error('A turn that read nothing');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `T` may hold undefined; it was read
  return value as T;
}
