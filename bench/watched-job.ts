import type { Core } from '../main/platform/core.ts';
import { jobReply } from '../test/job-reply.ts';
import type { Caller } from './callers.ts';
import { inMb } from './statistics.ts';

const MEMORY_EVERY_MS = 200;
const ASK_EVERY_MS = 100;

/** What a job answered, and what it meant for the rest. */
export type WatchedJob = {
  readonly value: unknown;
  readonly tookMs: number;
  /** Resident memory of this process, in bytes, now and again. */
  readonly memory: readonly number[];
  /** What somebody waited who asked for a list of patients meanwhile. */
  readonly waitsMs: readonly number[];
};

/** Runs a job while somebody goes on working beside it. */
export async function watchedJob(
  core: Core,
  { client }: Pick<Caller, 'client'>,
  started: Parameters<typeof jobReply>[1],
): Promise<WatchedJob> {
  const memory = [process.memoryUsage.rss()];
  const timer = setInterval(() => memory.push(process.memoryUsage.rss()), MEMORY_EVERY_MS);
  const startedMs = performance.now();
  const state = { isOver: false };
  const ended = jobReply({ core, client }, started).finally(() => {
    state.isOver = true;
    clearInterval(timer);
  });
  const waitsMs: number[] = [];
  while (!state.isOver) {
    const askedMs = performance.now();
    await client['patients.find']({ text: 'a', limit: 50 });
    waitsMs.push(performance.now() - askedMs);
    const pause = new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    await Promise.race([pause, ended]);
  }
  const reply = await ended;
  const tookMs = performance.now() - startedMs;
  const isMade = typeof reply === 'object' && reply !== null && 'value' in reply;
  if (!isMade) throw new Error(`Refused: ${JSON.stringify(reply)}`);
  return { value: reply.value, tookMs, memory, waitsMs };
}

export const FIFTHS_COLUMNS = ['1', '2', '3', '4', '5'] as const;

/** The cells under FIFTHS_COLUMNS: the most that was measured in each fifth of the time. */
export function fifthsCells(memory: readonly number[]): readonly string[] {
  return FIFTHS_COLUMNS.map((_, at) => {
    const from = Math.floor((at * memory.length) / FIFTHS_COLUMNS.length);
    const to = Math.floor(((at + 1) * memory.length) / FIFTHS_COLUMNS.length);
    return inMb(Math.max(...memory.slice(from, Math.max(to, from + 1))));
  });
}
