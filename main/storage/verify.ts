import { z } from 'zod';
import type { VerifyReport } from '../../shared/storage/contract.ts';
import { doubtInLedger } from '../inventory/reconcile.ts';
import type { ChunkContext, JobContext } from '../platform/context.ts';
import type { PageStore } from '../platform/page-store/page-store.ts';
import { auditCheck } from './verify-audit.ts';
import { type AnchorsAtHand, foundByAnchors } from './verify-anchors.ts';
import { type Check, type CheckStep, type Read, singleCheck } from './verify-check.ts';
import {
  type CheckedFiles,
  filesCheck,
  namedFilesCheck,
  unnamedFilesCheck,
} from './verify-files.ts';
import { findingsOf } from './verify-findings.ts';
import { addFound, addLooked, type Found, found, looked, nothingLooked } from './verify-found.ts';
import { pagesCheck } from './verify-pages.ts';
import { ledgerChecks } from './verify-ledger.ts';
import { signedChecks } from './verify-signed.ts';
import { databaseChecks } from './verify-tables.ts';
import { orDamage } from './verify-damage.ts';

/** What is checked besides the database that the job reads. */
export type VerifyParts = {
  readonly store: Pick<PageStore, 'beginCheck' | 'rowCount'>;
  readonly files: CheckedFiles;
  readonly anchors: AnchorsAtHand;
  /** What is wrong with the ways to the key. */
  readonly foundInKeys: () => readonly Found[];
  /** Writes the report down in the transaction that ends the check. */
  readonly saveReport: (context: ChunkContext, report: VerifyReport) => Promise<void>;
};

type VerifyJob = Pick<JobContext, 'cursor' | 'read' | 'chunk'>;

const cursorShape = z.object({
  /** The check that comes next, and where in it; `END` after the last. */
  key: z.string(),
  from: z.int(),
  found: z.array(found),
  looked,
});
type VerifyCursor = z.output<typeof cursorShape>;

const END = 'end';
/** Most tables are small: writing down each would cost more than checking it. */
const SAVE_EVERY_MS = 50;

/**
 * Checks everything that can be checked, a little at a time. One that was stopped goes on with the check
 * it was at. Rejects only for bugs and for a database that has died; damage is what it reports.
 */
export async function verifyRecords(parts: VerifyParts, job: VerifyJob): Promise<VerifyReport> {
  const checks = await allChecks(parts, job.read);
  const total = checks.reduce((sum, { size }) => sum + size, 0);
  let cursor = startAmong(checks, job.cursor);
  let savedAtMs = -Infinity;
  try {
    for (;;) {
      const at = checks.findIndex(({ key }) => key === cursor.key);
      const check = checks[at];
      if (!check) break;
      const { doubted = [], ...step } = await check.step(cursor.from);
      cursor = afterStep(cursor, step, checks[at + 1]?.key ?? END);
      if (doubted.length === 0 && performance.now() - savedAtMs < SAVE_EVERY_MS) continue;
      const place = { cursor, done: doneBefore(checks, cursor), total, label: check.label };
      await job.chunk(async ({ tx }) => {
        await doubtInLedger(tx, doubted);
        return place;
      });
      savedAtMs = performance.now();
    }
  } finally {
    for (const { giveUp } of checks) giveUp?.();
  }
  return report(parts, job, { cursor, total });
}

/** In the order in which they run: what is quick and matters most comes first. */
async function allChecks(parts: VerifyParts, read: Read): Promise<readonly Check[]> {
  const { store, files, anchors } = parts;
  const trail = await auditCheck(read, anchors.backupHeads);
  const catalog = { kind: 'unreadable', about: 'The list of all tables' } as const;
  const inDatabase = await orDamage(databaseChecks(read), catalog);
  return [
    singleCheck({ key: 'anchors', label: 'Backups' }, () => foundByAnchors(anchors)),
    singleCheck({ key: 'keys', label: 'Keys' }, async () => parts.foundInKeys()),
    pagesCheck(read, store),
    filesCheck(read, files),
    singleCheck({ key: 'catalog', label: 'Tables' }, async () => inDatabase.found),
    ...(inDatabase.value ?? []),
    ...signedChecks(read),
    ...ledgerChecks(read),
    trail,
    namedFilesCheck(read, files),
    unnamedFilesCheck(read, files),
  ];
}

/** Where an earlier run stopped, if there is that check still; else the beginning. */
function startAmong(checks: readonly Check[], kept: unknown): VerifyCursor {
  const parsed = cursorShape.safeParse(kept);
  if (parsed.success && checks.some(({ key }) => key === parsed.data.key)) return parsed.data;
  return { key: checks[0]?.key ?? END, from: 0, found: [], looked: nothingLooked };
}

function afterStep(before: VerifyCursor, step: CheckStep, following: string): VerifyCursor {
  return {
    ...(step.next === null ? { key: following, from: 0 } : { key: before.key, from: step.next }),
    found: [...addFound(before.found, step.found)],
    looked: addLooked(before.looked, step.looked),
  };
}

function doneBefore(checks: readonly Check[], { key, from }: VerifyCursor): number {
  const at = checks.findIndex((check) => check.key === key);
  const before = at < 0 ? checks : checks.slice(0, at);
  const within = Math.min(from, checks[at]?.size ?? 0);
  return before.reduce((sum, { size }) => sum + size, within);
}

async function report(
  parts: VerifyParts,
  job: VerifyJob,
  { cursor, total }: { readonly cursor: VerifyCursor; readonly total: number },
): Promise<VerifyReport> {
  const findings = [...findingsOf(cursor.found)];
  const isHealthy = findings.every(({ severity }) => severity !== 'problem');
  let made: VerifyReport | undefined;
  await job.chunk(async (context) => {
    const checkedAt = context.now.toISOString();
    made = { checkedAt, isHealthy, findings, checked: cursor.looked };
    await parts.saveReport(context, made);
    return { cursor, done: total, total, label: 'Report' };
  });
  if (!made) throw new Error('A chunk ended without having run');
  return made;
}
