import type { Insertable } from 'kysely';
import type { Product } from '../../shared/products/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = ['id', 'sku', 'name', 'hcpcsCode', 'billingUnit', 'isActive'] as const;

export function selectProducts(
  db: ReadonlyDb,
  options: { readonly includeInactive: boolean },
): Promise<Product[]> {
  return db
    .selectFrom('products')
    .select(columns)
    .$if(!options.includeInactive, (query) => query.where('isActive', '=', true))
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export function findProducts(
  db: ReadonlyDb,
  search: { readonly words: readonly string[]; readonly limit: number },
): Promise<Product[]> {
  return db
    .selectFrom('products')
    .select(columns)
    .where('isActive', '=', true)
    .where((row) => row.and(search.words.map((word) => row('searchText', 'like', `% ${word}%`))))
    .orderBy('name')
    .orderBy('id')
    .limit(search.limit)
    .execute();
}

export function selectProductsBySku(db: ReadonlyDb, skus: readonly string[]): Promise<Product[]> {
  return db
    .selectFrom('products')
    .select(columns)
    .where('sku', 'in', [...skus])
    .execute();
}

export function insertProduct(tx: Tx, row: Insertable<Schema['products']>): Promise<Product> {
  return tx.insertInto('products').values(row).returning(columns).executeTakeFirstOrThrow();
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
