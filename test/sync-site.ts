import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { postgresTypeParsers } from '../shared/base/postgres-types.ts';
import { captureStatements } from '../shared/sync/capture-triggers.ts';
import { applyPage } from '../shared/sync/fold/apply-page.ts';
import { foldBatch } from '../shared/sync/fold/fold-batch.ts';
import { rowsFrom, type SqlRunner } from '../shared/sync/fold/sql.ts';
import type { ArrivedTransaction } from '../shared/sync/fold/transactions.ts';
import { type LogEntry, type Outcome, parseChange, SERVER_DEVICE } from '../shared/sync/line.ts';
import { reviewLines } from '../shared/sync/review-lines.ts';
import { siteDigest } from '../shared/sync/site-digest.ts';
import { clampStamp, laterStamp } from '../shared/sync/stamps.ts';
import { templateArchive } from '../tools/template.ts';
import type { End } from './migration-ends.ts';
import { device, SCHEMA_VERSION } from './sync-changes.ts';

/** A migrated PGlite in memory. */
export async function openMigratedPglite(): Promise<End> {
  const pglite = await PGlite.create('memory://', {
    loadDataDir: new Blob([Uint8Array.from(await templateArchive())]),
    parsers: { ...postgresTypeParsers },
  });
  return {
    query: (sql, values) => pglite.query(sql, values),
    exec: (sql) => pglite.exec(sql),
    close: () => pglite.close(),
  };
}

export function runnerOf(end: End): SqlRunner {
  return { query: (text, params = []) => end.query(text, [...params]) };
}

