import type { NewProduct, Product } from '../../shared/products/contract.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertProduct, insertProducts, selectProductsBySku } from './store.ts';

/** The products of these SKUs; what is not in the catalogue is not among them. */
export function findProductsBySku(db: ReadonlyDb, skus: readonly string[]): Promise<Product[]> {
  return selectProductsBySku(db, skus);
}

/** As the table has it: a list is written as text that holds it. */
function rowOf({ materials = null, ...product }: NewProduct) {
  return {
    productClass: null,
    otherMaterials: null,
    packageMm2: null,
    ...product,
    materials: materials && JSON.stringify(materials),
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
