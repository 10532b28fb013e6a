import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { askedSize } from './asked-for.ts';
import { processorTimeOf } from './processor-time.ts';
import { progress } from './progress.ts';
import type { Section, SectionReport } from './section.ts';
import { amendTimes, milliseconds, nothing } from './sync-device-orders.ts';
import { exchangeReport, type Times } from './sync-exchange-report.ts';
import { lookOnce, startPair, type SyncPair } from './sync-pair.ts';
import { type PouchTrio, startPouchTrio } from './sync-pouch-trio.ts';
import { writeRounds } from './sync-records.ts';
import { withSyncSubject } from './sync-server.ts';
import type { ToldProcess } from './told-process.ts';

const RECORDS = 10_000;
const ROUNDS = askedSize('rounds', 5);
const AMENDMENTS = 100;
const AMENDING_ROUNDS = 20;
const IDLE_LOOKS = 100;
/** So that both sides have asked for news again. */
const BETWEEN_ROUNDS_MS = 200;

const documents = z.array(z.object({ document: z.string() }));

type Both = { readonly own: SyncPair; readonly pouch: PouchTrio | null; readonly folder: string };

/** The records that were saved last, as documents with the same fields. */
async function writeDocuments({ own, folder }: Both): Promise<string> {
  const sql = `SELECT (jsonb_build_object('_id', t.id) || to_jsonb(t))::TEXT AS document
    FROM treatment_records t JOIN coming USING (id) ORDER BY t.id`;
  const rows = await own.first.tell({ do: 'read', sql }, documents);
  const path = join(folder, 'documents.ndjson');
  await writeFile(path, rows.map(({ document }) => `${document}\n`).join(''));
  return path;
}

type Rounds = Pick<Times, 'push' | 'pull' | 'pushWork' | 'pullWork'>;
type Noted = { readonly [Name in keyof Rounds]: number[] };

function nothingNoted(): Noted {
  return { push: [], pull: [], pushWork: [], pullWork: [] };
}

async function exchangeRound(
  peer: Pick<SyncPair, 'push' | 'pull' | 'pids'>,
  times: Noted,
): Promise<void> {
  const pids = await peer.pids();
  const push = async () => times.push.push(await peer.push());
  times.pushWork.push(await processorTimeOf(pids, push));
  const pull = async () => times.pull.push(await peer.pull());
  times.pullWork.push(await processorTimeOf(pids, pull));
}

/** Round by round, each the first in every other. */
async function exchange(
  both: Both,
  files: Awaited<ReturnType<typeof writeRounds>>['rounds'],
): Promise<{ readonly own: Rounds; readonly pouch: Rounds }> {
  const [own, pouch] = [nothingNoted(), nothingNoted()];
  for (const [at, file] of files.entries()) {
    await both.own.save(file);
    await both.pouch?.save(await writeDocuments(both));
    const turns = [
      () => exchangeRound(both.own, own),
      async () => void (both.pouch && (await exchangeRound(both.pouch, pouch))),
    ];
    for (const turn of at % 2 === 0 ? turns : turns.toReversed()) await turn();
    const last = (times: readonly number[]) => Math.round(times.at(-1) ?? Number.NaN);
    progress(
      `round ${at + 1}: pushed in ${last(own.push)} ms, pulled in ${last(own.pull)} ms; ` +
        `PouchDB ${last(pouch.push)} and ${last(pouch.pull)} ms`,
    );
  }
  await assertArrived(both);
  return { own, pouch };
}

/** What did not arrive was not measured. */
async function assertArrived({ own, pouch }: Both): Promise<void> {
  const sql = 'SELECT count(*)::INT AS count FROM treatment_records';
  const counted = z.tuple([z.object({ count: z.int() })]);
  const [{ count }] = await own.second.tell({ do: 'read', sql }, counted);
  const ofPouch = (await pouch?.count()) ?? RECORDS * ROUNDS;
  if (count !== RECORDS * ROUNDS || ofPouch !== RECORDS * ROUNDS)
    throw new Error(`Of ${RECORDS * ROUNDS} records ${count} arrived, and ${ofPouch} in PouchDB`);
}

async function idleTimes(look: () => Promise<number>): Promise<readonly number[]> {
  const timesMs: number[] = [];
  while (timesMs.length < IDLE_LOOKS) timesMs.push(await look());
  return timesMs;
}

type Ends = { readonly first: ToldProcess; readonly second: ToldProcess };

/** From before they are saved on one computer until the other has the last of them. */
async function amendments({ first, second }: Ends): Promise<readonly number[]> {
  const timesMs: number[] = [];
  for (let round = 1; round <= AMENDING_ROUNDS; round += 1) {
    await pause(BETWEEN_ROUNDS_MS);
    const arrived = second.tell({ do: 'amended', total: round * AMENDMENTS }, milliseconds);
    const { beganMs } = await first.tell({ do: 'amend', count: AMENDMENTS }, amendTimes);
    timesMs.push((await arrived) - beganMs);
  }
  return timesMs;
}

async function live(ends: Ends, order: object): Promise<void> {
  for (const each of [ends.first, ends.second]) await each.tell({ do: 'live', ...order }, nothing);
  await pause(2000);
}

async function measure(both: Both, files: Parameters<typeof exchange>[1]): Promise<SectionReport> {
  const { own, pouch } = both;
  const rounds = await exchange(both, files);
  const idle = {
    own: await idleTimes(() => lookOnce(own.first, false)),
    hello: await idleTimes(() => lookOnce(own.first, true)),
    pouch: pouch ? await idleTimes(pouch.push) : [],
  };
  progress('looked with nothing to do');
  await live(own, {});
  const amended = await amendments(own);
  progress(`amended, ${Math.round(amended.at(-1) ?? 0)} ms the last time`);
  if (pouch) await live(pouch, { remote: pouch.remote });
  const pouchAmended = pouch ? await amendments(pouch) : [];
  return exchangeReport({
    records: RECORDS,
    own: { ...rounds.own, amended, idle: idle.own, hello: idle.hello },
    pouch: pouch ? { ...rounds.pouch, amended: pouchAmended, idle: idle.pouch } : null,
  });
}

function run(): Promise<SectionReport> {
  return withSyncSubject(async (subject) => {
    const folder = join(subject.folder, 'rows');
    await mkdir(folder);
    const { parents, rounds } = await writeRounds(folder, { rounds: ROUNDS, each: RECORDS });
    const node = await subject.startNode();
    const own = await startPair({ subject, node, name: 'own', parents });
    const pouch = await startPouchTrio(subject.folder);
    progress(pouch ? 'two computers and PouchDB are ready' : 'two computers are ready');
    try {
      return await measure({ own, pouch, folder: subject.folder }, rounds);
    } finally {
      await own.kill();
      await pouch?.kill();
    }
  });
}

export const syncExchange: Section = {
  name: 'sync-exchange',
  title: `${RECORDS.toLocaleString('en-US')} treatment records between two computers, beside PouchDB`,
  run,
};
