import type { SignedHead } from '../platform/audit-head.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { type KnownChain, selectChains } from './store.ts';
import { compareGivenHeads, compareHeads } from './verify-heads.ts';
import { selectState, selectStray, selectUnguarded } from './verify-state-store.ts';
import {
  lookThrough,
  selectBeginning,
  selectVouchedHashes,
  selectRightPlace,
  selectRows,
} from './verify-store.ts';
import type { ChainRow, Trouble } from './verify-trouble.ts';
import { checkUnchained } from './verify-unchained.ts';
import { walkStretch } from './verify-walk.ts';

/** Reads in a turn of its own; between two of them others get theirs. */
export type Read = <T>(work: (db: ReadonlyDb) => Promise<T>) => Promise<T>;

/** How far a check came with one step, and what it came upon in it. */
export type TrailStep = {
  readonly events: number;
  readonly unchainedEvents: number;
  readonly heads: number;
  readonly troubles: readonly Trouble[];
};

const nothing: TrailStep = { events: 0, unchainedEvents: 0, heads: 0, troubles: [] };

/** Where much is wrong, what comes first tells enough. */
const TOLD_OF_CHAIN = 20;

/**
 * Looks through the whole trail, a few thousand events at a time: each chain in its order, events without
 * one, and then the signed heads, those too that stand elsewhere.
 */
export async function* verifyTrail(
  read: Read,
  elsewhere: readonly SignedHead[],
): AsyncGenerator<TrailStep, void> {
  for (const chain of await read(selectChains)) yield* checkChain(read, chain);
  for await (const { events, troubles } of checkUnchained(read))
    yield { ...nothing, events, unchainedEvents: events, troubles };
  yield { ...nothing, troubles: await read(selectState) };
  for (const from of ['trail', 'server'] as const) {
    let lastId: string | null = null;
    do {
      const after: string | null = lastId;
      const { heads, troubles, ...next } = await read((db) => compareHeads(db, from, after));
      yield { ...nothing, heads, troubles };
      ({ lastId } = next);
    } while (lastId !== null);
  }
  const { heads, troubles } = await read((db) => compareGivenHeads(db, elsewhere));
  yield { ...nothing, heads, troubles };
  yield { ...nothing, troubles: await read(selectUnguarded) };
}

async function* checkChain(
  read: Read,
  { chainId, firstNumber }: KnownChain,
): AsyncGenerator<TrailStep, void> {
  yield { ...nothing, troubles: await read((db) => selectStray(db, chainId)) };
  const beginning = await read((db) => selectBeginning(db, chainId));
  if (beginning === null) yield { ...nothing, troubles: [withoutBeginning(chainId)] };
  // What is missing before the first event of a chain that never began cannot be said.
  const after = beginning === null ? firstNumber - 1 : 0;
  let part = { chainId, after, hash: beginning ?? '' };
  let told = 0;
  for (;;) {
    const at = part;
    const seen = await read((db) => lookThrough(db, at));
    if (seen.events === 0) return;
    const isTold = !seen.isWhole && told < TOLD_OF_CHAIN;
    const found = isTold ? await troublesIn(read, { ...at, until: seen.last, beginning }) : [];
    const troubles = found.slice(0, TOLD_OF_CHAIN - told);
    told += troubles.length;
    yield { ...nothing, events: seen.events, troubles };
    part = { chainId, after: seen.last, hash: seen.hash };
  }
}

function withoutBeginning(chainId: string): Trouble {
  return { kind: 'beginningChanged', chainId, chainNumber: null, count: 1, event: null };
}

type Suspect = {
  readonly chainId: string;
  readonly after: number;
  readonly until: number;
  readonly beginning: string | null;
};

async function troublesIn(read: Read, suspect: Suspect): Promise<readonly Trouble[]> {
  const { chainId, after, until, beginning } = suspect;
  const selected = await read((db) => selectRows(db, suspect));
  const rows = await inRightPlace(read, selected);
  const before = rows.filter(({ chainNumber }) => chainNumber === after);
  const standing = after === 0 ? [beginning].filter((hash) => hash !== null) : hashesOf(before);
  const from = {
    chainNumber: after,
    hashes: standing.length > 0 ? new Set(standing) : null,
    event: before[0] ?? null,
  };
  const vouchedHashes = await read(selectVouchedHashes);
  const inside = rows.filter(({ chainNumber }) => chainNumber !== after);
  return walkStretch({ chainId, from, rows: inside, until, vouchedHashes });
}

function hashesOf(rows: readonly ChainRow[]): readonly string[] {
  return rows.map(({ hash }) => hash);
}

/** Looking for where an event belongs goes through all of the trail: it is done for a few. */
const LOOKED_FOR = 3;

async function inRightPlace(read: Read, rows: readonly ChainRow[]): Promise<readonly ChainRow[]> {
  const lost = rows.filter(({ isRight, rightAs }) => !isRight && rightAs === null);
  const places = new Map<ChainRow, number | null>();
  for (const row of lost.slice(0, LOOKED_FOR))
    places.set(row, await read((db) => selectRightPlace(db, row)));
  return rows.map((row) => ({ ...row, rightAs: row.rightAs ?? places.get(row) ?? null }));
}
