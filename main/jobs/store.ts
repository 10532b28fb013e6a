import type { JobStatus } from '../../shared/jobs/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';

function selectRows(db: ReadonlyDb) {
  return db
    .selectFrom('jobs')
    .innerJoin('users', 'users.id', 'jobs.startedBy')
    .select([
      'jobs.id',
      'jobs.operation',
      'jobs.state',
      'jobs.done',
      'jobs.total',
      'jobs.label',
      'jobs.result',
      'users.displayName as startedByName',
      'jobs.startedAt',
      'jobs.endedAt',
    ]);
}

type Row = Omit<JobStatus, 'result'> & { readonly result: unknown };

function asStatus(row: Row): JobStatus {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the job runner wrote it as JSON
  return { ...row, result: row.result as JobStatus['result'] };
}

/** The newest first, of these operations only. */
export async function selectJobs(
  db: ReadonlyDb,
  page: { readonly operations: readonly string[]; readonly limit: number },
): Promise<JobStatus[]> {
  if (page.operations.length === 0) return [];
  const rows = await selectRows(db)
    .where('jobs.operation', 'in', [...page.operations])
    .orderBy('jobs.startedAt', 'desc')
    .orderBy('jobs.id', 'desc')
    .limit(page.limit)
    .execute();
  // A report can be long; whoever wants it asks for that one job.
  return rows.map((row) => asStatus({ ...row, result: null }));
}

export async function selectJob(db: ReadonlyDb, jobId: string): Promise<JobStatus | undefined> {
  const row = await selectRows(db).where('jobs.id', '=', jobId).executeTakeFirst();
  return row && asStatus(row);
}
