import { fail, ok } from '../../shared/base/result.ts';
import { packMatcher } from '../../shared/recalls/recalled-packs.ts';
import type { AskedPacks, Trace, TraceCounts } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';
import { describeUses } from './describe-uses.ts';
import { selectTracedPatients } from './described-store.ts';
import { findUses, type FoundUse, MOST_LISTED } from './find-uses.ts';
import { countPieces, type TracedStock, traceStock } from './trace-stock.ts';
import { isKnownProduct } from './known-product-store.ts';

export const unknownProduct = fail(
  'UnknownProduct',
  'Nothing here is called by that SKU: no product, no stock and no record. Check the code.',
);

/** A product that was traced: what was found, and nothing yet of what it says of anybody. */
export type FoundTrace = {
  readonly productName: string | null;
  readonly counts: TraceCounts;
  readonly uses: readonly FoundUse[];
  readonly stock: TracedStock;
};

/** A product that the catalogue, the stock or a record knows, with its name in the catalogue; else null. */
export async function findKnownProduct(
  db: ReadonlyDb,
  productId: string,
): Promise<{ readonly name: string | null } | null> {
  const [product] = await findProductsBySku(db, [productId]);
  if (product !== undefined) return product;
  return (await isKnownProduct(db, productId)) ? { name: null } : null;
}

/** Where packs went and what is left of them, without names; null where nobody knows the product. */
export async function findTrace(
  db: ReadonlyDb,
  asked: AskedPacks & { readonly includesUnsaid: boolean },
): Promise<FoundTrace | null> {
  const { productId, packs, includesUnsaid } = asked;
  const product = await findKnownProduct(db, productId);
  if (product === null) return null;
  const match = packMatcher(packs);
  const { uses, unsaidCount } = await findUses(db, { productId, match, includesUnsaid });
  const stock = await traceStock(db, productId, match);
  const counts = countsOf(uses, unsaidCount, stock);
  return { productName: product.name, counts, uses, stock };
}

function countsOf(uses: readonly FoundUse[], unsaid: number, { units }: TracedStock): TraceCounts {
  const recalled = uses.filter(({ standing }) => standing === 'recalled');
  const standing = recalled.filter(({ isVoided }) => !isVoided);
  return {
    patients: new Set(standing.map(({ patientId }) => patientId)).size,
    treatments: standing.length,
    correctedSince: uses.filter((use) => use.standing === 'correctedSince').length,
    voided: recalled.length - standing.length,
    unsaid,
    piecesLeft: countPieces(units),
    piecesOnShelves: countPieces(units, ({ kind }) => kind === 'shelf'),
  };
}

/** The whole answer; whoever may not read charts gets the counts and the stock. */
export async function tracePacks(
  db: ReadonlyDb,
  asked: AskedPacks & { readonly includesUnsaid: boolean },
  { mayReadCharts }: { readonly mayReadCharts: boolean },
) {
  const found = await findTrace(db, asked);
  if (found === null) return unknownProduct;
  const { productName, counts, uses, stock } = found;
  const listed = mayReadCharts ? uses.slice(0, MOST_LISTED) : null;
  const treatments = listed && (await describeUses(db, listed));
  const patientIds = new Set(treatments?.map(({ patientId }) => patientId));
  const answer: Trace = {
    productId: asked.productId,
    productName,
    counts,
    treatments,
    patients: listed && [...(await selectTracedPatients(db, [...patientIds]))],
    isCut: uses.length > MOST_LISTED,
    units: [...stock.units],
    receipts: [...stock.receipts],
  };
  return ok(answer);
}
