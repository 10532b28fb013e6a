import type { Insertable } from 'kysely';
import type { TypedIdentifier } from '../../shared/products/device-identifier.ts';
import type { ProductIdentifier } from '../../shared/products/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import type { Schema } from '../platform/schema.ts';

type Named = Pick<TypedIdentifier, 'issuer' | 'deviceIdentifier'>;

/** Identifiers of products by SKU, those of one product in the order of its packages. */
export async function selectIdentifiersOf(
  db: ReadonlyDb,
  skus: readonly string[],
): Promise<(ProductIdentifier & { readonly productId: string })[]> {
  if (skus.length === 0) return [];
  return db
    .selectFrom('productIdentifiers')
    .select(['id', 'productId', 'issuer', 'deviceIdentifier', 'pieces'])
    .where('productId', 'in', [...skus])
    .orderBy('productId')
    .orderBy('pieces')
    .orderBy('issuer')
    .orderBy('deviceIdentifier')
    .execute();
}

/** Which of these identifiers products have, each with its SKU and the pieces of that package. */
export async function selectTaken(db: ReadonlyDb, named: readonly Named[]) {
  if (named.length === 0) return [];
  const rows = await db
    .selectFrom('productIdentifiers')
    .select(['id', 'productId', 'issuer', 'deviceIdentifier', 'pieces'])
    .where(
      'deviceIdentifier',
      'in',
      named.map(({ deviceIdentifier }) => deviceIdentifier),
    )
    .execute();
  const isNamed = (row: Named) =>
    named.some(
      ({ issuer, deviceIdentifier }) =>
        issuer === row.issuer && deviceIdentifier === row.deviceIdentifier,
    );
  return rows.filter(isNamed);
}

/** Names products by what labels say of them; nothing of it may be taken. */
export async function insertIdentifiers(
  tx: Tx,
  named: readonly { readonly sku: string; readonly identifier: TypedIdentifier }[],
): Promise<void> {
  if (named.length === 0) return;
  const rows: Insertable<Schema['productIdentifiers']>[] = named.map(({ sku, identifier }) => ({
    ...identifier,
    id: naturalId('product_identifiers', identifier.issuer, identifier.deviceIdentifier),
    productId: sku,
  }));
  await tx.insertInto('productIdentifiers').values(rows).execute();
}

export async function updatePieces(tx: Tx, id: string, pieces: number): Promise<void> {
  await tx.updateTable('productIdentifiers').set({ pieces }).where('id', '=', id).execute();
}

/** False where this product has no such identifier. */
export async function deleteIdentifier(
  tx: Tx,
  of: { readonly productId: string; readonly identifierId: string },
): Promise<boolean> {
  const deleted = await tx
    .deleteFrom('productIdentifiers')
    .where('id', '=', of.identifierId)
    .where('productId', '=', of.productId)
    .returning('id')
    .execute();
  return deleted.length > 0;
}
