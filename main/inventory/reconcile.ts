import {
  type Disagreement,
  disagreementInWords,
  type DisagreementKind,
  disagreementKey,
  type FoundDisagreement,
  isLedgerFault,
} from '../../shared/inventory/disagreement.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { comparisons, countDisagreements, selectDisagreements } from './reconcile-store.ts';
import { selectSettlements } from './settlement-store.ts';

/** Everything that differs, or what does of one kind; with what somebody said about it. */
export async function findDisagreements(
  db: ReadonlyDb,
  kind: DisagreementKind | null,
): Promise<readonly Disagreement[]> {
  const chosen = comparisons.filter((each) => kind === null || each.kind === kind);
  const found: FoundDisagreement[] = [];
  for (const comparison of chosen) found.push(...(await selectDisagreements(db, comparison)));
  return withWords(db, found);
}

async function withWords(
  db: ReadonlyDb,
  found: readonly FoundDisagreement[],
): Promise<readonly Disagreement[]> {
  const skus = [...new Set(found.flatMap(({ productId }) => productId ?? []))];
  const products = skus.length === 0 ? [] : await findProductsBySku(db, skus);
  const names = new Map(products.map(({ sku, name }) => [sku, name]));
  const settled = await selectSettlements(db, found.map(disagreementKey));
  return found.map((each) => {
    const { says: _, against: __, ...shown } = each;
    const key = disagreementKey(each);
    const settlement = settled.find(({ disagreementKey: of }) => of === key);
    return {
      ...shown,
      key,
      lotNumber: each.lotNumber || null,
      serialNumber: each.serialNumber || null,
      productName: names.get(each.productId ?? '') ?? null,
      about: disagreementInWords(each),
      settledByName: settlement?.settledByName ?? null,
      settledAt: settlement?.settledAt ?? null,
      note: settlement?.note ?? null,
    };
  });
}

/** What is a fault of the ledger itself, settled or not, in the order in which verify looks for them. */
export const ledgerFaultKinds: readonly DisagreementKind[] = comparisons
  .map(({ kind }) => kind)
  .filter(isLedgerFault);

/** How many faults of a kind there are. */
export async function countLedgerFault(db: ReadonlyDb, kind: DisagreementKind): Promise<number> {
  const comparison = comparisons.find((each) => each.kind === kind);
  if (!comparison) throw new Error(`Nothing compares ${kind}`);
  return countDisagreements(db, comparison);
}
