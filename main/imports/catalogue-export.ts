import { stringify } from 'csv-stringify/sync';
import { ok } from '../../shared/base/result.ts';
import { catalogueTable } from '../../shared/imports/catalogue-table.ts';
import type { JobContext } from '../platform/context.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';
import { productPages } from '../products/catalogue-actions.ts';
import { WRITTEN_LIST } from './store.ts';

// Excel takes a file for UTF-8 only if it begins with this mark.
const BYTE_ORDER_MARK = '\uFEFF';

/** A file of these cells (RFC 4180), for spreadsheets and for `readProductList`. */
export function productListFile(table: readonly (readonly string[])[]): Uint8Array {
  const rows = table.map((cells) => [...cells]);
  const text = stringify(rows, { record_delimiter: 'windows', quote_record_delimiter: true });
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}

/** Writes the catalogue, or the header of such a file alone, where the byte port can read it. */
export async function exportCatalogue(content: 'products' | 'template', job: JobContext) {
  const products = content === 'template' ? [] : await job.read((db) => productPages(db, 'all'));
  const bytes = productListFile(catalogueTable(products));
  const written = { digest: '', productCount: products.length };
  // Until it is committed that the file is needed, nobody may take it for one that is not.
  const release = job.files.holdDeletions();
  try {
    await job.chunk(async ({ tx, now }) => {
      written.digest = await job.files.put(bytes);
      const { byteLength } = bytes;
      const storedAt = now.toISOString();
      await upsertStoredFile(tx, { digest: written.digest, byteLength, ...WRITTEN_LIST, storedAt });
      const total = products.length;
      return { cursor: null, done: total, total, label: 'Products' };
    });
  } finally {
    release();
  }
  return ok(written);
}
