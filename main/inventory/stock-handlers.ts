import { addDays } from '../../shared/base/civil-date.ts';
import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import type { stockOperations } from '../../shared/inventory/stock-contract.ts';
import type { Contexts } from '../platform/context.ts';
import { naturalId } from '../platform/natural-id.ts';
import { siteTimeZone, todayAtSite } from '../site/actions.ts';
import {
  selectConsumption,
  selectExpiring,
  selectMovementsOf,
  selectStockedProducts,
  selectStockOf,
} from './on-hand-store.ts';
import { findDisagreement, findDisagreements } from './reconcile.ts';
import { insertSettlement } from './settlement-store.ts';
import { selectUnitsById } from './unit-store.ts';
import { selectUnitVersions } from './unit-version-store.ts';

export const stockHandlers: Handlers<typeof stockOperations, Contexts> = {
  async 'stock.onHand'(_input, { db }) {
    return ok(await selectStockedProducts(db));
  },
  async 'stock.units'({ productId }, { db }) {
    return ok(await selectStockOf(db, productId));
  },
  async 'stock.expiring'({ withinDays }, { db, now }) {
    return ok(await selectExpiring(db, addDays(await todayAtSite(db, now), withinDays)));
  },
  async 'stock.consumption'({ productId, weeks }, { db, now }) {
    const lastOn = await todayAtSite(db, now);
    const firstOn = addDays(lastOn, -7 * (weeks - 1));
    const timeZone = await siteTimeZone(db);
    return ok(await selectConsumption(db, { productId, firstOn, lastOn, timeZone }));
  },
  async 'stock.movements'({ stockUnitId, ...page }, { db }) {
    const [unit] = await selectUnitsById(db, [stockUnitId]);
    if (!unit) return fail('UnknownUnit', 'There is no such unit in stock.');
    return ok({ unit, ...(await selectMovementsOf(db, stockUnitId, page)) });
  },
  async 'stock.unitVersions'({ stockUnitId }, { db }) {
    const [unit] = await selectUnitsById(db, [stockUnitId]);
    if (!unit) return fail('UnknownUnit', 'There is no such unit in stock.');
    return ok(await selectUnitVersions(db, stockUnitId));
  },
  'stock.disagreements': async (asked, { db }) => ok([...(await findDisagreements(db, asked))]),
  async 'stock.settle'({ key, note }, { tx, now, actor }) {
    const found = await findDisagreement(tx, key);
    if (!found)
      return fail('NoLongerThere', 'What differed has changed meanwhile. Look at the list again.');
    if (found.settledAt !== null)
      return failWith('AlreadySettled', 'Somebody settled this meanwhile.', found);
    const settledAt = now.toISOString();
    const id = naturalId('disagreement_settlements', key);
    const row = { id, disagreementKey: key, note, settledBy: actor.userId, settledAt };
    await insertSettlement(tx, row);
    return ok({ ...found, note, settledAt, settledByName: actor.displayName });
  },
};
