import { join } from 'node:path';
import { v7 } from 'uuid';
import { type AuditEntry, insertAuditEvents } from '../main/platform/audit.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { dataPaths } from '../main/platform/data-directory.ts';
import { openByPassphrase } from '../main/platform/keys/open-keyring.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { readKeyWraps } from '../main/platform/page-store/key-wrap-table.ts';
import { openPageStore } from '../main/platform/page-store/page-store.ts';
import { auditReport } from '../shared/audit/verify-report.ts';
import { valueOf } from '../test/core.ts';
import { jobReply } from '../test/job-reply.ts';
import { SERVED_PASSPHRASE } from '../tools/served.ts';
import { ADMINISTRATOR_NAME, signInAs } from './callers.ts';
import { openedCore } from './opened-core.ts';
import type { Place, Section, SectionReport } from './section.ts';
import { aimUnder, inMs, inSeconds, SPREAD_COLUMNS, spreadCells } from './statistics.ts';

const EVENTS = Number(process.env['CARETRAIL_BENCH_EVENTS'] ?? 1_000_000);
const AT_ONCE = 5000;
const SINGLES = 300;
const AIM_MS = 10_000;

const event = (at: number): AuditEntry => ({
  id: v7(),
  occurredAt: new Date(Date.UTC(2026, 0, 1) + at * 1000),
  host: 'desktop',
  userId: '0199aaaa-0000-7000-8000-000000000001',
  operation: 'treatments.record',
  kind: 'command',
  outcome: 'ok',
  subject: {
    patientId: '0199aaaa-0000-7000-8000-000000000002',
    entityType: 'treatmentRecord',
    entityId: '0199aaaa-0000-7000-8000-000000000003',
  },
});

async function openAlone(dataDir: string): Promise<Database> {
  const { records } = dataPaths(dataDir);
  const opened = await openByPassphrase(readKeyWraps(records), SERVED_PASSPHRASE);
  if (!opened.ok) throw new Error(opened.failure.message);
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  return openDatabase({ store: openPageStore(records, opened.value) }, migrations);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** The columns of an event that is in no chain. */
const UNSAID = {
  failureCode: null,
  incident: null,
  patientId: null,
  entityType: null,
  entityId: null,
  utcOffsetMinutes: 0,
  chainId: null,
  chainNumber: null,
  previousHash: null,
  hash: null,
};

/** One event in a transaction of its own, chained and not, in turn. */
async function timesOfOne(database: Database) {
  const [chained, plain]: [number[], number[]] = [[], []];
  for (let at = 0; at < SINGLES; at += 1) {
    chained.push(await timed(() => database.transact((tx) => insertAuditEvents(tx, [event(at)]))));
    const { subject: _, occurredAt, ...rest } = event(at);
    const row = {
      ...rest,
      occurredAt: occurredAt.toISOString(),
      ...UNSAID,
    };
    plain.push(
      await timed(() =>
        database.transact((tx) => tx.insertInto('auditEvents').values(row).execute()),
      ),
    );
  }
  await database.load(async (loader) => {
    await loader.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await loader.query('DELETE FROM audit_events WHERE chain_id IS NULL');
    await loader.query('ALTER TABLE audit_events ENABLE TRIGGER USER');
  });
  return { chained, plain };
}

async function run(place: Place): Promise<SectionReport> {
  const { dataDir } = await place.seeded();
  const database = await openAlone(dataDir);
  const singles = await timesOfOne(database);
  const fillMs = await timed(async () => {
    for (let from = 0; from < EVENTS; from += AT_ONCE) {
      const entries = Array.from({ length: AT_ONCE }, (_, at) => event(from + at));
      await database.transact((tx) => insertAuditEvents(tx, entries));
    }
  });
  await database.close();
  const core = await openedCore(dataDir);
  const { client } = await signInAs(core, ADMINISTRATOR_NAME);
  const replies: unknown[] = [];
  const verify = () =>
    timed(async () => {
      replies.push(await jobReply({ core, client }, client['audit.verify']({})));
    });
  // Right after a start the records are looked after as well, of which a million rows just came.
  const [firstMs, verifyMs] = [await verify(), await verify()];
  const [reply] = replies;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what jobs.get answers of a job that ended
  const report = auditReport.parse(valueOf(reply as Parameters<typeof valueOf>[0]));
  if (!report.isWhole) throw new Error(`Not whole: ${report.findings[0]?.what}`);
  const [list] = [await timed(() => client['audit.list']({ limit: 200 }))];
  await core.close();
  return {
    tables: [
      {
        caption: 'One event in a transaction of its own, on disk',
        columns: ['', ...SPREAD_COLUMNS],
        rows: [
          ['chained', ...spreadCells(singles.chained)],
          ['not chained', ...spreadCells(singles.plain)],
        ],
      },
      {
        caption: `${report.events.toLocaleString('en-US')} events, ${report.heads} signed heads`,
        columns: ['', 'took', 'of one event'],
        rows: [
          [`chained and inserted, ${AT_ONCE} at once`, inSeconds(fillMs), inMs(fillMs / EVENTS)],
          ['audit.verify right after the start', inSeconds(firstMs), inMs(firstMs / report.events)],
          ['audit.verify once more', inSeconds(verifyMs), inMs(verifyMs / report.events)],
          ['audit.list, the newest 200', inMs(list), ''],
        ],
      },
    ],
    aims: [aimUnder(`audit.verify of ${EVENTS.toLocaleString('en-US')} events`, verifyMs, AIM_MS)],
  };
}

export const auditSection: Section = {
  name: 'audit',
  title: 'The audit trail: what chaining costs, and how long verifying takes',
  run,
};
