import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import { searchWords } from '../../shared/patients/patient.ts';
import type { productOperations } from '../../shared/products/contract.ts';
import {
  readDeviceIdentifier,
  type TypedIdentifier,
} from '../../shared/products/device-identifier.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { Contexts } from '../platform/context.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { naturalId } from '../platform/natural-id.ts';
import {
  addIdentifiers,
  addProduct,
  findProductByIdentifier,
  keepInStock,
  pageOf,
} from './actions.ts';
import { deleteIdentifier } from './identifier-store.ts';
import {
  findProducts,
  selectProduct,
  selectProducts,
  selectProductsBySku,
  updateProduct,
} from './store.ts';

const unknownProduct = fail('UnknownProduct', 'There is no such product here.');

/** The first of these identifiers that a product has already, as a failure; or null. */
async function identifierProblem(db: ReadonlyDb, identifiers: readonly TypedIdentifier[]) {
  for (const identifier of identifiers) {
    const found = await findProductByIdentifier(db, identifier);
    if (found === null) continue;
    const { deviceIdentifier } = identifier;
    const { product } = found;
    return failWith(
      'IdentifierTaken',
      `${deviceIdentifier} is a device identifier of ${product.name} (${product.sku}) already.`,
      { deviceIdentifier, product },
    );
  }
  return null;
}

type ProductHandlers = Handlers<typeof productOperations, Contexts>;

export const productHandlers: ProductHandlers = {
  async 'products.list'(input, { db }) {
    return ok(await selectProducts(db, input));
  },
  async 'products.find'({ text, ...search }, { db }) {
    const words = searchWords(text);
    if (words.length === 0 && text.trim() !== '') return ok([]);
    return ok(await findProducts(db, { words, ...search }));
  },
  async 'products.get'({ productId }, { db }) {
    const product = await selectProduct(db, productId);
    return product ? ok(await pageOf(db, product)) : unknownProduct;
  },
  async 'products.findByIdentifier'({ issuer, deviceIdentifier }, { db }) {
    const read = readDeviceIdentifier(issuer, deviceIdentifier);
    const named = { issuer, deviceIdentifier: read.ok ? read.identifier : deviceIdentifier };
    return ok(await findProductByIdentifier(db, named));
  },
  async 'products.add'({ identifiers, ...input }, { tx }) {
    const [taken] = await selectProductsBySku(tx, [input.sku]);
    if (taken) return failWith('SkuTaken', 'Another product has that SKU already.', taken);
    const problem = await identifierProblem(tx, identifiers);
    if (problem) return problem;
    const added = await addProduct(tx, { id: naturalId('products', input.sku), ...input });
    await addIdentifiers(tx, added.sku, identifiers);
    return ok(added);
  },
  async 'products.correct'({ productId, seen, materials, ...typed }, { tx }) {
    const current = await selectProduct(tx, productId);
    if (!current) return unknownProduct;
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this product meanwhile.', current);
    const to = {
      ...typed,
      materials: materials && JSON.stringify([...new Set(materials)]),
      searchText: productSearchText({ sku: current.sku, ...typed }),
    };
    return ok(await updateProduct(tx, current, to));
  },
  async 'products.addIdentifier'({ productId, identifier }, { tx }) {
    const product = await selectProduct(tx, productId);
    if (!product) return unknownProduct;
    const problem = await identifierProblem(tx, [identifier]);
    if (problem) return problem;
    await addIdentifiers(tx, product.sku, [identifier]);
    return ok(await pageOf(tx, product));
  },
  async 'products.removeIdentifier'({ productId, identifierId }, { tx }) {
    const product = await selectProduct(tx, productId);
    if (!product) return unknownProduct;
    const isGone = await deleteIdentifier(tx, { productId: product.sku, identifierId });
    if (!isGone)
      return fail('UnknownIdentifier', 'This product has no such device identifier any more.');
    return ok(await pageOf(tx, product));
  },
  async 'products.keepInStock'({ productId }, { tx, now }) {
    const product = await selectProduct(tx, productId);
    if (!product) return unknownProduct;
    await keepInStock(tx, [product.sku], now);
    return ok((await selectProduct(tx, productId)) ?? product);
  },
};
