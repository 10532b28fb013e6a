import type { TreatmentRecord } from '../../shared/treatments/treatment-record.ts';
import { contentOf } from '../../shared/signing/signed-content.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { concernsOfRecord } from '../safety/actions.ts';
import { selectTreatment } from './store.ts';

/** The record as it stands in its own row, before what any correction made of it; undefined when unknown. */
export async function selectTreatmentAsSigned(
  db: ReadonlyDb,
  id: string,
): Promise<TreatmentRecord | undefined> {
  const shown = await selectTreatment(db, id);
  const row = await db
    .selectFrom('treatmentRecords as record')
    .innerJoin('orders', 'orders.id', 'record.orderId')
    .leftJoin('users as performer', 'performer.id', 'record.performedBy')
    .selectAll('record')
    .select(['orders.orderNumber', 'performer.displayName as performedByName'])
    .select(concernsOfRecord().as('concerns'))
    .where('record.id', '=', id)
    .executeTakeFirst();
  if (!shown || !row) return undefined;
  const { orderNumber, performedByName } = row;
  return { ...shown, ...contentOf('treatment', row), orderNumber, performedByName };
}
