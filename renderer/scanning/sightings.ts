import type { FoundBarcode } from './found-barcode.ts';

type Sighting = { readonly count: number; readonly lastAtMs: number; readonly isTold: boolean };
/** What the camera has seen of late, by its raw text. */
export type Sightings = ReadonlyMap<string, Sighting>;

/** A label held before the camera is told once, until it has been away this long. */
const AWAY_MS = 2000;
/** Bars have a weak check of their own: two pictures must agree. */
const LINEAR_COUNT = 2;

export const NOTHING_SEEN: Sightings = new Map();

/** Adds what is in one picture; `told` are the labels that count as scanned now. */
export function see(
  seen: Sightings,
  found: readonly FoundBarcode[],
  nowMs: number,
): { readonly seen: Sightings; readonly told: readonly string[] } {
  const next = new Map([...seen].filter(([, { lastAtMs }]) => nowMs - lastAtMs < AWAY_MS));
  const told: string[] = [];
  for (const { raw, isLinear } of found) {
    const before = next.get(raw);
    const count = (before?.count ?? 0) + 1;
    const isTold = before?.isTold ?? false;
    const isSure = count >= (isLinear ? LINEAR_COUNT : 1);
    if (isSure && !isTold) told.push(raw);
    next.set(raw, { count, lastAtMs: nowMs, isTold: isTold || isSure });
  }
  return { seen: next, told };
}
