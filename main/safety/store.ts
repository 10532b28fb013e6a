import type { Insertable, Updateable } from 'kysely';
import type { Contraindication, Recall } from '../../shared/safety/contract.ts';
import type { Material } from '../../shared/safety/material.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const ruleColumns = [
  'id',
  'productId',
  'productClass',
  'material',
  'etiology',
  'infectionSign',
  'condition',
  'source',
  'asOfOn',
  'isActive',
  'isExample',
  'version',
] as const;

function ruleOf<Row extends { readonly material: string | null }>(row: Row) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from the contract's own list
  return { ...row, material: row.material as Material | null };
}

/** The rules, those in force first. */
export async function selectContraindications(
  db: ReadonlyDb,
  { onlyActive }: { readonly onlyActive: boolean },
): Promise<Contraindication[]> {
  const rows = await db
    .selectFrom('contraindications')
    .select(ruleColumns)
    .$if(onlyActive, (query) => query.where('isActive', '=', true))
    .orderBy('isActive', 'desc')
    .orderBy('isExample')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(ruleOf);
}

export async function selectContraindication(
  db: ReadonlyDb,
  id: string,
): Promise<Contraindication | undefined> {
  const row = await db
    .selectFrom('contraindications')
    .select(ruleColumns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && ruleOf(row);
}

export async function insertContraindication(
  tx: Tx,
  row: Insertable<Schema['contraindications']>,
): Promise<Contraindication> {
  const inserted = tx.insertInto('contraindications').values(row).returning(ruleColumns);
  return ruleOf(await inserted.executeTakeFirstOrThrow());
}

/** Changes a rule and counts its version up. */
export async function updateContraindication(
  tx: Tx,
  current: Contraindication,
  to: Updateable<Schema['contraindications']>,
): Promise<Contraindication> {
  const updated = tx
    .updateTable('contraindications')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(ruleColumns);
  return ruleOf(await updated.executeTakeFirstOrThrow());
}

function selectRecallRows(db: ReadonlyDb) {
  return db
    .selectFrom('productRecalls as recall')
    .leftJoin('products', 'products.sku', 'recall.productId')
    .select([
      'recall.id',
      'recall.productId',
      'products.name as productName',
      'recall.lotNumber',
      'recall.lastLotNumber',
      'recall.serialNumber',
      'recall.lastSerialNumber',
      'recall.reason',
      'recall.source',
      'recall.sinceOn',
      'recall.isActive',
      'recall.version',
    ]);
}

/** All recalls, those in force first, then the newest. */
export function selectRecalls(db: ReadonlyDb): Promise<Recall[]> {
  return selectRecallRows(db)
    .orderBy('recall.isActive', 'desc')
    .orderBy('recall.sinceOn', 'desc')
    .orderBy('recall.id')
    .execute();
}

/** The recalls of a product that are in force. */
export function selectRecallsOf(db: ReadonlyDb, productId: string): Promise<Recall[]> {
  return selectRecallRows(db)
    .where('recall.productId', '=', productId)
    .where('recall.isActive', '=', true)
    .orderBy('recall.sinceOn', 'desc')
    .orderBy('recall.id')
    .execute();
}

export function selectRecall(db: ReadonlyDb, id: string): Promise<Recall | undefined> {
  return selectRecallRows(db).where('recall.id', '=', id).executeTakeFirst();
}

export async function insertRecall(
  tx: Tx,
  row: Insertable<Schema['productRecalls']>,
): Promise<void> {
  await tx.insertInto('productRecalls').values(row).execute();
}

/** Enters up to some thousand recalls at once. */
export async function insertRecalls(
  tx: Tx,
  rows: readonly Insertable<Schema['productRecalls']>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('productRecalls')
    .values([...rows])
    .execute();
}

/** Changes a recall and counts its version up. */
export async function updateRecall(
  tx: Tx,
  current: Recall,
  to: Updateable<Schema['productRecalls']>,
): Promise<void> {
  await tx
    .updateTable('productRecalls')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}