async function inTransaction<T>(end: End, work: (run: SqlRunner) => Promise<T>): Promise<T> {
  await end.exec('BEGIN');
  try {
    const value = await work(runnerOf(end));
    await end.exec('COMMIT');
    return value;
  } catch (error) {
    await end.exec('ROLLBACK');
    throw error;
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export type SyncEnd = ReturnType<typeof syncDevice>;
export type SyncSite = ReturnType<typeof syncSite>;

type Kept = {
  readonly log: LogEntry[];
  readonly clock: { nowMs: number };
  readonly revoked: Set<string>;
  maxStamp: bigint;
  reviewsWritten: number;
};

/** A server in the small: it folds and keeps the log, and devices ask it directly. */
export function syncSite(end: End) {
  const kept: Kept = {
    log: [],
    clock: { nowMs: Date.now() },
    revoked: new Set(),
    maxStamp: 0n,
    reviewsWritten: 0,
  };
  return {
    end,
    log: kept.log,
    clock: kept.clock,
    revoke: (letter: string) => void kept.revoked.add(device(letter)),
    /** Takes lines of a device as they come; returns the outcomes. */
    push: (deviceId: string, lines: readonly string[]): Promise<readonly Outcome[]> =>
      inTransaction(end, async (run) => {
        const folded = await take(run, kept, transactionsOf(deviceId, lines));
        for (const { reviews } of folded.filter((each) => each.reviews.length > 0)) {
          const written = reviewLines(reviews, {
            firstNumber: kept.reviewsWritten + 1,
            stamp: kept.maxStamp + 1n,
            schemaVersion: SCHEMA_VERSION,
            nowMs: kept.clock.nowMs,
            digest,
          });
          kept.reviewsWritten += written.length;
          await take(run, kept, transactionsOf(SERVER_DEVICE, written));
        }
        return folded.flatMap(({ outcomes }) => outcomes);
      }),
    digest: () => inTransaction(end, siteDigest),
  };
}

async function take(run: SqlRunner, kept: Kept, arrived: readonly ArrivedTransaction[]) {
  const { nowMs } = kept.clock;
  const counted = arrived.map((each) => ({
    ...each,
    isRevoked: kept.revoked.has(each.deviceId),
    changes: each.changes.map((change) => {
      const stamp = clampStamp(change.stamp, { nowMs, maxStamp: kept.maxStamp });
      kept.maxStamp = laterStamp(kept.maxStamp, stamp);
      return { ...change, stamp };
    }),
  }));
  const folded = await foldBatch(run, counted, { schemaVersion: SCHEMA_VERSION });
  for (const [at, transaction] of counted.entries())
    await append(run, kept, { transaction, outcomes: folded[at]?.outcomes ?? [] });
  return folded;
}

type Appended = {
  readonly transaction: ArrivedTransaction;
  readonly outcomes: readonly Outcome[];
};

async function append(
  run: SqlRunner,
  { log, clock }: Kept,
  { transaction: { deviceId, changes }, outcomes }: Appended,
): Promise<void> {
  for (const [at, { number, line, stamp, change }] of changes.entries()) {
    const outcome = outcomes[at];
    if (!outcome) throw new Error('A change without an outcome');
    const seq = log.length + 1;
    log.push({ seq, deviceId, stamp, outcome, receivedAtMs: clock.nowMs, line });
    await run.query(
      `INSERT INTO sync_log (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
       VALUES ($1, $2, $3, $4, $5, $6, now(), $7)`,
      [seq, deviceId, number, change?.t ?? number, stamp.toString(), outcome, line],
    );
  }
}

export function transactionsOf(
  deviceId: string,
  lines: readonly string[],
): readonly ArrivedTransaction[] {
  const transactions: ArrivedTransaction[] = [];
  let open: ArrivedTransaction['changes'][number][] = [];
  for (const line of lines) {
    const change = parseChange(line);
    open.push({ number: change?.n ?? 0, line, change, stamp: BigInt(change?.s ?? 0) });
    if (change && change.n < change.t) continue;
    transactions.push({ deviceId, changes: open });
    open = [];
  }
  return transactions;
}

const LINES = `
  SELECT json_build_object('n', number, 't', max(number) OVER (PARTITION BY transaction_id),
    's', stamp::TEXT, 'k', entity, 'r', row_key, 'o', op, 'b', base, 'v', body, 'u', user_id,
    'm', schema_version)::TEXT AS line
  FROM sync_outbox ORDER BY number`;

/** A device in the small: what it changes is captured, pushed and pulled as real devices do. */
export function syncDevice(end: End, letter: string) {
  const id = device(letter);
  let pushed = 0;
  let cursor = 0;
  return {
    id,
    end,
    enrol: async () => {
      await end.query(
        `INSERT INTO sync_device (device_id, device_name, server_url, site_id, private_key, enrolled_at)
         VALUES ($1, 'A device', 'http://localhost', $1, '{}', now())`,
        [id],
      );
      for (const statement of captureStatements()) await end.exec(statement);
    },
    /** One transaction of somebody at this device. */
    save: (user: string | null, ...statements: readonly string[]) =>
      inTransaction(end, async (run) => {
        await run.query(`SELECT set_config('caretrail.user', $1, true)`, [user ?? '']);
        for (const statement of statements) await run.query(statement);
      }),
    lines: async () =>
      (await rowsFrom<{ line: string }>(runnerOf(end), LINES)).map(({ line }) => line),
    push: async (site: SyncSite) => {
      const lines = await rowsFrom<{ line: string }>(runnerOf(end), LINES);
      const fresh = lines.map(({ line }) => line).filter((line) => numberOf(line) > pushed);
      pushed = Math.max(pushed, ...fresh.map(numberOf));
      return site.push(id, fresh);
    },
    /** Takes up the log from where it is, `most` entries at once or up to the end of a transaction. */
    pull: async (site: SyncSite, most = Number.MAX_SAFE_INTEGER) => {
      let isRebased = false;
      while (cursor < site.log.length) {
        const page = pageOf(site.log, cursor, most);
        cursor += page.length;
        const applied = await inTransaction(end, (run) => applyPage(run, page, id));
        isRebased ||= applied.isRebased;
      }
      return isRebased;
    },
    digest: () => inTransaction(end, siteDigest),
    rows: async (text: string): Promise<readonly Record<string, unknown>[]> =>
      rowsFrom<Record<string, unknown>>(runnerOf(end), text),
  };
}

function numberOf(line: string): number {
  return parseChange(line)?.n ?? 0;
}

function pageOf(log: readonly LogEntry[], after: number, most: number): readonly LogEntry[] {
  let end = Math.min(after + most, log.length);
  const isInside = (at: number): boolean => {
    const change = parseChange(log[at - 1]?.line ?? '');
    return change !== null && change.n < change.t;
  };
  while (end < log.length && isInside(end)) end += 1;
  return log.slice(after, end);
}
