import type { Aim } from './section.ts';

/** The smallest value that at least `share` (0 to 1) of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured');
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Milliseconds with three digits that count. */
export function inMs(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

export function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

export const MB = 1_000_000;

export function inMb(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}

/** How many times `peerMs` goes into `ms`. */
export function ratio(ms: number, peerMs: number): string {
  const times = ms / peerMs;
  return `${times.toFixed(times < 10 ? 1 : 0)}×`;
}

export const SPREAD_COLUMNS = ['p50', 'p95', 'max', 'n'] as const;

/** The cells under SPREAD_COLUMNS. */
export function spreadCells(timesMs: readonly number[]): readonly string[] {
  return [
    inMs(median(timesMs)),
    inMs(percentile(timesMs, 0.95)),
    inMs(percentile(timesMs, 1)),
    String(timesMs.length),
  ];
}

/** Whether a time stayed under its limit, both in milliseconds. */
export function aimUnder(what: string, measuredMs: number, limitMs: number): Aim {
  const inWords = limitMs < 1000 ? inMs : inSeconds;
  return {
    what,
    limit: `under ${limitMs < 1000 ? `${limitMs} ms` : `${limitMs / 1000} s`}`,
    measured: inWords(measuredMs),
    isMet: measuredMs < limitMs,
  };
}

/** Does `work` `count` times, one after another, after some that do not count; returns milliseconds. */
export async function timesOf(
  { count, warmUp }: { readonly count: number; readonly warmUp: number },
  work: () => unknown,
): Promise<readonly number[]> {
  const timesMs: number[] = [];
  for (let done = 0; done < warmUp + count; done += 1) {
    const startedMs = performance.now();
    await work();
    if (done >= warmUp) timesMs.push(performance.now() - startedMs);
  }
  return timesMs;
}
