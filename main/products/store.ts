import type { Insertable, Updateable } from 'kysely';
import type { Product } from '../../shared/products/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = [
  'id',
  'sku',
  'name',
  'maker',
  'hcpcsCode',
  'billingUnit',
  'isActive',
  'productClass',
  'isBiologic',
  'materials',
  'otherMaterials',
  'piecesPerPack',
  'packageMm2',
  'storageNeed',
  'storageNote',
  'reorderLevel',
  'stockedSince',
  'version',
] as const;

/** A product with its materials as the contract has them: only this slice and its import write that column. */
function productOf<Row extends { readonly materials: unknown }>(row: Row) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written from the contract's own list
  return { ...row, materials: row.materials as Product['materials'] };
}

export async function selectProducts(
  db: ReadonlyDb,
  options: { readonly includeInactive: boolean },
): Promise<Product[]> {
  const rows = await db
    .selectFrom('products')
    .select(columns)
    .$if(!options.includeInactive, (query) => query.where('isActive', '=', true))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(productOf);
}

type Search = {
  readonly words: readonly string[];
  readonly includeInactive: boolean;
  readonly limit: number;
};

export async function findProducts(db: ReadonlyDb, search: Search): Promise<Product[]> {
  const rows = await db
    .selectFrom('products')
    .select(columns)
    .$if(!search.includeInactive, (query) => query.where('isActive', '=', true))
    .where((row) => row.and(search.words.map((word) => row('searchText', 'like', `% ${word}%`))))
    .orderBy('name')
    .orderBy('id')
    .limit(search.limit)
    .execute();
  return rows.map(productOf);
}

export async function selectProductsBySku(
  db: ReadonlyDb,
  skus: readonly string[],
): Promise<Product[]> {
  const rows = await db
    .selectFrom('products')
    .select(columns)
    .where('sku', 'in', [...skus])
    .execute();
  return rows.map(productOf);
}

export async function selectProduct(db: ReadonlyDb, id: string): Promise<Product | undefined> {
  const row = await db
    .selectFrom('products')
    .select(columns)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && productOf(row);
}

export async function insertProduct(tx: Tx, row: Insertable<Schema['products']>): Promise<Product> {
  const inserted = tx.insertInto('products').values(row).returning(columns);
  return productOf(await inserted.executeTakeFirstOrThrow());
}

/** Changes a product and counts its version up. */
export async function updateProduct(
  tx: Tx,
  current: Pick<Product, 'id' | 'version'>,
  to: Updateable<Schema['products']>,
): Promise<Product> {
  const updated = tx
    .updateTable('products')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(columns);
  return productOf(await updated.executeTakeFirstOrThrow());
}

export async function insertProducts(
  tx: Tx,
  rows: readonly Insertable<Schema['products']>[],
): Promise<void> {
  await tx
    .insertInto('products')
    .values([...rows])
    .execute();
}

/** From this instant on, of those that are not kept in stock already. */
export async function startKeepingInStock(
  tx: Tx,
  skus: readonly string[],
  since: string,
): Promise<void> {
  await tx
    .updateTable('products')
    .set((row) => ({ stockedSince: since, version: row('version', '+', 1) }))
    .where('sku', 'in', [...skus])
    .where('stockedSince', 'is', null)
    .execute();
}
