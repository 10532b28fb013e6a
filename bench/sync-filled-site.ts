import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { progress } from './progress.ts';
import { nothing } from './sync-device-orders.ts';
import { lookOnce, startDevice } from './sync-pair.ts';
import { enrolPusher, type PushedRow, type Pusher } from './sync-pusher.ts';
import { writeParents } from './sync-records.ts';
import type { SyncNode, SyncSubject } from './sync-server.ts';
import { idOf, pick, writtenAbout } from './store-people.ts';

/** What records refer to: a few, so that nearly all that is taken in are records. */
const PARENTS = { patients: 1000, orders: 3000, users: 40 } as const;
const IN_PUSH = 2000;

const captured = z.tuple([
  z.object({ values: z.record(z.string(), z.unknown()), schemaVersion: z.int() }),
]);
type Captured = z.output<typeof captured>[0];

type Asked = {
  readonly subject: SyncSubject;
  readonly node: SyncNode;
  readonly siteId: string;
  readonly code: string;
  readonly records: number;
};

/**
 * Fills a new site: its first computer has what records refer to and one record, and all others are pushed
 * as the changes that it would have written of them. Resolves when a snapshot of all is there.
 */
export async function fillSite(asked: Asked) {
  const first = await foundSite(asked);
  const code = await asked.subject.newCode(asked.siteId);
  const pusher = await enrolPusher({ serverUrl: asked.node.url, code });
  const startedMs = performance.now();
  await pushRecords(pusher, first, asked.records);
  const pushedMs = performance.now();
  progress(`${asked.records} records pushed in ${Math.round((pushedMs - startedMs) / 1000)} s`);
  while ((await pusher.server.hello(pusher.epoch)).snapshotId === null);
  return { pushMs: pushedMs - startedMs, snapshotMs: performance.now() - pushedMs };
}

/** The record as the first computer captured it. */
async function foundSite({ subject, node, code }: Asked): Promise<Captured> {
  const folder = join(subject.folder, 'rows');
  await mkdir(folder);
  const { parents, record } = await writeParents(folder, PARENTS);
  const device = await startDevice(subject, 'founder');
  await device.tell({ do: 'found', serverUrl: node.url, code }, nothing);
  for (const file of parents) await device.tell({ do: 'load', file }, nothing);
  await device.tell({ do: 'save', file: record }, nothing);
  await lookOnce(device, true);
  const sql = `SELECT body AS values, schema_version AS "schemaVersion" FROM sync_outbox
    WHERE entity = 'treatment_records'`;
  const [row] = await device.tell({ do: 'read', sql }, captured);
  await device.kill();
  return row;
}

async function pushRecords(pusher: Pusher, first: Captured, records: number): Promise<void> {
  // The first record is there already.
  for (let from = 1; from < records; from += IN_PUSH) {
    const length = Math.min(IN_PUSH, records - from);
    await pusher.push(Array.from({ length }, (_, at) => recordAt(first, from + at)));
    if (Math.floor(from / 50_000) < Math.floor((from + length) / 50_000))
      progress(`${from + length} of ${records} records pushed`);
  }
}

function recordAt({ values, schemaVersion }: Captured, at: number): PushedRow {
  const id = idOf('record', at);
  const order = pick(PARENTS.orders, 5, at);
  const { diagnosis, procedure, wound, notes } = writtenAbout(at);
  return {
    entity: 'treatment_records',
    id,
    schemaVersion,
    values: {
      ...values,
      id,
      order_id: idOf('order', order),
      patient_id: idOf('patient', order % PARENTS.patients),
      diagnosis,
      procedure_performed: procedure,
      wound_location: wound,
      doctor_notes: notes,
    },
  };
}
