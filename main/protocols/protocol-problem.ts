import type { CivilDate } from '../../shared/base/civil-date.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { expectsProduct, isExpected } from '../../shared/protocols/deviation.ts';
import { productKindsOf } from '../../shared/protocols/product-kind.ts';
import type { ProtocolStep, WrittenStep } from '../../shared/protocols/protocol.ts';
import type { CareEpisode } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { findProductsBySku } from '../products/actions.ts';

type WrittenContent = { readonly steps: readonly WrittenStep[]; readonly asOf: CivilDate };

/** What the catalogue and the calendar say against a protocol; null when nothing does. */
export async function contentProblem(db: ReadonlyDb, written: WrittenContent, today: CivilDate) {
  if (written.asOf > today) return fail('ImpossibleDate', 'asOf is in the future. Check the date.');
  const skus = [...new Set(written.steps.flatMap(({ expectedSkus }) => expectedSkus))];
  if (skus.length === 0) return null;
  const known = new Set((await findProductsBySku(db, skus)).map(({ sku }) => sku));
  const unknown = skus.find((sku) => !known.has(sku));
  return unknown === undefined
    ? null
    : fail('UnknownProduct', `No product has the SKU ${unknown}. Add it first, or take it out.`);
}

/** Steps with an id each: its own where the version before had it, else a new one. */
export function withIds(
  steps: readonly WrittenStep[],
  { before, newId }: { readonly before: readonly string[]; readonly newId: () => string },
) {
  const free = new Set(before);
  return steps.map(({ id, ...step }) => {
    const keeps = typeof id === 'string' && free.delete(id);
    return { id: keeps ? id : newId(), ...step };
  });
}

/** Why a protocol cannot begin on a day of an episode of care that goes on; null when it can. */
export function startProblem(episode: CareEpisode, startedOn: CivilDate, today: CivilDate) {
  if (startedOn > today)
    return fail('ImpossibleDate', 'startedOn is in the future. Start it on the day.');
  return startedOn < episode.startedOn
    ? fail('ImpossibleDate', `startedOn is before care began on ${episode.startedOn}.`)
    : null;
}

/** What an entry says of a step that was done with another product, or with null left out; or why it cannot. */
export async function deviationOf(
  db: ReadonlyDb,
  step: ProtocolStep,
  usedProductId: string | null,
) {
  if (usedProductId === null) return ok({ deviation: 'skipped', productId: null } as const);
  const [product] = await findProductsBySku(db, [usedProductId]);
  if (!product) return fail('UnknownProduct', 'There is no product with that SKU. Choose another.');
  const used = { productId: product.sku, productKinds: productKindsOf(product) };
  if (!expectsProduct(step) || isExpected(step, used))
    return fail(
      'ExpectedProduct',
      'This step names no other product than that one. Record the treatment: it does the step.',
    );
  return ok({
    deviation: 'otherProduct',
    productId: product.sku,
    productName: product.name,
  } as const);
}
