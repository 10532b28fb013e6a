import type { Product } from '../../shared/products/contract.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertProduct, insertProducts, selectProductsBySku } from './store.ts';

/** The products of these SKUs; what is not in the catalogue is not among them. */
export function findProductsBySku(db: ReadonlyDb, skus: readonly string[]): Promise<Product[]> {
  return selectProductsBySku(db, skus);
}

/** Adds a product to the catalogue. */
export function addProduct(tx: Tx, product: Omit<Product, 'isActive'>): Promise<Product> {
  return insertProduct(tx, { ...product, searchText: productSearchText(product) });
}

/** Adds up to some hundred products at once. */
export function addProducts(tx: Tx, products: readonly Omit<Product, 'isActive'>[]): Promise<void> {
  return insertProducts(
    tx,
    products.map((product) => ({ ...product, searchText: productSearchText(product) })),
  );
}
