import { z } from 'zod';
import type { Sizes } from './store-dataset.ts';
import { timesOf } from './statistics.ts';
import { type Ask, questions, scans, timesOfInserts, timesOfQuestion } from './store-queries.ts';

const times = z.array(z.number());

/** All in milliseconds, several of each. */
export const answerTimes = z.object({
  cold: z.record(z.string(), times),
  warm: z.record(z.string(), times),
  wide: z.record(z.string(), times),
  inserts: times,
  scans: z.record(z.string(), times),
});
export type AnswerTimes = z.output<typeof answerTimes>;

/** As many as a nurse sees in a day. */
const FEW = 20;
/** As many as do not fit into any cache of this size. */
const MANY = 200;
const INSERTS = 300;

async function timesOfScan(ask: Ask, sql: string): Promise<readonly number[]> {
  return timesOf({ count: 2, warmUp: 0 }, () => ask(sql));
}

/** Asks everything of a database that was just opened and of whose files nothing is in memory. */
export async function measureAnswers(ask: Ask, sizes: Sizes): Promise<AnswerTimes> {
  const cold = new Map<string, readonly number[]>();
  const warm = new Map<string, readonly number[]>();
  const wide = new Map<string, readonly number[]>();
  const scanned = new Map<string, readonly number[]>();
  const few = { sizes, subjects: FEW };
  for (const question of questions)
    cold.set(question, await timesOfQuestion(ask, question, { ...few, count: FEW, warmUp: 0 }));
  for (const question of questions)
    warm.set(question, await timesOfQuestion(ask, question, { ...few, count: 200, warmUp: FEW }));
  const many = { sizes, subjects: MANY, count: MANY, warmUp: MANY };
  for (const question of questions) wide.set(question, await timesOfQuestion(ask, question, many));
  const inserts = await timesOfInserts(ask, sizes, INSERTS);
  for (const [name, sql] of Object.entries(scans)) scanned.set(name, await timesOfScan(ask, sql));
  return answerTimes.parse({
    cold: Object.fromEntries(cold),
    warm: Object.fromEntries(warm),
    wide: Object.fromEntries(wide),
    inserts,
    scans: Object.fromEntries(scanned),
  });
}
