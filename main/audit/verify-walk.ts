import type { ChainRow, ToldEvent, Trouble } from './verify-trouble.ts';

/** Where a stretch of a chain goes on from: the number before it and the hashes that stand there. */
export type Footing = {
  readonly chainNumber: number;
  /** Null where nothing stands there to compare with. */
  readonly hashes: ReadonlySet<string> | null;
  /** Null before the first event. */
  readonly event: ToldEvent | null;
};

export type Stretch = {
  readonly chainId: string;
  readonly from: Footing;
  /** In order; the rows of the number after the last of the stretch stand at its end. */
  readonly rows: readonly ChainRow[];
  /** The last number that this stretch is to tell of. */
  readonly until: number;
  /** What ends in one of them was written by another copy of the records, and is no forgery. */
  readonly vouchedHashes: ReadonlySet<string>;
};

/** What is wrong in a stretch of a chain, in the order of the events. */
export function walkStretch(stretch: Stretch): readonly Trouble[] {
  const groups = Map.groupBy(stretch.rows, ({ chainNumber }) => chainNumber);
  const living = livingIn(groups, stretch);
  const troubles: Trouble[] = [];
  let { from } = stretch;
  for (const [number, group] of groups) {
    if (number > stretch.until) break;
    const missing = number - from.chainNumber - 1;
    if (missing > 0) {
      const event = from.event ?? group[0] ?? null;
      troubles.push(
        troubleAt(stretch, 'deleted', { number: from.chainNumber + 1, event, missing }),
      );
    }
    const footing = missing > 0 ? null : from.hashes;
    troubles.push(...wrongIn(stretch, group, { footing, living }));
    const hashes = new Set(group.map(({ hash }) => hash));
    from = { chainNumber: number, hashes, event: group[0] ?? null };
  }
  return troubles;
}

/** The rows from which others go on to the end of the stretch, or to one that somebody vouches for. */
function livingIn(
  groups: ReadonlyMap<number, readonly ChainRow[]>,
  { vouchedHashes, until }: Stretch,
): ReadonlySet<ChainRow> {
  const living = new Set<ChainRow>();
  for (const [number, group] of [...groups].toReversed()) {
    const next = (groups.get(number + 1) ?? []).filter((row) => living.has(row));
    const isOpen = number > until || group.length === 1;
    for (const row of group) {
      const isFollowed = next.some(({ previousHash }) => previousHash === row.hash);
      if (row.isRight && (isOpen || isFollowed || vouchedHashes.has(row.hash))) living.add(row);
    }
  }
  return living;
}

type Beside = {
  readonly footing: ReadonlySet<string> | null;
  readonly living: ReadonlySet<ChainRow>;
};

/** What is wrong with the rows of one number. */
function wrongIn(stretch: Stretch, group: readonly ChainRow[], beside: Beside): readonly Trouble[] {
  const { footing } = beside;
  const kept = keptOf(group, beside);
  const troubles = group
    .filter((row) => !kept.includes(row))
    .map((row) => troubleAt(stretch, 'inserted', { number: row.chainNumber, event: row }));
  for (const row of kept) {
    const { chainNumber: number } = row;
    if (!row.isRight) {
      const kind = row.rightAs === null ? 'changed' : 'reordered';
      troubles.push(troubleAt(stretch, kind, { number, event: row }));
    } else if (footing && !footing.has(row.previousHash)) {
      // The row is as it was written: what it was written after is what was replaced.
      const kind = number === 1 ? 'beginningChanged' : 'rewritten';
      troubles.push(troubleAt(stretch, kind, { number: number - 1, event: row }));
    }
  }
  const [first] = kept;
  if (kept.length > 1 && first && isSplitHere(kept))
    troubles.push(troubleAt(stretch, 'split', { number: first.chainNumber, event: first }));
  return troubles;
}

/** Those rows of one number that were written as such; there is at least one. */
function keptOf(group: readonly ChainRow[], { footing, living }: Beside): readonly ChainRow[] {
  if (group.length === 1) return group;
  const linked = group.filter(
    ({ isRight, previousHash }) => isRight && (!footing || footing.has(previousHash)),
  );
  const kept = linked.filter((row) => living.has(row));
  if (kept.length > 0) return kept;
  return (linked.length > 0 ? linked : group).slice(0, 1);
}

/** Told where two copies part, and not again with each event that both wrote after. */
function isSplitHere(kept: readonly ChainRow[]): boolean {
  return new Set(kept.map(({ previousHash }) => previousHash)).size === 1;
}

type Where = {
  readonly number: number;
  readonly event: ToldEvent | null;
  readonly missing?: number;
};

function troubleAt(
  { chainId }: Pick<Stretch, 'chainId'>,
  kind: Trouble['kind'],
  { number, event, missing = 1 }: Where,
): Trouble {
  const told = event && {
    id: event.id,
    occurredAt: event.occurredAt,
    operation: event.operation,
  };
  return { kind, chainId, chainNumber: number, count: missing, event: told };
}
