import type { Handlers } from '../../shared/base/contract.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { fail, ok } from '../../shared/base/result.ts';
import { classOfProduct } from '../../shared/products/product-class.ts';
import { allergyConcerns } from '../../shared/safety/concerns.ts';
import type { safetyOperations } from '../../shared/safety/contract.ts';
import { findOrderInUse } from '../orders/actions.ts';
import { findPatient } from '../patients/actions.ts';
import type { Contexts } from '../platform/context.ts';
import { findProductsBySku } from '../products/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { todayAtSite } from '../site/actions.ts';
import { findTreatment } from '../treatments/actions.ts';
import { woundOf } from '../wounds/actions.ts';
import { findConcerns, productOfSku } from './actions.ts';
import { allergiesToWarnOf } from './persons-allergies.ts';

const unknownPatient = fail('UnknownPatient', 'There is no such patient here.');

const forNoReader =
  'an entry in the chart of this patient meets what the product is made of; ask the nurse or clinician';

type CheckHandlers = Pick<
  Handlers<typeof safetyOperations, Contexts>,
  'safety.check' | 'safety.checkOrder'
>;

/** The record that is corrected, where there is one and it is of this patient. */
async function recordBefore(db: ReadonlyDb, id: string | null, patientId: string) {
  const found = id === null ? undefined : await findTreatment(db, id);
  return found?.patientId === patientId ? found : null;
}

export const safetyHandlers: CheckHandlers = {
  async 'safety.check'(
    { patientId, orderId, productId, woundId, treatmentRecordId, ...use },
    { db, now },
  ) {
    const patient = await findPatient(db, patientId);
    if (!patient) return unknownPatient;
    const of = orderId === null ? null : { orderId, productId, exceptRecordId: null };
    const order = of && (await findOrderInUse(db, of));
    const line = order?.patientId === patientId ? order.line : null;
    const product = await productOfSku(db, productId);
    const productName = line?.productName ?? product?.name;
    if (productName === undefined)
      return fail('UnknownProduct', 'There is no such product here. Add it to the catalogue.');
    const wound = woundId === null ? null : ((await woundOf(db, woundId)) ?? null);
    if (woundId !== null && wound?.patientId !== patientId)
      return fail('UnknownWound', 'This patient has no such wound. Choose another.');
    const dateApplied = use.dateApplied ?? (await todayAtSite(db, now));
    const before = await recordBefore(db, treatmentRecordId, patientId);
    const about = { patient, productId, productName, product, wound, before, now };
    const given = { ...use, ...about, dateApplied };
    const { concerns } = await findConcerns(db, { ...given, isOnOrder: line !== null });
    return ok({
      productName,
      concerns: [...concerns],
      isMaterialsKnown: product !== undefined && product.materials !== null,
      productClass: product ? classOfProduct(product) : 'other',
      packageMm2: product?.packageMm2 ?? null,
      billingUnit: product?.billingUnit ?? 'each',
    });
  },
  async 'safety.checkOrder'({ patientId, productIds }, { db, actor }) {
    if (!(await findPatient(db, patientId))) return unknownPatient;
    if (productIds.length === 0) return ok([]);
    const allergies = await allergiesToWarnOf(db, patientId);
    const products = await findProductsBySku(db, productIds);
    const mayRead = isAllowed('charts.read', actor);
    return ok(
      products.map((product) => {
        const concerns = allergyConcerns(product, allergies);
        const told = mayRead ? concerns : concerns.map((each) => ({ ...each, about: forNoReader }));
        return { productId: product.sku, concerns: [...told] };
      }),
    );
  },
};
