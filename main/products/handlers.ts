import type { Handlers } from '../../shared/base/contract.ts';
import { fail, failWith, ok } from '../../shared/base/result.ts';
import { searchWords } from '../../shared/patients/patient.ts';
import type { productOperations } from '../../shared/products/contract.ts';
import { productSearchText } from '../../shared/products/product-search.ts';
import type { Contexts } from '../platform/context.ts';
import { addProduct } from './actions.ts';
import {
  findProducts,
  selectProduct,
  selectProducts,
  selectProductsBySku,
  updateProduct,
} from './store.ts';

export const productHandlers: Handlers<typeof productOperations, Contexts> = {
  async 'products.list'(input, { db }) {
    return ok(await selectProducts(db, input));
  },
  async 'products.find'({ text, limit }, { db }) {
    const words = searchWords(text);
    if (words.length === 0 && text.trim() !== '') return ok([]);
    return ok(await findProducts(db, { words, limit }));
  },
  async 'products.add'(input, { tx, newId }) {
    const [taken] = await selectProductsBySku(tx, [input.sku]);
    if (taken) return failWith('SkuTaken', 'Another product has that SKU already.', taken);
    return ok(await addProduct(tx, { id: newId(), ...input }));
  },
  async 'products.correct'({ productId, seen, materials, ...typed }, { tx }) {
    const current = await selectProduct(tx, productId);
    if (!current) return fail('UnknownProduct', 'There is no such product here.');
    if (current.version !== seen)
      return failWith('Stale', 'Somebody else changed this product meanwhile.', current);
    const to = {
      ...typed,
      materials: materials && JSON.stringify([...new Set(materials)]),
      searchText: productSearchText({ sku: current.sku, ...typed }),
    };
    return ok(await updateProduct(tx, current, to));
  },
};
