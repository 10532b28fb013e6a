import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openPageStore } from '../../main/platform/page-store/page-store.ts';
import { createBooks } from '../load/books.ts';
import { runLoad } from '../load/run-load.ts';
import { chanceOf } from '../random.ts';
import { FIRST_KEYRING } from '../keyring.ts';
import { makeStoredDatabase, openStoredDatabase } from '../stored-database.ts';
import { BIT_OF_LOG, damages } from './damage.ts';
import { type Content, contentOf, type Verdict, verdictOn } from './verdict.ts';

export type FlipPlan = { readonly seed: number; readonly rounds: number; readonly folder: string };

export type FlipReport = {
  readonly rounds: number;
  /** By what was done, then by how it showed. */
  readonly verdicts: ReadonlyMap<string, Readonly<Partial<Record<Verdict, number>>>>;
  /** What was served as healthy although it was another, or broke without a clear word. */
  readonly problems: readonly string[];
};

/** What leaves the store under its first key. */
const KINDS = ['import', 'correct', 'remove', 'index', 'maintain', 'migrate'] as const;

const silentLedger = { note: () => undefined, close: () => undefined };

type Stores = {
  /** A store at rest, and what it holds. */
  readonly now: string;
  /** The same some work earlier. */
  readonly older: string;
  /** The same with its log, as a kill would have left it. */
  readonly killed: string;
  readonly content: Content;
  readonly contentOfKilled: Content;
};

async function makeStores(seed: number, folder: string): Promise<Stores> {
  const now = join(folder, 'now.store');
  const older = join(folder, 'older.store');
  const killed = join(folder, 'killed.store');
  await makeStoredDatabase(now);
  for (const half of ['first', 'second']) {
    const database = await openStoredDatabase(now, FIRST_KEYRING);
    const chance = chanceOf('flips', seed, half);
    const books = createBooks();
    const load = { database, folder, ledger: silentLedger, books, chance, kinds: KINDS };
    await runLoad(load, 12);
    for (const end of ['', '-wal']) await copyFile(now + end, killed + end);
    await database.close();
    if (half === 'first') await copyFile(now, older);
  }
  const ofNow = openPageStore(now, FIRST_KEYRING);
  const content = contentOf(ofNow);
  ofNow.close();
  await copyStore(killed, join(folder, 'looked-at'));
  const ofKilled = openPageStore(join(folder, 'looked-at'), FIRST_KEYRING);
  const contentOfKilled = contentOf(ofKilled);
  ofKilled.close();
  return { now, older, killed, content, contentOfKilled };
}

/** With its log, where it has one. */
async function copyStore(from: string, to: string): Promise<void> {
  for (const end of ['', '-wal']) {
    await rm(to + end, { force: true });
    if (existsSync(from + end)) await copyFile(from + end, to + end);
  }
}

/** Harms a copy of the same store again and again, each time otherwise, and asks whether it shows. */
export async function flips({ seed, rounds, folder }: FlipPlan): Promise<FlipReport> {
  const stores = await makeStores(seed, folder);
  const path = join(folder, 'harmed.store');
  const verdicts = new Map<string, Partial<Record<Verdict, number>>>();
  const problems: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const chance = chanceOf('flip', seed, round);
    const { name, apply } = chance.pick(damages);
    const isOfLog = name === BIT_OF_LOG;
    await copyStore(isOfLog ? stores.killed : stores.now, path);
    const where = apply(path, stores.older, chance);
    if (where === null) continue;
    const verdict = verdictOn(path, isOfLog ? stores.contentOfKilled : stores.content);
    const counts = verdicts.get(name) ?? {};
    verdicts.set(name, { ...counts, [verdict]: (counts[verdict] ?? 0) + 1 });
    const isAllowed = isOfLog ? [...SHOWN, 'older'] : SHOWN;
    if (!isAllowed.includes(verdict))
      problems.push(`round ${round}: ${name} (${where}): ${verdict}`);
  }
  return { rounds, verdicts, problems };
}

const SHOWN: readonly Verdict[] = ['opening', 'check', 'harmless'];
