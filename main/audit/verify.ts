import { sql } from 'kysely';
import type { AuditReport } from '../../shared/audit/verify-report.ts';
import type { SignedHead } from '../platform/audit-head.ts';
import type { JobContext } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { isDamagedRead } from '../platform/damaged-read.ts';
import { selectChains } from './store.ts';
import {
  added,
  findingsOf,
  nothingFound,
  reportOf,
  type Restores,
  type TrailSum,
} from './verify-findings.ts';
import { type Read, type TrailStep, verifyTrail } from './verify-trail.ts';
import type { Trouble } from './verify-trouble.ts';

/** How far it is is written down so often. */
const SAVE_EVERY_MS = 500;

/** Checks the whole audit trail as a job; one that was stopped begins anew. */
export async function verifyAsJob(
  job: Pick<JobContext, 'read' | 'chunk' | 'now'>,
  elsewhere: readonly SignedHead[],
): Promise<AuditReport> {
  const total = await job.read(countEvents);
  let [sum, savedAtMs] = [nothingFound, performance.now()];
  for await (const step of checkTrail(job.read, elsewhere)) {
    sum = added(sum, step);
    if (performance.now() - savedAtMs < SAVE_EVERY_MS) continue;
    const done = Math.min(sum.events, total);
    await job.chunk(async () => ({ cursor: null, done, total, label: 'Audit trail' }));
    savedAtMs = performance.now();
  }
  const known = await job.read(selectKnown);
  return reportOf(sum, { ...known, checkedAt: job.now.toISOString() });
}

/** As `verifyTrail`; what the database cannot read ends it as a finding. */
export async function* checkTrail(
  read: Read,
  elsewhere: readonly SignedHead[],
): AsyncGenerator<TrailStep, void> {
  try {
    yield* verifyTrail(read, elsewhere);
  } catch (error) {
    if (!isDamagedRead(error)) throw error;
    const about = { chainId: null, chainNumber: null, count: 1, event: null };
    const troubles: readonly Trouble[] = [{ ...about, kind: 'unreadable' }];
    yield { ...nothingFound, troubles };
  }
}

/** What a finished check found, in words. */
export async function findingsIn(db: ReadonlyDb, { troubles }: TrailSum) {
  return findingsOf(troubles, await selectKnown(db));
}

/** How many events there are, as the chains and the list of those without one say. */
export async function countEvents(db: ReadonlyDb): Promise<number> {
  const { rows } = await sql<{
    events: number;
  }>`SELECT count(*) AS events FROM audit_unchained`.execute(db);
  const chains = await selectChains(db);
  return chains.reduce((all, { lastNumber }) => all + lastNumber, rows[0]?.events ?? 0);
}

async function selectKnown(db: ReadonlyDb) {
  const { rows } = await sql<Restores[number]>`
    SELECT former_chain_id AS "chainId", former_number AS number FROM audit_chains
    WHERE cause = 'restore' AND former_chain_id IS NOT NULL`.execute(db);
  return { chains: await selectChains(db), restores: rows };
}
