import type { NewProduct, Product, ProductPage } from '../../shared/products/contract.ts';
import type { TypedIdentifier } from '../../shared/products/device-identifier.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertIdentifiers, selectIdentifiersOf, selectTaken } from './identifier-store.ts';
import {
  insertProduct,
  insertProducts,
  selectProductsBySku,
  startKeepingInStock,
} from './store.ts';

/** The products of these SKUs; what is not in the catalogue is not among them. */
export function findProductsBySku(db: ReadonlyDb, skus: readonly string[]): Promise<Product[]> {
  return selectProductsBySku(db, skus);
}

/** The product whose label carries a device identifier, with the pieces of that package; or null. */
export async function findProductByIdentifier(
  db: ReadonlyDb,
  named: Pick<TypedIdentifier, 'issuer' | 'deviceIdentifier'>,
): Promise<{ readonly product: Product; readonly pieces: number } | null> {
  const [taken] = await selectTaken(db, [named]);
  if (!taken) return null;
  const [product] = await selectProductsBySku(db, [taken.productId]);
  return product ? { product, pieces: taken.pieces } : null;
}

/** A product with its identifiers. */
export async function pageOf(db: ReadonlyDb, product: Product): Promise<ProductPage> {
  const identifiers = await selectIdentifiersOf(db, [product.sku]);
  return { ...product, identifiers: identifiers.map(({ productId: _, ...each }) => each) };
}

/** As the table has it: a list is written as text that holds it. */
function rowOf({ materials = null, ...product }: NewProduct) {
  return {
    maker: null,
    productClass: null,
    isBiologic: null,
    otherMaterials: null,
    piecesPerPack: null,
    packageMm2: null,
    storageNeed: null,
    storageNote: null,
    reorderLevel: null,
    ...product,
    materials: materials && JSON.stringify([...new Set(materials)]),
    searchText: productSearchText(product),
  };
}

/** Adds a product to the catalogue. */
export function addProduct(tx: Tx, product: NewProduct): Promise<Product> {
  return insertProduct(tx, rowOf(product));
}

/** Adds up to some hundred products at once. */
export function addProducts(tx: Tx, products: readonly NewProduct[]): Promise<void> {
  return insertProducts(tx, products.map(rowOf));
}

/** Says by which identifiers labels name a product; none of them may be taken. */
export function addIdentifiers(
  tx: Tx,
  sku: string,
  identifiers: readonly TypedIdentifier[],
): Promise<void> {
  return insertIdentifiers(
    tx,
    identifiers.map((identifier) => ({ sku, identifier })),
  );
}

/**
 * From now on every piece of these products (by SKU) is accounted for: called for what is received or
 * counted. Of what is kept in stock already nothing changes.
 */
export function keepInStock(tx: Tx, skus: readonly string[], now: Date): Promise<void> {
  return skus.length === 0 ? Promise.resolve() : startKeepingInStock(tx, skus, now.toISOString());
}
