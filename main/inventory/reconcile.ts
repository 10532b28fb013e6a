import {
  type Disagreement,
  disagreementInWords,
  type DisagreementKind,
  type FoundDisagreement,
  isLedgerFault,
  subjectOfKey,
} from '../../shared/inventory/disagreement.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { amongIds, amongPage, amongRange } from './comparison.ts';
import {
  comparisonOf,
  comparisons,
  countWrongSums,
  deleteDoubts,
  insertDoubts,
  selectDiffering,
  selectDisagreements,
  selectDoubts,
  selectPageEnd,
  subjectTables,
} from './reconcile-store.ts';
import { selectSettledKeys, selectSettlements } from './settlement-store.ts';

/** So many of a kind at once: whoever has more settles these first. */
const MOST = 500;
/** What is in doubt is compared so many at a time; somebody waits for the whole. */
const DOUBTS_AT_ONCE = 1000;
/** The same where others wait for each part: some ten milliseconds. */
const DOUBTS_PER_STEP = 200;

type Asked = { readonly kind: DisagreementKind | null; readonly includeSettled: boolean };

/** Everything that differs, or what does of one kind; with what somebody said about it where that is asked for. */
export async function findDisagreements(
  db: ReadonlyDb,
  { kind, includeSettled }: Asked,
): Promise<readonly Disagreement[]> {
  const batches = await batchesInDoubt(db, includeSettled);
  const found: FoundDisagreement[] = [];
  for (const comparison of comparisons) {
    if (kind !== null && comparison.kind !== kind) continue;
    const ofKind: FoundDisagreement[] = [];
    for (const ids of comparison.isWhole ? [[]] : batches) {
      const limit = MOST - ofKind.length;
      if (limit === 0) break;
      const asked = { among: amongIds(ids), includeSettled, limit };
      ofKind.push(...(await selectDisagreements(db, comparison, asked)));
    }
    found.push(...ofKind);
  }
  return withWords(db, found);
}

/** Ids of all that may differ: what is in doubt, and the newest of what was settled where that is asked for. */
async function batchesInDoubt(db: ReadonlyDb, includeSettled: boolean) {
  const keys = includeSettled ? await selectSettledKeys(db, MOST) : [];
  const settled = keys.flatMap((key) => subjectOfKey(key)?.subjectId ?? []);
  const ids = new Set(settled);
  for (let after = ''; ; ) {
    const page = await selectDoubts(db, { after, limit: DOUBTS_AT_ONCE });
    for (const id of page) ids.add(id);
    if (page.length < DOUBTS_AT_ONCE) break;
    after = page.at(-1) ?? '';
  }
  const all = [...ids].toSorted();
  return Array.from({ length: Math.ceil(all.length / DOUBTS_AT_ONCE) }, (_, at) =>
    all.slice(at * DOUBTS_AT_ONCE, (at + 1) * DOUBTS_AT_ONCE),
  );
}

/** The disagreement of a key, settled or not; undefined where nothing differs like that any more. */
export async function findDisagreement(
  db: ReadonlyDb,
  key: string,
): Promise<Disagreement | undefined> {
  const named = subjectOfKey(key);
  if (named === null) return undefined;
  const asked = { among: amongIds([named.subjectId]), includeSettled: true, limit: MOST };
  const found = await selectDisagreements(db, comparisonOf(named.kind), asked);
  const [same] = await withWords(
    db,
    found.filter((each) => each.key === key),
  );
  return same;
}

async function withWords(
  db: ReadonlyDb,
  found: readonly FoundDisagreement[],
): Promise<readonly Disagreement[]> {
  const skus = [...new Set(found.flatMap(({ productId }) => productId ?? []))];
  const products = skus.length === 0 ? [] : await findProductsBySku(db, skus);
  const names = new Map(products.map(({ sku, name }) => [sku, name]));
  const settlements = await selectSettlements(
    db,
    found.map(({ key }) => key),
  );
  const settled = new Map(settlements.map((each) => [each.disagreementKey, each]));
  return found.map((each) => {
    const { says: _, against: __, ...shown } = each;
    const settlement = settled.get(each.key);
    return {
      ...shown,
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

/**
 * Compares some of what is in doubt, after an id, and takes off what agrees or was settled. Returns the last id
 * that it looked at; null when it came to the end.
 */
export async function takeOffDoubts(tx: Tx, after: string): Promise<string | null> {
  const ids = await selectDoubts(tx, { after, limit: DOUBTS_PER_STEP });
  const differing = new Set<string>();
  const asked = { among: amongIds(ids), includeSettled: false, limit: DOUBTS_PER_STEP };
  for (const comparison of comparisons) {
    const found = comparison.isWhole ? [] : await selectDiffering(tx, comparison, asked);
    for (const id of found) differing.add(id);
  }
  await deleteDoubts(
    tx,
    ids.filter((id) => !differing.has(id)),
  );
  return ids.length < DOUBTS_PER_STEP ? null : (ids.at(-1) ?? null);
}

type FaultKind = keyof typeof subjectTables;

function isCompared(kind: DisagreementKind): kind is FaultKind {
  return isLedgerFault(kind) && kind in subjectTables;
}

/** What is a fault of the ledger itself, settled or not, in the order in which verify looks for them. */
export const ledgerFaultKinds: readonly FaultKind[] = comparisons
  .map(({ kind }) => kind)
  .filter(isCompared);

/** A part of all subjects: those after an id, about so many. */
export type LedgerPage = { readonly afterId: string; readonly limit: number };

export type ComparedLedger = {
  /** The last id that was looked at; empty when there is nothing after it. */
  readonly lastId: string;
  readonly faultyIds: readonly string[];
};

/** Compares a part of all there is, whether it is in doubt or not, for faults of a kind. */
export async function compareLedger(
  db: ReadonlyDb,
  kind: FaultKind,
  { afterId, limit }: LedgerPage,
): Promise<ComparedLedger> {
  const table = subjectTables[kind];
  const page = { after: afterId, rows: limit };
  const until = table === null ? null : await selectPageEnd(db, { table, column: 'id' }, page);
  const among = table === null ? amongRange('', null) : amongPage(table, page);
  const asked = { among, includeSettled: true, limit };
  return { lastId: until ?? '', faultyIds: await selectDiffering(db, comparisonOf(kind), asked) };
}

/** The same for the sums that the database keeps: those of the units of so many movements. */
export async function compareSums(
  db: ReadonlyDb,
  { afterId, limit }: LedgerPage,
): Promise<{ readonly lastId: string; readonly wrong: number }> {
  const units = { table: 'stock_movements', column: 'stock_unit_id' };
  const until = await selectPageEnd(db, units, { after: afterId, rows: limit });
  return { lastId: until ?? '', wrong: await countWrongSums(db, amongRange(afterId, until)) };
}

/** Puts what verify found on the list of disagreements, wherever it came from. */
export function doubtInLedger(tx: Tx, ids: readonly string[]): Promise<void> {
  return insertDoubts(tx, ids);
}
