import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openPageStore } from '../../main/platform/page-store/page-store.ts';
import { chanceOf } from '../random.ts';
import { FIRST_KEYRING } from '../keyring.ts';
import { makeStoredDatabase } from '../stored-database.ts';
import { HELD, holderAnswer } from './holder.ts';

export const openerKinds = ['process', 'worker', 'here'] as const;
export type OpenerKind = (typeof openerKinds)[number];

/** One attempt at a store. `end` is as rude as it gets: a kill, a terminated thread. */
type Attempt = { readonly outcome: string; readonly end: () => Promise<void> };

const HOLDER = join(import.meta.dirname, 'holder.ts');

const attempts: { readonly [K in OpenerKind]: (path: string) => Promise<Attempt> } = {
  async process(path) {
    const child = fork(HOLDER, [path]);
    const [message] = await once(child, 'message');
    return {
      outcome: holderAnswer.parse(message).outcome,
      async end() {
        const ended = once(child, 'exit');
        child.kill('SIGKILL');
        await ended;
      },
    };
  },
  async worker(path) {
    const worker = new Worker(HOLDER, { workerData: path });
    const [message] = await once(worker, 'message');
    return {
      outcome: holderAnswer.parse(message).outcome,
      end: async () => void (await worker.terminate()),
    };
  },
  async here(path) {
    try {
      const store = openPageStore(path, FIRST_KEYRING);
      return { outcome: HELD, end: async () => store.close() };
    } catch (error) {
      const { name } = error instanceof Error ? error : { name: String(error) };
      return { outcome: name, end: async () => undefined };
    }
  },
};

export type OpenersReport = { readonly rounds: number; readonly problems: readonly string[] };

/** One opens a store, another tries, the first is ended without a word, and the other tries again. */
export async function openersRounds(plan: {
  readonly seed: number;
  readonly rounds: number;
  readonly folder: string;
}): Promise<OpenersReport> {
  const [fresh, path] = [join(plan.folder, 'fresh.store'), join(plan.folder, 'records.store')];
  await makeStoredDatabase(fresh);
  await copyFile(fresh, path);
  const problems: string[] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const chance = chanceOf('openers', plan.seed, round);
    const [first, second] = [chance.pick(openerKinds), chance.pick(openerKinds)];
    const outcomes = await outcomesOf(first, second, path);
    if (outcomes.join() !== [HELD, 'DatabaseInUse', HELD].join())
      problems.push(`round ${round}: ${first} then ${second}: ${outcomes.join(', ')}`);
  }
  return { rounds: plan.rounds, problems };
}

/** What the first meets, the second beside it, and the second once the first is gone. */
export async function outcomesOf(
  first: OpenerKind,
  second: OpenerKind,
  path: string,
): Promise<readonly string[]> {
  const holder = await attempts[first](path);
  const refused = await attempts[second](path);
  await refused.end();
  await holder.end();
  const next = await attempts[second](path);
  await next.end();
  return [holder.outcome, refused.outcome, next.outcome];
}
