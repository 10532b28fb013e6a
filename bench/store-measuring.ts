import { z } from 'zod';
import type { Sizes } from './store-dataset.ts';
import { timesOf } from './statistics.ts';
import { type Ask, questions, scans, timesOfInserts, timesOfQuestion } from './store-queries.ts';

const times = z.array(z.number());

/** All in milliseconds, several of each. */
export const answerTimes = z.object({
  cold: z.record(z.string(), times),
  warm: z.record(z.string(), times),
  inserts: times,
  scans: z.record(z.string(), times),
});
export type AnswerTimes = z.output<typeof answerTimes>;

const COLD = 20;
const WARM = 200;
const INSERTS = 300;

async function timesOfScan(ask: Ask, sql: string): Promise<readonly number[]> {
  return timesOf({ count: 2, warmUp: 0 }, () => ask(sql));
}

/** Asks everything of a database that was just opened and of whose files nothing is in memory. */
export async function measureAnswers(ask: Ask, sizes: Sizes): Promise<AnswerTimes> {
  const cold = new Map<string, readonly number[]>();
  const warm = new Map<string, readonly number[]>();
  const scanned = new Map<string, readonly number[]>();
  for (const question of questions)
    cold.set(question, await timesOfQuestion(ask, question, { sizes, count: COLD, from: 0 }));
  for (const question of questions) {
    // The same twice, so that the second time everything it needs has been read.
    const plan = { sizes, count: WARM, from: 1000 };
    await timesOfQuestion(ask, question, plan);
    warm.set(question, await timesOfQuestion(ask, question, plan));
  }
  const inserts = await timesOfInserts(ask, sizes, INSERTS);
  for (const [name, sql] of Object.entries(scans)) scanned.set(name, await timesOfScan(ask, sql));
  return answerTimes.parse({
    cold: Object.fromEntries(cold),
    warm: Object.fromEntries(warm),
    inserts,
    scans: Object.fromEntries(scanned),
  });
}
