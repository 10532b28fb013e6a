import type { AuditFinding } from '../../shared/audit/verify-report.ts';
import { type SignedHead, signHead } from '../platform/audit-head.ts';
import type { JobContext } from '../platform/context.ts';
import type { Read } from './verify-trail.ts';
import { checkTrail, countEvents, findingsIn } from './verify.ts';
import { added, nothingFound } from './verify-findings.ts';

/** How many events there are to check. */
export function auditEventsIn(read: Read): Promise<number> {
  return read(countEvents);
}

/**
 * Checks the audit trail a part at a time; each yields how many events it went through, and the last what
 * was found in all of them. `elsewhere` are the signed heads that stand outside the records.
 */
export async function* auditFindings(
  read: Read,
  elsewhere: readonly SignedHead[],
): AsyncGenerator<{ readonly events: number; readonly findings: readonly AuditFinding[] }, void> {
  let sum = nothingFound;
  for await (const step of checkTrail(read, elsewhere)) {
    sum = added(sum, step);
    yield { events: step.events, findings: [] };
  }
  const all = sum;
  yield { events: 0, findings: await read((db) => findingsIn(db, all)) };
}

/** The signed head of this computer's chain, to go along with what is given out; null on an empty trail. */
export async function headForExport(job: Pick<JobContext, 'chunk'>): Promise<SignedHead | null> {
  const signed: (SignedHead | null)[] = [];
  await job.chunk(async ({ tx, now }) => {
    signed.push(await signHead(tx, { occasion: 'export', at: now }));
    return { cursor: null, done: 0, total: 1, label: 'Signing the audit trail' };
  });
  return signed[0] ?? null;
}
