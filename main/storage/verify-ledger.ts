import { disagreementWords } from '../../shared/inventory/disagreement.ts';
import {
  compareLedger,
  compareSums,
  type LedgerPage,
  ledgerFaultKinds,
} from '../inventory/reconcile.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { type Check, type CheckStep, type Read } from './verify-check.ts';
import { orDamage } from './verify-damage.ts';
import type { Found } from './verify-found.ts';

/** Each with its movements by an index: some ten milliseconds. */
const SUBJECTS_PER_STEP = 2000;
/** Added up from one index. */
const MOVEMENTS_PER_STEP = 10_000;

type Compared = {
  readonly lastId: string;
  readonly faults: readonly Found[];
  readonly doubted: readonly string[];
};

/**
 * Records, movements, receipts and counts say the same of every piece, and the sums are those of the movements:
 * one comparison after the other, each a part at a time.
 */
export function ledgerChecks(read: Read): readonly Check[] {
  const comparisons = ledgerFaultKinds.map((kind) =>
    pagedCheck(read, { key: `stock ${kind}`, limit: SUBJECTS_PER_STEP }, async (db, page) => {
      const { lastId, faultyIds } = await compareLedger(db, kind, page);
      const about = disagreementWords[kind];
      const fault = { kind: 'ledgerAltered', about, count: faultyIds.length } as const;
      return { lastId, faults: [fault], doubted: faultyIds };
    }),
  );
  const sums = pagedCheck(
    read,
    { key: 'stock sums', limit: MOVEMENTS_PER_STEP },
    async (db, page) => {
      const { lastId, wrong } = await compareSums(db, page);
      const fault = { kind: 'sumsAltered', about: '', count: wrong } as const;
      return { lastId, faults: [fault], doubted: [] };
    },
  );
  return [...comparisons, sums];
}

function pagedCheck(
  read: Read,
  { key, limit }: { readonly key: string; readonly limit: number },
  look: (db: ReadonlyDb, page: LedgerPage) => Promise<Compared>,
): Check {
  let last = '';
  return {
    key,
    label: 'Stock',
    size: limit,
    async step(from): Promise<CheckStep> {
      // A check that is resumed after a restart has no place in memory and begins anew.
      const afterId = from === 0 ? '' : last;
      const { value, found } = await orDamage(
        read((db) => look(db, { afterId, limit })),
        { kind: 'unreadable', about: 'Some of the stock' },
      );
      last = value?.lastId ?? '';
      return {
        next: last === '' ? null : from + limit,
        found: [...(value?.faults ?? []), ...found],
        looked: {},
        doubted: value?.doubted ?? [],
      };
    },
  };
}
