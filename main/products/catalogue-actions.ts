import { type Insertable, sql } from 'kysely';
import type { ProductPage } from '../../shared/products/contract.ts';
import { isSameIdentifier, type TypedIdentifier } from '../../shared/products/device-identifier.ts';
import type { ProductFacts } from '../../shared/products/product-facts.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { naturalId } from '../platform/natural-id.ts';
import {
  insertIdentifiers,
  selectIdentifiersOf,
  selectTaken,
  updatePieces,
} from './identifier-store.ts';
import { selectProducts, selectProductsBySku } from './store.ts';

/** How many values one statement takes without making others wait for its plan. */
const AT_ONCE = 500;

function chunks<Item>(all: readonly Item[]): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, index) =>
    all.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
}

/** Products with their identifiers: those of these SKUs, or all of them. */
export async function productPages(
  db: ReadonlyDb,
  skus: readonly string[] | 'all',
): Promise<readonly ProductPage[]> {
  const products =
    skus === 'all'
      ? await selectProducts(db, { includeInactive: true })
      : await inChunks(skus, (some) => selectProductsBySku(db, some));
  const all = await inChunks(
    products.map(({ sku }) => sku),
    (some) => selectIdentifiersOf(db, some),
  );
  const bySku = Map.groupBy(all, ({ productId }) => productId);
  return products.map((product) => ({
    ...product,
    identifiers: (bySku.get(product.sku) ?? []).map(({ productId: _, ...each }) => each),
  }));
}

/** Which of these identifiers products have, with whose they are. */
export async function ownersOf(db: ReadonlyDb, identifiers: readonly TypedIdentifier[]) {
  const taken = await inChunks(identifiers, (some) => selectTaken(db, some));
  const owners = await inChunks([...new Set(taken.map(({ productId }) => productId))], (some) =>
    selectProductsBySku(db, some),
  );
  const names = new Map(owners.map(({ sku, name }) => [sku, name]));
  return taken.map(({ productId, issuer, deviceIdentifier }) => ({
    issuer,
    deviceIdentifier,
    sku: productId,
    name: names.get(productId) ?? productId,
  }));
}

async function inChunks<Item, Found>(
  all: readonly Item[],
  find: (some: readonly Item[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const some of chunks(all)) found.push(...(await find(some)));
  return found;
}

/** A product as a list says it: added where its SKU is not here, else changed in all that it says. */
export type ListedProduct = {
  readonly product: ProductFacts & { readonly sku: string };
  /** None of them is another product's. */
  readonly identifiers: readonly TypedIdentifier[];
};

/** Writes some thousand products at once; of those that are here the version counts up. */
export async function writeListed(tx: Tx, listed: readonly ListedProduct[]): Promise<void> {
  for (const some of chunks(listed))
    await upsertProducts(
      tx,
      some.map(({ product }) => ({
        ...product,
        id: naturalId('products', product.sku),
        materials: product.materials && JSON.stringify(product.materials),
        searchText: productSearchText(product),
      })),
    );
  const identifiers = listed.flatMap(({ product, identifiers: own }) =>
    own.map((identifier) => ({ sku: product.sku, identifier })),
  );
  for (const some of chunks(identifiers)) await writeIdentifiers(tx, some);
}

async function upsertProducts(
  tx: Tx,
  rows: readonly Insertable<Schema['products']>[],
): Promise<void> {
  await tx
    .insertInto('products')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('sku').doUpdateSet((row) => ({
        name: row.ref('excluded.name'),
        maker: row.ref('excluded.maker'),
        hcpcsCode: row.ref('excluded.hcpcsCode'),
        billingUnit: row.ref('excluded.billingUnit'),
        isActive: row.ref('excluded.isActive'),
        productClass: row.ref('excluded.productClass'),
        isBiologic: row.ref('excluded.isBiologic'),
        materials: sql`excluded.materials`,
        otherMaterials: row.ref('excluded.otherMaterials'),
        piecesPerPack: row.ref('excluded.piecesPerPack'),
        packageMm2: row.ref('excluded.packageMm2'),
        storageNeed: row.ref('excluded.storageNeed'),
        storageNote: row.ref('excluded.storageNote'),
        reorderLevel: row.ref('excluded.reorderLevel'),
        searchText: row.ref('excluded.searchText'),
        version: sql`products.version + 1`,
      })),
    )
    .execute();
}

async function writeIdentifiers(
  tx: Tx,
  listed: readonly { readonly sku: string; readonly identifier: TypedIdentifier }[],
): Promise<void> {
  const here = await selectTaken(
    tx,
    listed.map(({ identifier }) => identifier),
  );
  const standing = ({ identifier }: { readonly identifier: TypedIdentifier }) =>
    here.find((each) => isSameIdentifier(each, identifier));
  for (const each of listed) {
    const same = standing(each);
    if (same) await updatePieces(tx, same.id, each.identifier.pieces);
  }
  await insertIdentifiers(
    tx,
    listed.filter((each) => standing(each) === undefined),
  );
}
