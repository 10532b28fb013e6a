import type { z } from 'zod';
import {
  type catalogueOperations,
  type CataloguePreview,
  cataloguePreview,
} from '../shared/imports/catalogue-contract.ts';
import type { SourceFile } from '../shared/imports/contract.ts';
import { allRows, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

type Mapping = z.input<(typeof catalogueOperations)['catalogue.preview']['input']>['mapping'];

/** A supply coordinator with short ways to store, preview and import product lists. */
export async function openProductLists(app: TestCore) {
  const supply = await app.signIn('supply');
  const caller = { core: app.core, client: supply.client };

  async function stored(text: string): Promise<SourceFile> {
    const bytes = new TextEncoder().encode(text);
    const reply = await app.core.putBytes(supply.session, 'product-list', bytes);
    return { name: 'list.csv', digest: valueOf(reply).digest };
  }
  async function previewReply(file: SourceFile, mapping: Mapping = null) {
    return jobReply(caller, supply.client['catalogue.preview']({ file, mapping }));
  }
  async function previewOf(file: SourceFile, mapping: Mapping = null): Promise<CataloguePreview> {
    const reply = await previewReply(file, mapping);
    return cataloguePreview.parse((reply as { value?: unknown }).value);
  }
  /** What an import is called with to do what a preview showed. */
  function confirming(file: SourceFile, { columns, digest }: CataloguePreview) {
    return { file, mapping: columns.map(({ field }) => field), digest };
  }
  async function importReply(file: SourceFile, preview: CataloguePreview) {
    return jobReply(caller, supply.client['catalogue.import'](confirming(file, preview)));
  }
  /** The file that the catalogue writes, as text, and how many products it holds. */
  async function exported(content: 'products' | 'template') {
    const reply = await jobReply(caller, supply.client['catalogue.export']({ content }));
    const { value } = reply as { value: { digest: string; productCount: number } };
    const bytes = valueOf(await app.core.getBytes(supply.session, value.digest));
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    return { text, productCount: value.productCount };
  }
  /** What an import may write. */
  async function catalogue() {
    const { database } = app;
    return [await allRows(database, 'products'), await allRows(database, 'productIdentifiers')];
  }
  return {
    ...supply,
    stored,
    previewReply,
    previewOf,
    confirming,
    importReply,
    exported,
    catalogue,
  };
}

export type ProductLists = Awaited<ReturnType<typeof openProductLists>>;
